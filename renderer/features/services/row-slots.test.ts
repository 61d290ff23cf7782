import { expect, test } from 'vitest'
import { RowSlots } from './row-slots.ts'

test.each<[what: string, ids: string[], slots: number[]]>([
  ['the same lines', ['a', 'b', 'c'], [0, 1, 2]],
  ['another order', ['c', 'a', 'b'], [2, 0, 1]],
  ['a line that comes takes the slot of one that has left', ['x', 'b', 'c'], [0, 1, 2]],
  ['scrolled by one', ['b', 'c', 'x'], [1, 2, 0]],
  ['all others', ['x', 'y', 'z'], [0, 1, 2]],
  ['fewer', ['c'], [2]],
  ['more', ['a', 'x', 'b', 'y', 'c'], [0, 3, 1, 4, 2]],
  ['none', [], []],
])('%s', (_, ids, slots) => {
  const rows = new RowSlots()
  expect([...rows.assign(['a', 'b', 'c']).values()]).toEqual([0, 1, 2])
  const assigned = rows.assign(ids)
  expect(ids.map((id) => assigned.get(id))).toEqual(slots)
  expect(rows.assign(ids)).toEqual(assigned)
})
