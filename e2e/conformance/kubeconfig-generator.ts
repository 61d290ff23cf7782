import { stringify } from 'yaml'
import type { Random } from './kubeconfig-random.ts'

interface Named {
  name?: unknown
  [body: string]: unknown
}

export interface GeneratedFile {
  /** Path below the folder of the case. */
  path: string
  /** Null where there is no such file. */
  text: string | null
  /** Names of its users, for whose paths belong to this file. */
  users: readonly unknown[]
}

const folders = ['.', 'team', 'team/more'] as const
/** What stands beside each file, so that relative paths can lead somewhere. */
export const besides = folders.flatMap((folder) => ['ca.pem', 'me.crt', 'me.key'].map((name) => `${folder}/${name}`))

// Few, so that contexts find their clusters and users and files are at odds about them.
const few = ['dev', 'prod', 'me@kind', 'on']
const names = [...few, 'stage', 'arn:aws:eks:eu-1:1:cluster/x', 'a b', 'ü', '12', '2020-01-01']
const paths = ['ca.pem', './ca.pem', '../ca.pem', 'more/ca.pem', 'nowhere/ca.pem', '']
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** One to four kubeconfig files that overlap, lack parts and now and then cannot be read. */
export function generateKubeconfig(random: Random): GeneratedFile[] {
  const count = 1 + random.below(4)
  return Array.from({ length: count }, (_, index) => {
    const path = `${random.pick(folders)}/config-${index}`
    // A list of nothing but missing files is a case too.
    if (random.onceIn(8)) return { path, text: null, users: [] }
    if (random.onceIn(30)) return { path, text: random.pick(['', '# nothing\n', '{}', 'null', '---\n']), users: [] }
    const content = fileContent(random)
    const users = content['users']
    // Some that look broken are not, to kubectl; none of them has users whose paths matter.
    if (random.onceIn(40)) return { path, text: brokenText(random), users: [] }
    return {
      path,
      text: fileText(random, content),
      users: Array.isArray(users) ? (users as (Named | null)[]).map((user) => user?.name ?? '') : [],
    }
  })
}

function fileContent(random: Random): Record<string, unknown> {
  const shared = user(random)
  const content: Record<string, unknown> = {
    ...(random.onceIn(3) ? {} : { apiVersion: 'v1', kind: 'Config', preferences: {} }),
    'current-context': random.pick(['', ...names.slice(0, 4), null]),
    clusters: named(random, 'cluster', () => cluster(random)),
    // The same object twice is an anchor and its alias in YAML.
    users: named(random, 'user', () => (random.onceIn(4) ? shared : user(random))),
    contexts: named(random, 'context', () => context(random)),
  }
  if (random.onceIn(4)) content['unknown-key'] = { of: ['anybody', 1, true, null] }
  if (random.onceIn(10)) content['extensions'] = [{ name: 'x', extension: { a: 1 } }]
  for (const key of ['clusters', 'users', 'contexts', 'current-context']) if (random.onceIn(25)) content[key] = null
  for (const key of ['clusters', 'users', 'contexts', 'current-context'])
    if (random.onceIn(25)) Reflect.deleteProperty(content, key)
  return content
}

/** Names in one file differ, except once in a while. */
function named(random: Random, key: string, body: () => unknown): (Named | null)[] {
  const entries: (Named | null)[] = []
  const taken = new Set<string>()
  for (let left = 2 + random.below(4); left > 0; left--) {
    const name = random.onceIn(4) ? random.pick(names) : random.pick(few)
    if (taken.has(name) && !random.onceIn(60)) continue
    taken.add(name)
    if (random.onceIn(30)) entries.push({ name })
    else entries.push({ name, [key]: random.onceIn(20) ? null : body() })
  }
  if (random.onceIn(60)) entries.push(null)
  return entries
}

function some(random: Random, parts: Record<string, () => unknown>): Record<string, unknown> {
  const chosen = Object.entries(parts).filter(() => random.onceIn(5))
  return Object.fromEntries(chosen.map(([key, value]) => [key, random.onceIn(12) ? null : value()]))
}

const cluster = (random: Random): object => ({
  ...(random.onceIn(15)
    ? {}
    : { server: random.pick(['https://one:6443', 'http://[::1]:8080/k8s/', 'HTTPS://Two/k8s', 'three:6443', '']) }),
  ...some(random, {
    'certificate-authority': () => random.pick(paths),
    'certificate-authority-data': () => base64(random.pick(['one', 'two'])),
    'insecure-skip-tls-verify': () => random.onceIn(2),
    'tls-server-name': () => 'api.example',
    'proxy-url': () => random.pick(['http://p:3128', 'https://me:secret@p', 'socks5://p:1080', 'nonsense', '']),
    'disable-compression': () => true,
    extensions: () => [{ name: 'minikube.sigs.k8s.io', extension: { version: 'v1' } }],
  }),
})

