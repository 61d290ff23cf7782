import { expect, test } from 'vitest'
import { zoomed, type ZoomAction } from './zoom.ts'

test.each<[number, ZoomAction, number]>([
  [100, 'zoom-in', 110],
  [100, 'zoom-out', 90],
  [500, 'zoom-in', 500],
  [25, 'zoom-out', 25],
  [101, 'zoom-out', 100],
  [175, 'zoom-reset', 100],
])('%i %s is %i', (zoom, action, expected) => expect(zoomed(zoom, action)).toBe(expected))
