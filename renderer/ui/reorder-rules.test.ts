import { expect, test } from 'vitest'
import { nearestSlot, stepAside, withinSlots } from './reorder-rules.ts'

const row = [0, 100, 200, 300].map((x) => ({ x, y: 0, width: 100, height: 40 }))
/** Three in a row, and one in the next. */
const grid = [0, 1, 2, 3].map((at) => ({ x: (at % 3) * 120, y: Math.floor(at / 3) * 90, width: 110, height: 80 }))

test.each([
  ['stays until half of the next is passed', row, 0, { x: 49, y: 0 }, 0],
  ['and takes its place then', row, 0, { x: 51, y: 0 }, 1],
  ['backwards', row, 3, { x: -260, y: 0 }, 0],
  ['into another row', grid, 3, { x: 230, y: -80 }, 2],
] as const)('%s', (_what, slots, from, by, to) => {
  expect(nearestSlot(slots, from, by)).toBe(to)
})

test('what is passed steps aside, towards where the other came from; what is dragged ends in the new place', () => {
  expect(row.map((_slot, at) => stepAside(row, at, 0, 2).x)).toEqual([200, -100, -100, 0])
  expect(row.map((_slot, at) => stepAside(row, at, 3, 1).x)).toEqual([0, 100, 100, -200])
  expect(stepAside(row, 2, 2, 2)).toEqual({ x: 0, y: 0 })
  // The last of a row goes to the beginning of the next.
  expect(stepAside(grid, 2, 3, 0)).toEqual({ x: -240, y: 90 })
})

test('it does not leave the list, nor a row its height', () => {
  expect(withinSlots(row, 1, { x: 900, y: 70 }, 'x')).toEqual({ x: 200, y: 0 })
  expect(withinSlots(row, 1, { x: -900, y: 70 }, 'x')).toEqual({ x: -100, y: 0 })
  expect(withinSlots(grid, 0, { x: 10, y: 500 }, 'both')).toEqual({ x: 10, y: 90 })
})
