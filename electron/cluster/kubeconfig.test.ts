import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { mergeKubeconfigs, type Kubeconfig } from './kubeconfig.ts'

const merge = (...texts: string[]): Kubeconfig =>
  mergeKubeconfigs(texts.map((text, index) => ({ path: `/home/me/${'abc'[index] ?? 'x'}/config`, text })))

/** The message of the failure that a text makes. */
function refusal(...texts: string[]): string {
  try {
    merge(...texts)
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    expect(error.failure.code).toBe('kubeconfig-invalid')
    return error.message
  }
  return 'no failure'
}

const whole = `
apiVersion: v1
kind: Config
preferences: {}
current-context: dev
clusters:
- name: one
  cluster:
    server: https://one:6443
    certificate-authority: ca.pem
    extensions: [{name: x, extension: {}}]
users:
- name: me
  user: {client-certificate: ../me.pem, client-key: /keys/me.key, tokenFile: token}
contexts:
- name: dev
  context: {cluster: one, user: me, namespace: apps}
`

describe('mergeKubeconfigs', () => {
  it('reads a whole file', () => {
    const config = merge(whole)
    expect(config.currentContext).toBe('dev')
    expect(config.contexts.get('dev')).toEqual({ cluster: 'one', user: 'me', namespace: 'apps' })
    expect(config.clusters.get('one')).toMatchObject({ server: 'https://one:6443' })
  })

  it.each([
    ['an empty file', ''],
    ['comments', '# nothing\n'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['lists that are null', 'clusters: null\nusers:\ncontexts: ~\ncurrent-context:'],
    ['empty lists', 'clusters: []'],
  ])('takes %s for a kubeconfig without contexts', (_name, text) => {
    const config = merge(text)
    expect(config).toEqual({ currentContext: '', clusters: new Map(), users: new Map(), contexts: new Map() })
  })

  it('reads numbers in what it does not know as JSON has them: an exec plugin is told some of it', () => {
    const text = 'clusters: [{name: c, cluster: {extensions: [{name: x, extension: {count: 3, share: 0.5}}]}}]'
    expect(JSON.parse(JSON.stringify(merge(text).clusters.get('c')))).toEqual({
      extensions: [{ name: 'x', extension: { count: 3, share: 0.5 } }],
    })
  })

  it('reads JSON, which is YAML', () => {
    const text = JSON.stringify({ 'current-context': 'a', contexts: [{ name: 'a', context: { cluster: 'c' } }] })
    expect(merge(text).contexts.get('a')).toEqual({ cluster: 'c' })
  })

  it('reads anchors and a byte order mark', () => {
    const text = '\uFEFFusers:\n- {name: a, user: &me {token: t}}\n- {name: b, user: *me}\n'
    expect(merge(text).users.get('b')).toMatchObject({ token: 't' })
  })

  it('takes an entry without a body for an empty one', () => {
    const config = merge('clusters: [{name: a}]\nusers: [{name: a, user: null}]\ncontexts: [{name: a}]')
    expect(config.contexts.get('a')).toEqual({})
    expect(config.clusters.get('a')?.server).toBeUndefined()
  })

  it('lets the first file that says something win', () => {
    const config = merge(
      'clusters: [{name: a, cluster: {server: https://first}}]\ncurrent-context: ""',
      'clusters: [{name: a, cluster: {server: https://second, tls-server-name: x}}, {name: b}]\ncurrent-context: two',
      'current-context: three',
    )
    expect(config.clusters.get('a')).toMatchObject({ server: 'https://first' })
    // Entries are taken whole, never mixed.
    expect(config.clusters.get('a')?.['tls-server-name']).toBeUndefined()
    expect([...config.clusters.keys()]).toEqual(['a', 'b'])
    expect(config.currentContext).toBe('two')
  })

  it.each([
    ['certificate-authority', '/home/me/a/ca.pem'],
    ['client-certificate', '/home/me/me.pem'],
    ['client-key', '/keys/me.key'],
    ['tokenFile', '/home/me/a/token'],
  ])('takes %s from the folder of its own file', (key, path) => {
    const config = merge(whole, whole.replaceAll('one', 'two'))
    expect({ ...config.clusters.get('one'), ...config.users.get('me') }).toMatchObject({ [key]: path })
    expect(config.clusters.get('two')).toMatchObject({ 'certificate-authority': '/home/me/b/ca.pem' })
  })

  it('takes an empty path for none', () => {
    const config = merge('clusters: [{name: a, cluster: {certificate-authority: ""}}]')
    expect(config.clusters.get('a')).toMatchObject({ 'certificate-authority': '' })
  })

  it.each([
    ['aws', 'aws'],
    ['./login.sh', '/home/me/a/login.sh'],
    ['bin/login', '/home/me/a/bin/login'],
    ['../login', '/home/me/login'],
    ['/usr/bin/login', '/usr/bin/login'],
  ])('looks the plugin %s up as %s', (command, found) => {
    const config = merge(`users: [{name: a, user: {exec: {command: "${command}", args: [x]}}}]`)
    expect(config.users.get('a')?.exec).toMatchObject({ command: found, args: ['x'] })
  })

  it.each([
    ['clusters', 'clusters:\n- name: a\n- name: a\n', 3],
    ['users', 'users: [{name: a}, {name: b},\n  {name: a}]', 2],
    ['contexts', 'contexts:\n\n- name: a\n- name: a\n  context: {}\n', 4],
  ])('refuses a name that stands twice in %s of one file', (list, text, line) => {
    const message = refusal(text)
    expect(message).toMatch(new RegExp(`^/home/me/a/config, line ${line}, column \\d+: .*"a".*${list}`))
  })

  it.each([
    ['an open bracket', 'clusters: [\n', /line 2, column 1: /],
    ['a tab', 'clusters:\n\t- name: a\n', /line 2, column 1: /],
    ['a bad indentation', 'clusters:\n- name: a\n   cluster: {}\n', /line 3, column 11: .*indented/],
    ['an anchor that is not there', 'users:\n- {name: a, user: *me}\n', /line 2, column 19: .*me/],
    ['a sentence', 'this is no kubeconfig', /line 1, column 1: .*expected object/],
    [
      'an extension that stands twice',
      'contexts:\n- context:\n    extensions: [{name: a, extension: 1}, {name: a}]\n',
      /line 3, column 17: contexts\.0\.context\.extensions: .*twice/,
    ],
    ['a list', '- a\n', /line 1, column 1: .*expected object/],
    ['a list that is none', 'clusters: {}\n', /line 1, column 11: clusters: .*expected array/],
    ['a number for a name', 'contexts:\n- name: 12\n', /line 2, column 9: contexts\.0\.name: .*expected string/],
    [
      'a number for a token',
      'users:\n- name: a\n  user:\n    token: 12345\n',
      /line 4, column 12: users\.0\.user\.token: .*expected string/,
    ],
  ])('says where %s stands', (_name, text, message) => {
    expect(refusal(text)).toMatch(message)
    expect(refusal('', text)).toMatch(/^\/home\/me\/b\/config, line /)
  })

  // kubectl reads these with Go's decoders, which forgive much.
  it.each<[string, string, object]>([
    ['the last of a key that stands twice', 'clusters: [{name: b}]\nclusters: [{name: a}]', { a: {} }],
    ['the first of two documents', 'clusters: [{name: a}]\n---\nclusters: [{name: b}]', { a: {} }],
    ['null in a list as an empty item', 'clusters: [~, {name: a}]', { '': {}, a: {} }],
    [
      'YAML 1.1 truth values',
      'clusters: [{name: a, cluster: {insecure-skip-tls-verify: yes}}]',
      { a: { 'insecure-skip-tls-verify': true } },
    ],
    ['merge keys', 'x: &x {server: q}\nclusters: [{name: a, cluster: {<<: *x}}]', { a: { server: 'q' } }],
    ['dates and times as words', 'clusters: [{name: 2020-01-01}, {name: 1:30}]', { '2020-01-01': {}, '1:30': {} }],
    [
      'data in several lines',
      'clusters: [{name: a, cluster: {certificate-authority-data: "YWJj\\nZA=="}}]',
      { a: { 'certificate-authority-data': 'YWJjZA==' } },
    ],
    ['keys in another case as unknown', 'Clusters: [{name: b}]\nclusters: [{name: a}]', { a: {} }],
  ])('reads %s', (_name, text, clusters) => {
    expect(Object.fromEntries(merge(text).clusters)).toEqual(
      Object.fromEntries(
        Object.entries(clusters).map(([name, entry]) => [name, expect.objectContaining(entry) as object]),
      ),
    )
  })

  it('knows no context without a name, which nobody could ask for', () => {
    expect([...merge('contexts: [{context: {}}, {name: a}]').contexts.keys()]).toEqual(['a'])
  })

  it('reads null as nothing in what a user has', () => {
    const user = '{exec: {args: [x, ~], env: [~]}, auth-provider: {config: {a: ~}}, as-user-extra: {a: ~}}'
    expect(merge(`users: [{name: a, user: ${user}}]`).users.get('a')).toMatchObject({
      exec: { command: '', args: ['x', ''], env: [{ name: '', value: '' }] },
      'auth-provider': { name: '', config: { a: '' } },
      'as-user-extra': { a: [] },
    })
  })

  it.each([
    ['another kind', 'kind: Pod', /line 1, column 7: kind: expected "Config"/],
    ['another version', 'apiVersion: v2', /column 13: apiVersion: expected "v1"/],
    ['a truth value for a name', 'users: [{name: on}]', /users\.0\.name: .*expected string/],
    [
      'data that is not base64',
      'users:\n- {name: a, user: {client-key-data: "%%"}}',
      /line 2, .*client-key-data: not base64/,
    ],
    ['base64 without its padding', 'users: [{name: a, user: {client-key-data: YQ}}]', /not base64/],
  ])('refuses %s, as kubectl does', (_name, text, message) => {
    expect(refusal(text)).toMatch(message)
  })

  it('refuses aliases that would fill the memory', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 9; i++) {
      const [from, to] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)]
      lines.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`)
    }
    expect(refusal(lines.join('\n'))).toMatch(/alias/i)
  })

  it('never repeats a secret in its message', () => {
    expect(refusal('users:\n- name: a\n  user: {token: [hunter2]}\n')).not.toContain('hunter2')
  })
})
