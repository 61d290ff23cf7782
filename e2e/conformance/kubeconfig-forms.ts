/** Kubeconfigs in forms that YAML readers are at odds about: what each says to kubectl, it must say here. */
export interface Form {
  name: string
  bytes: string | Buffer
}

const scalars = `yes on No y 012 0o12 1e3 0x1f 1_000 .inf .nan 2001-01-01 ~ null NULL true 1:30 +1 - .5 5. 1.2.3 0b11 1_ 0x 08 1e400
  !!str_12 !!str_yes !!binary_aGVsbG8= !!binary_% !!int_3 !!int_x !!null_"" !x_12 !_12 "" "12" '12' tRue = << @x
  {a:_b} [] [a] *gone &a_b a:b a#b "\\x41\\u00fc" "\\q" "\\/" 'it''s' |2 ?x !<tag:yaml.org,2002:str>_5 !!timestamp_2001-01-01`
const context = (name: string, more = ''): string =>
  `contexts:\n- name: ${name}\n  context: {cluster: c, user: u}\n${more}`
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')

export const forms: readonly Form[] = [
  ...scalars
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '))
    .flatMap((word) => [
      { name: `the name ${word}`, bytes: context(word) },
      { name: `the truth value ${word}`, bytes: `clusters: [{name: a, cluster: {insecure-skip-tls-verify: ${word}}}]` },
      { name: `the key ${word}`, bytes: `users:\n- name: a\n  user:\n    as-user-extra:\n      ${word}: [x]\n` },
    ]),
  { name: 'a merge after its key', bytes: 'x: &x {cluster: m}\ncontexts: [{name: a, context: {cluster: c, <<: *x}}]' },
  { name: 'a merge before its key', bytes: 'x: &x {cluster: m}\ncontexts: [{name: a, context: {<<: *x, cluster: c}}]' },
  {
    name: 'a merge of several',
    bytes: 'x: [&a {user: a, cluster: a}, &b {user: b, namespace: b}]\ncontexts: [{name: a, context: {<<: [*a, *b]}}]',
  },
  { name: 'a merge of a word', bytes: 'contexts: [{name: a, context: {<<: b}}]' },
  {
    name: '150 users by one alias',
    bytes: `x: &x {token: t}\nusers:\n${Array.from({ length: 150 }, (_, i) => `- {name: u${i}, user: *x}`).join('\n')}`,
  },
  { name: 'an anchor that is set again', bytes: 'x: [&a b, &a c]\ncontexts: [{name: *a}]' },
  { name: 'an anchor that comes later', bytes: 'contexts: [{name: *a}]\nx: &a b' },
  { name: 'an anchor within itself', bytes: 'x: &a [*a]\n' },
  { name: 'carriage returns alone', bytes: context('a').replaceAll('\n', '\r') },
  { name: 'carriage returns and line feeds', bytes: context('a').replaceAll('\n', '\r\n') },
  { name: 'UTF-16, little end first', bytes: utf16(context('ü')) },
  { name: 'UTF-16, big end first', bytes: utf16(context('ü')).swap16() },
  { name: 'a byte order mark', bytes: `\ufeff${context('a')}` },
  {
    name: 'bytes that are no UTF-8',
    bytes: Buffer.concat([Buffer.from(context('a', '# ')), Buffer.from([0xff, 0x0a])]),
  },
  { name: 'a sign of control', bytes: context('a\u0001') },
  { name: 'a sign of control that is escaped', bytes: context('"a\\u0001"') },
  {
    name: 'a word in quotes that goes on at the left',
    bytes: 'users:\n- name: a\n  user:\n    token: "a\nb\n\n\tc"\n',
  },
  { name: 'the same in single quotes', bytes: "users:\n- name: a\n  user:\n    token: 'a\nb''s\n\n  c'\n- name: b" },
  { name: 'a word in quotes that nothing closes', bytes: 'users:\n- name: a\n  user:\n    token: "a\nb\n' },
  {
    name: 'JSON with tabs',
    bytes: JSON.stringify({ contexts: [{ name: 'a', context: { cluster: 'c' } }] }, null, '\t'),
  },
  { name: 'JSON twice', bytes: '{"contexts":[{"name":"a"}]}\n{"contexts":[{"name":"b"}]}\n' },
  { name: 'JSON and a bracket too many', bytes: '{"contexts":[{"name":"a"}]}]\n' },
  { name: 'a comment right behind a comma', bytes: '{contexts: [{name: "a",# b\n}]}' },
  { name: 'two documents, the second broken', bytes: `${context('a')}---\n[}` },
  { name: 'rubbish behind the end', bytes: `${context('a')}...\n]}` },
  { name: 'YAML 1.1', bytes: `%YAML 1.1\n---\n${context('on')}` },
  { name: 'YAML 1.2', bytes: `%YAML 1.2\n---\n${context('on')}` },
  { name: 'keys that stand twice', bytes: `${context('a')}${context('b')}` },
  { name: 'keys in capitals', bytes: context('a').replace('contexts', 'Contexts') },
  { name: 'extensions that are none', bytes: `${context('a')}extensions: x\n` },
  { name: 'preferences that are none', bytes: `${context('a')}preferences: []\n` },
  { name: 'preferences that are null', bytes: `${context('a')}preferences: ~\n` },
  { name: 'a compression that is a word', bytes: 'clusters: [{name: a, cluster: {disable-compression: "x"}}]' },
  { name: '900 brackets', bytes: `x: ${'['.repeat(900)}${']'.repeat(900)}\n${context('a')}` },
  { name: '900 columns', bytes: Array.from({ length: 900 }, (_, at) => `${' '.repeat(at)}a:\n`).join('') },
  { name: 'a very long line', bytes: `users: [{name: a, user: {token: ${'x'.repeat(300_000)}}}]` },
  {
    name: 'names with signs',
    bytes: JSON.stringify({ contexts: ['a/b', 'a:b', ' a ', '😀', 'a\nb', '\u202e'].map((name) => ({ name })) }),
  },
  {
    name: 'folded and literal words',
    bytes: 'contexts:\n- name: >-\n    a\n    b\n- name: |\n    c\n\n- name: |+\n    d\n\n',
  },
  // Where readers of YAML 1.2 say something else, or read what kubectl does not.
  ...[
    '{"contexts":[{"name":"a"}],\n "clusters": [',
    '{"contexts":[{"name":"a"}]',
    'contexts: [{name: a, context: {cluster: c\n}}]',
    'contexts:\n- name: a\n  context: {\n    cluster: c\n}\n',
    '...\n',
    '\t\n',
    'contexts: [{name: a}]\n\t',
    'contexts:\n- name: a\n \t# b\n  context:\t{cluster: c}\n',
    'contexts:\n- name:\ta\n',
    'contexts: [{name: &\u00e4 a}]',
    'contexts: [{name: &a= a}]',
    'contexts: [{name: "\\ud83d\\ude00"}]',
    'contexts: [{name: a, context: {cluster: "https:\\/\\/x"}}]',
    'contexts: [{name: a}]\u2028clusters: [{name: b}]',
    'contexts: [{name: a}]\u0085clusters: [{name: b}]',
    '%YAML 1.0\n---\n',
    '%TAG !e! tag:yaml.org,2002:\n---\ncontexts: [{name: !e!str 1}]',
    '%FOO bar\n---\n',
    'contexts: [{name: !e!str 1}]',
    'x: .inf',
    'x: {.nan: 1}',
    'contexts: [{name: a, context:}]',
    'contexts: [{name: a, context:{cluster: c}}]',
    'contexts: [{"name":"a","context":{"cluster":c:d}}]',
    'contexts: [name: a]',
    'contexts: [? name : a]',
    '? contexts\n: - name: a\n  - name: b\n',
    'contexts:\n  - name: a\n    context:\n    - b\n',
    'contexts:\n- name: a\n   context: {}\n',
    'contexts:\n   - name: a\n  - name: b\n',
    'contexts:\n-\n  name: a\n-   name: b\n',
    'contexts:\n- - name: a\n',
    'contexts: - name: a\n',
    `contexts: [{name: a, ${'k'.repeat(1023)}: b}]`,
    `contexts: [{name: a, ${'k'.repeat(1025)}: b}]`,
    'contexts:\n- name: a\n  b\n  context: {}\n',
    'contexts:\n- name: a\n    b\n  context: {}\n',
    'contexts:\n- name: |2\n      a\n  context: {cluster: c}\n',
    'contexts:\n- name: |\n     a\n    b\n',
    'contexts:\n- name: >\n    a\n     b\n    c\n\n\n    d\n',
    'contexts:\n- name: "a \\\n    b"\n- name: "c\n\n   d"\n',
    'clusters:\n- name: a\n  cluster:\n    certificate-authority-data: |\n      YWJj\n      ZGVm\n',
    'clusters:\n- name: a\n  cluster: {certificate-authority-data: "YW Jj"}\n',
    'clusters:\n- name: a\n  cluster: {certificate-authority-data: YR==}\n',
    'clusters:\n- name: a\n  cluster: {certificate-authority-data: _-8=}\n',
    'users: [{name: a, user: {<<: ~}}]',
    'users: [{name: a, user: {<<: [{token: a}, {token: b}]}}]',
    'users: [{name: a, user: !!map {token: !!str 12}}]',
    'contexts: [{name: a, context: {extensions: [{name: b}, {name: b}]}}]',
    'contexts: [{name: a, context: {extensions: [{name: b, extension: 1}, {name: b}]}}]',
    'extensions: [{extension: 1}, ~]',
    'users: &u [{name: a}]\nx: [*u, *u]',
    '--- &a !!map\ncontexts: [{name: a}]\n--- b',
    '--- {contexts: [{name: a}]} b',
    'contexts: [{name: a}]] b',
    'contexts: [{name: a}]\n...\nb: [',
    'contexts: [{name: a}]\n--- [',
  ].map((bytes) => ({ name: JSON.stringify(bytes.slice(0, 60)), bytes })),
]
