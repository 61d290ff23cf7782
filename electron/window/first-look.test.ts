import { expect, test } from 'vitest'
import { parseFirstLook, placeOn } from './first-look.ts'

const place = { x: 10, y: 20, width: 800, height: 600, maximized: false }
const plain = { theme: 'system', tray: false, place: undefined }

test.each([
  { what: 'no file', text: '', look: plain },
  { what: 'half a file', text: '{"window":', look: plain },
  { what: 'a file of another kind', text: 'null', look: plain },
  { what: 'a window that was never moved', text: JSON.stringify({ preferences: {}, window: null }), look: plain },
  {
    what: 'what somebody chose',
    text: JSON.stringify({ version: 1, preferences: { theme: 'dark', tray: true, port: 8001 }, window: place }),
    look: { theme: 'dark', tray: true, place },
  },
  {
    what: 'a theme that there is not, and a window without a size',
    text: JSON.stringify({ preferences: { theme: 'pink', tray: 'yes' }, window: { ...place, width: 0 } }),
    look: plain,
  },
  { what: 'a place that is not whole', text: JSON.stringify({ window: { ...place, x: 0.5 } }), look: plain },
])('looks as it should with $what', ({ text, look }) => {
  expect(parseFirstLook(text)).toEqual(look)
})

test('opens where it was, unless no screen shows that', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  expect(placeOn([screen], { ...place, maximized: true })).toEqual({ ...place, maximized: true })
  expect(placeOn([{ ...screen, x: 5000 }], place)).toBeUndefined()
  expect(placeOn([screen], undefined)).toBeUndefined()
})
