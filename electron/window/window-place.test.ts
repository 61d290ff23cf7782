import { expect, test } from 'vitest'
import { fittingPlace } from './window-place.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const desk = { x: 1440, y: 0, width: 2560, height: 1440 }
const place = (x: number, y: number, width = 1280, height = 800) => ({ x, y, width, height })

test.each([
  ['stays where it was', place(40, 60), [laptop], place(40, 60)],
  ['on the second screen', place(1600, 100), [laptop, desk], place(1600, 100)],
  ['which is gone', place(1600, 100), [laptop], undefined],
  ['of which only a corner shows', place(1400, 100), [laptop], undefined],
  ['larger than the screen', place(0, 25, 3000, 2000), [laptop], place(0, 25, 1440, 875)],
  ['under the menu bar', place(10, 0), [laptop], place(10, 25)],
])('%s', (_name, was, screens, expected) => {
  expect(fittingPlace(was, screens)).toEqual(expected)
})
