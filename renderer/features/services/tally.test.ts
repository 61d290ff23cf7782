import { describe, expect, it } from 'vitest'
import type { ServiceRow } from '../../../shared/service.ts'
import { sampleRow } from '../../test/samples.ts'
import { mergeRows } from './merge-rows.ts'
import { compareRows } from './row-order.ts'
import { namespaceCounts, rowsAbove, unhealthyCount } from './tally.ts'

const well = (key: string) => sampleRow(key)
const ill = (key: string) => sampleRow(key, { ready: 0, total: 2, addOn: 'grafana' })
const before = [well('a/one'), ill('a/two'), well('b/one'), ill('c/one')]

const patches: [string, ServiceRow[], string[]][] = [
  ['nothing', [], []],
  ['a row that falls ill', [ill('a/one')], []],
  ['a row that gets well', [well('c/one')], []],
  ['rows that come', [ill('a/three'), well('d/one')], []],
  ['rows that go, with their namespace', [], ['b/one', 'c/one']],
  ['a row that was never there', [], ['z/none']],
  ['a row both deleted and upserted', [ill('b/one')], ['b/one']],
]

describe('what is counted', () => {
  it.each(patches)('after a patch of %s is what counting anew finds', (_name, upserts, deletes) => {
    expect([namespaceCounts(before).length, unhealthyCount(before)]).toEqual([3, 2])
    const after = mergeRows(before, upserts, deletes)
    const anew = [...after]
    expect(namespaceCounts(after)).toEqual(namespaceCounts(anew))
    expect(unhealthyCount(after)).toBe(unhealthyCount(anew))
    expect(rowsAbove(after)).toEqual(rowsAbove(anew))
  })

  it('stays right over many patches in a row', () => {
    let rows: readonly ServiceRow[] = before
    unhealthyCount(rows)
    for (let turn = 0; turn < 300; turn++) {
      const [first, second, third] = [turn, turn * 7, turn * 13].map((n) => `${'abcdef'.charAt(n % 6)}/s${n % 11}`)
      rows = mergeRows(rows, [turn % 2 === 0 ? well(first ?? '') : ill(first ?? '')], [second ?? '', third ?? ''])
    }
    const anew = [...rows].sort(compareRows)
    expect(rows).toEqual(anew)
    expect(namespaceCounts(rows)).toEqual(namespaceCounts(anew))
    expect(unhealthyCount(rows)).toBe(unhealthyCount(anew))
    expect(rowsAbove(rows)).toEqual(rowsAbove(anew))
  })
})
