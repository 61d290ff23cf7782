import { describe, expect, it } from 'vitest'
import { ListPieces } from './list-pieces.ts'

function read(text: string, size: number): { items: string[]; around: string; tooLarge: boolean } {
  const list = new ListPieces()
  const items: string[] = []
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size)
    for (const item of list.push(bytes.subarray(at, at + size))) items.push(item.toString())
  return { items, around: list.around.toString(), tooLarge: list.tooLarge }
}

describe('the pieces of a list', () => {
  it.each<[string, string, string[], string]>([
    [
      'in the order of the API',
      '{"metadata":{"a":[1]},"items":[{"a":1},{"b":[{}]}]}',
      ['{"a":1}', '{"b":[{}]}'],
      '{"metadata":{"a":[1]},"items":[]}',
    ],
    ['items first', '{ "items" : [ {"a":1} ] , "metadata":{} }', ['{"a":1}'], '{ "items" : [] , "metadata":{} }'],
    ['none', '{"items":[],"metadata":{}}', [], '{"items":[],"metadata":{}}'],
    ['null', '{"items":null,"metadata":{}}', [], '{"items":null,"metadata":{}}'],
    [
      'brackets and quotes in texts',
      String.raw`{"items":[{"a":"}]\"\\"},{"ü":"]"}]}`,
      [String.raw`{"a":"}]\"\\"}`, '{"ü":"]"}'],
      '{"items":[]}',
    ],
    ['what is called so elsewhere', '{"metadata":{"items":[{"a":1}]}}', [], '{"metadata":{"items":[{"a":1}]}}'],
    ['a name that ends so', String.raw`{"a,\"items":[{"a":1}]}`, [], String.raw`{"a,\"items":[{"a":1}]}`],
    ['no list', '[{"a":1}]', [], '[{"a":1}]'],
  ])('%s', (_name, text, items, around) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(read(text, size)).toEqual({ items, around, tooLarge: false })
  })

  it.each([
    ['an item of 2 MB', `{"items":[{"a":"${'x'.repeat(2_000_000)}"}]}`],
    ['an item of many values', `{"items":[{"a":[${'{},'.repeat(100_000)}1]}]}`],
    ['an item of many levels', `{"items":[${'['.repeat(100)}`],
    ['much around the items', `{"metadata":"${'x'.repeat(100_000)}","items":[]}`],
    ['nothing between items without end', `{"items":[${' '.repeat(2_000_000)}`],
    ['nothing but levels', '['.repeat(1000)],
  ])('are too large: %s', (_name, text) => {
    expect(read(text, 65_536).tooLarge).toBe(true)
  })

  it('are not too large together', () => {
    const item = `{"a":"${'x'.repeat(1000)}","b":[${'1,'.repeat(100)}1]}`
    const { items, tooLarge } = read(`{"items":[${Array.from({ length: 5000 }, () => item).join(', ')}]}`, 65_536)
    expect([items.length, tooLarge]).toEqual([5000, false])
  })
})
