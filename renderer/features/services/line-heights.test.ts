import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { indexAt, indexOf, offsetOf } from './line-heights.ts'
import { type Line, lineId } from './list-lines.ts'

const row = (at: number): Line => sampleRow(`ns/row-${at}`)
const lines: readonly Line[] = [
  { section: 'cluster-services', count: 0 },
  { section: 'add-ons', count: 1 },
  sampleRow('ns/add-on'),
  ...Array.from({ length: 60 }, (_, at): Line[] => [
    ...(at % 3 === 0 ? [{ section: 'namespace', namespace: `ns-${at}`, count: 3 } as const] : []),
    row(at),
  ]).flat(),
]
const heights = lines.map((line) => ('key' in line ? 34 : 32))

test('a line begins where those before it end', () => {
  let top = 0
  for (const [index, height] of heights.entries()) {
    expect(offsetOf(lines, index)).toBe(top)
    expect([indexAt(lines, top), indexAt(lines, top + height - 1)]).toEqual([index, index])
    top += height
  }
  expect(offsetOf(lines, lines.length)).toBe(top)
  expect(indexAt(lines, top + 500)).toBe(lines.length)
})

test.each([0, 5, 40, 80])('a line is found by its id from %d on', (near) => {
  expect(lines.map((line) => indexOf(lines, lineId(line), near))).toEqual([...lines.keys()])
  expect(indexOf(lines, 'ns/none', near)).toBe(-1)
})
