import { describe, expect, it } from 'vitest'
import { viewBounds, viewPlace } from './view-bounds.ts'

describe('viewBounds', () => {
  it.each([
    [{ x: 10, y: 20, width: 300, height: 200 }, 1, { x: 10, y: 20, width: 300, height: 200 }],
    [{ x: 10, y: 20, width: 300, height: 200 }, 1.5, { x: 15, y: 30, width: 450, height: 300 }],
    // 0.4 + 100.2 = 100.6 → 101, though 100.2 alone is 100: the neighbour that begins there begins at 101 too.
    [{ x: 0.4, y: 0.4, width: 100.2, height: 100.2 }, 1, { x: 0, y: 0, width: 101, height: 101 }],
    [{ x: 0, y: 0, width: 0, height: 100 }, 1, undefined],
    [{ x: 0, y: 0, width: 100, height: -1 }, 1, undefined],
    [{ x: 0.1, y: 0, width: 0.2, height: 100 }, 1, undefined],
  ])('%o × %d', (box, zoom, expected) => {
    expect(viewBounds(box, zoom)).toEqual(expected)
  })
})

describe('viewPlace', () => {
  const box = { x: 10, y: 20, width: 300, height: 200 }
  it.each([
    ['a box', box, box],
    ['a box of no size', { ...box, width: 0 }, 'hidden'],
    ['something overlaps', null, 'hidden'],
    ['not known yet', undefined, 'as it is'],
  ])('%s', (_name, given, expected) => {
    expect(viewPlace(given, 1)).toEqual(expected)
  })
})
