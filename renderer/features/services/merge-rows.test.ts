import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { mergeRows } from './merge-rows.ts'
import { compareRows } from './row-order.ts'

const rows = ['a/one', 'a/three', 'b/one', 'c/one'].map((key) => sampleRow(key))
const keys = (merged: readonly { key: string }[]) => merged.map(({ key }) => key)

test.each([
  { name: 'nothing', upserts: [], deletes: [], expected: ['a/one', 'a/three', 'b/one', 'c/one'] },
  {
    name: 'one between',
    upserts: ['a/three-b'],
    deletes: [],
    expected: ['a/one', 'a/three', 'a/three-b', 'b/one', 'c/one'],
  },
  {
    name: 'at both ends',
    upserts: ['z/z', 'a/a'],
    deletes: [],
    expected: ['a/a', 'a/one', 'a/three', 'b/one', 'c/one', 'z/z'],
  },
  { name: 'one gone', upserts: [], deletes: ['a/three'], expected: ['a/one', 'b/one', 'c/one'] },
  {
    name: 'a delete of what is not there',
    upserts: [],
    deletes: ['x/x'],
    expected: ['a/one', 'a/three', 'b/one', 'c/one'],
  },
  {
    name: 'deleted and made again',
    upserts: ['b/one'],
    deletes: ['b/one'],
    expected: ['a/one', 'a/three', 'b/one', 'c/one'],
  },
  {
    name: 'everything gone, one new',
    upserts: ['b/two'],
    deletes: ['a/one', 'a/three', 'b/one', 'c/one'],
    expected: ['b/two'],
  },
])('a patch with $name keeps the order', ({ upserts, deletes, expected }) => {
  const merged = mergeRows(
    rows,
    upserts.map((key) => sampleRow(key)),
    deletes,
  )
  expect(keys(merged)).toEqual(expected)
  expect([...merged].sort(compareRows)).toEqual(merged)
})

test('a changed row takes its place, and all others keep their identity', () => {
  const changed = sampleRow('b/one', { ready: 0 })
  const merged = mergeRows(rows, [changed], [])
  expect(merged[2]).toBe(changed)
  expect([merged[0], merged[1], merged[3]].every((row) => row && rows.includes(row))).toBe(true)
})

test('rows are ordered by namespace, then name', () => {
  const mixed = ['b/a', 'a/b', 'a/a', 'a-b/a'].map((key) => sampleRow(key))
  expect(keys(mixed.sort(compareRows))).toEqual(['a/a', 'a/b', 'a-b/a', 'b/a'])
})