const user = (random: Random): object =>
  some(random, {
    token: () => 't-1',
    tokenFile: () => random.pick(['token', '../token', '/run/token', '']),
    username: () => 'me',
    password: () => 'secret: #1',
    'client-certificate': () => random.pick(['me.crt', '../me.crt', '']),
    'client-certificate-data': () => base64('certificate'),
    'client-key': () => random.pick(['me.key', './me.key', '']),
    'client-key-data': () => base64('key'),
    as: () => 'other',
    'as-uid': () => '12-34',
    'as-groups': () => ['g1', random.pick(['g2', null])],
    'as-user-extra': () => ({ 'example.org/Scope': ['a', 'b'], none: random.pick([[], null]) }),
    exec: () => ({
      apiVersion: 'client.authentication.k8s.io/v1',
      command: random.pick(['aws', './login', 'bin/login', '/usr/bin/login', '../x/../login']),
      args: random.pick([['a', '--b=c'], [], null, ['x', null]]),
      env: random.pick([[{ name: 'A', value: 'b' }], [], null, [{ name: 'A' }]]),
      interactiveMode: 'Never',
      ...(random.onceIn(2) ? { provideClusterInfo: true, installHint: 'several\nlines\n' } : {}),
    }),
    'auth-provider': () => ({ name: 'oidc', config: { 'id-token': 'a.b.c' } }),
    extensions: () => [{ name: 'x', extension: 'y' }],
  })

const context = (random: Random): object => ({
  ...(random.onceIn(12) ? {} : { cluster: random.onceIn(15) ? 'gone' : random.pick(few) }),
  ...(random.onceIn(8) ? {} : { user: random.onceIn(15) ? 'gone' : random.pick(few) }),
  ...(random.onceIn(2) ? { namespace: random.pick(['apps', 'kube-system', '', null]) } : {}),
})

function fileText(random: Random, content: object): string {
  const json = JSON.stringify(content, null, random.pick([0, 2]))
  switch (random.below(8)) {
    case 0:
      return json
    case 1:
      // YAML allows comments and a comma too many.
      return `# JSON, nearly\n${json.slice(0, -1)},\n}\n`
    case 2:
      return `---\n${stringify(content, { version: '1.1', defaultStringType: 'QUOTE_SINGLE' })}...\n`
    case 3:
      return `\uFEFF${stringify(content, { version: '1.1', lineWidth: 20, indentSeq: false })}`.replaceAll('\n', '\r\n')
    case 4:
      return `# by hand\nx-base: &base {namespace: merged}\n${stringify(withMergeKey(content), { version: '1.1' })}`
        .replaceAll(/(["'])?<<\1?: (["'])\*base\2/g, '<<: *base')
        .replaceAll(/\n(\w+):\n/g, '\n$1: # see the wiki\n')
    case 5:
      // Pasted below its key, where YAML 1.2 has no bracket at the left.
      return Object.entries(content)
        .map(([key, value]) => `${key}: ${JSON.stringify(value, null, 1).replaceAll(/^ +/gm, '')}\n`)
        .join('')
    case 6:
      // Half of it, as it is while it is written.
      return random.onceIn(6) ? json.slice(0, random.below(json.length)) : json.replaceAll('\n', '\n\t')
    default:
      // Written by a tool that knows YAML 1.2 only: `on` is a word to it.
      return stringify(content)
  }
}

function withMergeKey(content: object): object {
  const { contexts } = content as { contexts?: ({ name?: string; context?: object | null } | null)[] | null }
  if (!contexts) return content
  return {
    ...content,
    contexts: contexts.map((entry) =>
      entry?.context ? { ...entry, context: { '<<': '*base', ...entry.context } } : entry,
    ),
  }
}

function brokenText(random: Random): string {
  return random.pick([
    'clusters: [\n',
    'clusters:\n\t- name: a\n',
    '- a\n',
    'kind: Pod\n',
    'apiVersion: v2\nkind: Config\n',
    'clusters: {}\n',
    'contexts: [{name: 12}]\n',
    'users: [{name: a, user: *gone}]\n',
    'users: [{name: a, user: {token: 12345}}]\n',
    'users: [{name: a, user: {client-key-data: "%"}}]\n',
    'clusters: [{name: a, cluster: {insecure-skip-tls-verify: "true"}}]\n',
    'users: [{name: a, user: {exec: {args: x}}}]\n',
    'contexts: [{name: a}]\n---\ncontexts: [{name: b}]\n',
    'contexts: [{name: a}]\ncontexts: [{name: b}]\n',
    'just words',
    'users: [{name: a}, {name: a}]\n',
    '%YAML 1.1\n---\ncontexts: [{name: a}]\n',
    '%YAML 1.0\n---\ncontexts: [{name: a}]\n',
    'contexts: [{name: a}]\n\t',
    'contexts: [{name: "a\\/b"}]\n',
    'contexts: [{name: a}]\nx: .inf\n',
    'contexts: [{name: a, context: {cluster: c\n}}]\n',
  ])
}
