import { describe, expect, it } from 'vitest'
import { readGoYaml, YamlProblem } from './go-yaml.ts'

const read = (text: string): unknown => readGoYaml(text).value

function refusal(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof YamlProblem) return `${error.line}:${error.column} ${error.message}`
    throw error
  }
  return 'no problem'
}

// Each of these was compared with kubectl; see e2e/conformance/kubeconfig-forms.ts.
describe('readGoYaml', () => {
  it.each<[string, string, unknown]>([
    ['a merge after a key, over it', 'x: &x {a: 1}\nw: {a: 2, <<: *x}', { a: 1 }],
    ['a merge before a key, under it', 'x: &x {a: 1}\nw: {<<: *x, a: 2}', { a: 2 }],
    ['the first of several merged maps', 'x: [&a {k: 1}, &b {k: 2, l: 3}]\nw: {<<: [*a, *b]}', { k: 1, l: 3 }],
    ['a quoted << as a key like others', 'w: {"<<": 1}', { '<<': 1 }],
    ['an alias of the anchor nearest before it', 'x: [&a 1, &a 2]\nw: *a', 2],
    ['keys as words', 'w: {1: a, yes: b, 0x10: c, .inf: d}', { 1: 'a', true: 'b', 16: 'c', '.inf': 'd' }],
    ['a key of more digits than a number has', 'w: {12345678901234567890: a}', { '12345678901234567890': 'a' }],
    ['a key __proto__', 'w: {__proto__: a}', Object.fromEntries([['__proto__', 'a']])],
    ['carriage returns as ends of lines', 'x: 1\rw:\r  z: 2\r', { z: 2 }],
    ['what is quoted wherever its lines begin', 'x:\n    u: 1\n    v: "a\nb\n\n\tc"\nw: 3', 3],
    ['what is quoted beside its key', 'w:\n    v: "a\nb\n\n\tc"\n', { v: 'a b\nc' }],
    ['a comment right behind a quote', 'w: "a"#b', 'a'],
    ['no further than the first brackets', '{w: 1}\n{w: 2}]', 1],
    ['no further than the first document', 'w: 1\n...\n]}"', 1],
    ['brackets that are closed at the left of their key', 'w: {a: [1\n]\n}', { a: [1] }],
    ['a key right before a bracket', '{"w":{"a":[1,],b}}', { a: [1], b: null }],
    ['a list in the column of its key', 'w:\n- 1\n-\n-   - 2\n    - 3', [1, null, [2, 3]]],
    ['keys that are asked for', '? w\n: ? a\n  : 1', { a: 1 }],
    ['pairs in a list', 'w: [a: 1, ? b]', [{ a: 1 }, { b: null }]],
    ['words of several lines', 'w: a\n  b\n\n  c # d', 'a b\nc'],
    ['lines as they are', 'w: |\n   a\n    b\n\n', 'a\n b\n'],
    ['lines as one', 'w: >-\n  a\n  b\n\n   c\n  d\n', 'a b\n\n c\nd'],
    ['lines with all that is empty behind them', 'w: |+\n  a\n\n', 'a\n\n'],
    ['lines indented by so many', 'w: |1-\n  a\n', ' a'],
    ['a quoted line that goes on', 'w: "a \\\n   b\\x41\\u00fc"', 'a bA\u00fc'],
    [
      'tags by their handles',
      '%TAG !e! tag:yaml.org,2002:\n---\nw: [!e!str 1, !!str 2, !<tag:yaml.org,2002:str> 3]',
      ['1', '2', '3'],
    ],
    ['an anchor of what is not there', 'x: &a\nw: *a', null],
  ])('reads %s', (_name, text, value) => {
    expect((read(text) as { w: unknown }).w).toEqual(value)
  })

  it('reads one alias as often as it stands', () => {
    const text = `x: &x {a: 1}\nw:\n${'- *x\n'.repeat(300)}`
    expect((read(text) as { w: unknown[] }).w).toHaveLength(300)
  })

  it.each([
    ['an alias without its anchor', 'a: *b', /^1:4 .*&b/],
    ['an anchor that comes after', 'a: *b\nb: &b 1', /^1:4 /],
    ['an anchor within itself', 'a: &a\n  - *a', /^2:5 .*itself/],
    ['a merge of a word', 'a: {<<: b}', /^1:5 .*<</],
    ['a list for a key', '? [a]\n: b', /^1:3 .*key/],
    ['a tag that is not so', 'a: !!int b', /^1:\d+ .*!!int/],
    ['another version of YAML', '%YAML 1.2\n---\na: b', /^1:1 .*1\.2/],
    ['a sign that is none', 'a: b\nc: d\u0001', /^2:5 /],
    ['what is no UTF-8', 'a: \ufffd', /^1:4 /],
    ['a quote that nothing closes', 'a:\n  b: "c\nd', /^2:6 .*quote/],
    ['a bracket that nothing closes', '{"a":\n [1', /^2:2 .*\]/],
    ['a bracket of the other kind', 'a: [1}', /^1:6 /],
    ['a comma that is not there', '["1" "2"]', /^1:6 .*comma/],
    ['a slash that JSON may escape', '"a\\/b"', /^1:3 /],
    ['half a sign', '"a\\ud83d"', /^1:3 .*ud83d/],
    ['a tab', 'a:\n\tb: c', /^2:1 .*tab/],
    ['a key without its colon', 'a: 1\nb\nc: 2', /^2:1 .*colon/],
    ['a line that is not indented as its neighbours', 'a:\n   b: 1\n  c: 2', /^3:3 .*indented/],
    ['an entry beside a key', 'a: - b', /^1:4 .*list/],
    ['a sign that begins nothing', 'a: @b', /^1:4 .*@/],
    ['an anchor with an accent', 'a: &\u00e4 b', /^1:4 .*anchor/],
    ['a number without an end', 'a: .inf', /^1:4 .*\.inf/],
    ['a directive of nobody', '%FOO\n---\n', /^1:1 .*%YAML/],
    ['brackets within brackets without end', '['.repeat(20_000), /^1:1001 .*within each other/],
    ['an end before a beginning', '...\n', /^1:1 /],
  ])('says where %s stands', (_name, text, said) => {
    expect(refusal(text)).toMatch(said)
  })

  it('knows where a value stands, in what was merged too', () => {
    const { problemAt } = readGoYaml('x: &x\n  a:\n    - b: 1\nw:\n  <<: *x\n')
    const at = (...path: (string | number)[]): string => `${problemAt(path, '').line}:${problemAt(path, '').column}`
    expect([at('w', 'a', 0, 'b'), at('w', 'c'), at()]).toEqual(['3:10', '5:3', '1:1'])
  })
})
