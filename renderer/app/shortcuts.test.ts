import { expect, test } from 'vitest'
import { commandOf, type KeyPress } from './shortcuts.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const ctrl = (key: string, more: Partial<KeyPress> = {}) => press(key, { ctrlKey: true, ...more })

test.each([
  [press('/'), { do: 'search' }],
  [press('?', { shiftKey: true }), { do: 'keys' }],
  [ctrl('f'), { do: 'find' }],
  [ctrl('p'), { do: 'print' }],
  [ctrl('='), { do: 'zoom-in' }],
  [ctrl('+', { shiftKey: true }), { do: 'zoom-in' }],
  [ctrl('-'), { do: 'zoom-out' }],
  [ctrl('k'), { do: 'palette' }],
  [ctrl('w'), { do: 'close-tab' }],
  [ctrl('l'), { do: 'address' }],
  [ctrl('r'), { do: 'reload' }],
  [press('F5'), { do: 'reload' }],
  [ctrl('Tab'), { do: 'next-tab' }],
  [ctrl('Tab', { shiftKey: true }), { do: 'previous-tab' }],
  [ctrl('1', { code: 'Digit1' }), { do: 'place', place: 1 }],
  [ctrl('&', { code: 'Digit1' }), { do: 'place', place: 1 }],
  [ctrl('9', { code: 'Digit9' }), { do: 'place', place: 9 }],
  [ctrl('0', { code: 'Digit0' }), { do: 'zoom-reset' }],
  [press('2', { code: 'Digit2', altKey: true }), { do: 'cluster', place: 2 }],
  [press('2', { code: 'Digit2', altKey: true, shiftKey: true }), undefined],
  [press('F6'), { do: 'next-pane' }],
  [press('F6', { shiftKey: true }), { do: 'previous-pane' }],
  [press('ArrowLeft', { altKey: true }), { do: 'back' }],
  [press('ArrowRight', { altKey: true }), { do: 'forward' }],
  [ctrl('D', { shiftKey: true }), { do: 'dashboards' }],
  [ctrl('f', { shiftKey: true }), { do: 'connections' }],
  [ctrl(','), { do: 'settings' }],
  [ctrl('\\'), { do: 'split' }],
  [ctrl('#', { code: 'Backslash' }), { do: 'split' }],
  [ctrl('w', { shiftKey: true }), undefined],
  [ctrl('f', { altKey: true }), undefined],
  [press('f'), undefined],
  [press('f', { metaKey: true }), undefined],
])('%j: %j', (event, expected) => expect(commandOf(event, false, false)).toEqual(expected))

test('in a text field plain characters are only that', () => {
  expect(commandOf(press('/'), true, false)).toBeUndefined()
  expect(commandOf(press('?'), true, false)).toBeUndefined()
  expect(commandOf(press('ArrowLeft', { altKey: true }), true, false)).toBeUndefined()
  expect(commandOf(ctrl('w'), true, false)).toEqual({ do: 'close-tab' })
})

test('on a Mac Cmd takes the place of Ctrl, but not for Ctrl+Tab', () => {
  expect(commandOf(press('w', { metaKey: true }), false, true)).toEqual({ do: 'close-tab' })
  expect(commandOf(ctrl('w'), false, true)).toBeUndefined()
  expect(commandOf(ctrl('Tab'), false, true)).toEqual({ do: 'next-tab' })
  expect(commandOf(ctrl('2', { code: 'Digit2' }), false, true)).toEqual({ do: 'cluster', place: 2 })
  expect(commandOf(press('™', { code: 'Digit2', altKey: true }), false, true)).toBeUndefined()
})
