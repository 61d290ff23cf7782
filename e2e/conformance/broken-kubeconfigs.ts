/** Kubeconfigs that cannot be used: the content (text or an object), what must be said, and more arguments. */
export type BrokenKubeconfig = readonly [name: string, content: unknown, said: RegExp, args: readonly string[]]

const context = (name: string, cluster: string, user: string) => ({ name, context: { cluster, user } })
const server = { name: 'c', cluster: { server: 'https://127.0.0.1:1' } }
const user = { name: 'u', user: { token: 't' } }
const config = (parts: object) => ({
  'current-context': 'here',
  contexts: [context('here', 'c', 'u')],
  clusters: [server],
  users: [user],
  ...parts,
})

export const brokenKubeconfigs: readonly BrokenKubeconfig[] = [
  [
    'broken YAML',
    'clusters:\n- name: a\n  cluster: {server: "x\n',
    /cannot be read: \S+, line \d+, column \d+: .+`kubectl config view`/,
    [],
  ],
  ['something else than a kubeconfig', '- a\n- b\n', /cannot be read: \S+, line 1, column 1: /, []],
  [
    'a value of the wrong kind',
    config({ users: [{ name: 'u', user: { token: [1] } }] }),
    /line \d+, column \d+: users\.0\.user\.token: /,
    [],
  ],
  ['a name that stands twice', config({ clusters: [server, server] }), /the name "c" stands twice in clusters/, []],
  [
    'an unknown context',
    config({}),
    /no context "nope" in the kubeconfig\. It has: here\. Choose one/,
    ['--context', 'nope'],
  ],
  [
    'an unknown current context',
    config({ 'current-context': 'gone' }),
    /no context "gone" in the kubeconfig\. It has: here\./,
    [],
  ],
  [
    'no current context and two to choose from',
    config({ 'current-context': '', contexts: [context('one', 'c', 'u'), context('two', 'c', 'u')] }),
    /names no current context\. Choose one with --context: one, two\./,
    [],
  ],
  [
    'a context without its cluster',
    config({ clusters: [] }),
    /The context "here" names the cluster "c", which the kubeconfig does not have/,
    [],
  ],
  [
    'a context without its user',
    config({ users: [] }),
    /The context "here" names the user "u", which the kubeconfig does not have/,
    [],
  ],
  [
    'a cluster without a server',
    config({ clusters: [{ name: 'c', cluster: {} }] }),
    /the cluster "c", which has no server/,
    [],
  ],
  [
    'a server that is no URL',
    config({ clusters: [{ name: 'c', cluster: { server: '10.0.0.1:6443/k8s' } }] }),
    /server "10\.0\.0\.1:6443\/k8s" is not an http or https URL/,
    [],
  ],
]
