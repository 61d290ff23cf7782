import { expect, test } from 'vitest'
import { type KeyPress, listCommandOf } from './list-keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test.each([
  [press('ArrowDown'), { do: 'move', by: 1 }],
  [press('ArrowUp'), { do: 'move', by: -1 }],
  [press('PageDown'), { do: 'move', by: 12 }],
  [press('Home'), { do: 'edge', to: 'first' }],
  [press('End'), { do: 'edge', to: 'last' }],
  [press('Enter'), { do: 'open' }],
  [press('Enter', { shiftKey: true }), { do: 'ports' }],
  [press('Escape'), { do: 'clear' }],
  [press('c', { ctrlKey: true }), { do: 'copy' }],
  [press('C', { ctrlKey: true, shiftKey: true }), { do: 'copy-menu' }],
  [press('ArrowDown', { ctrlKey: true }), undefined],
  [press('ArrowUp', { altKey: true }), undefined],
  [press('x'), undefined],
])('%j in the list: %j', (event, expected) => expect(listCommandOf(event, false, false)).toEqual(expected))

test('in the search field Home and End stay with the caret', () => {
  expect(listCommandOf(press('Home'), true, false)).toBeUndefined()
  expect(listCommandOf(press('End'), true, false)).toBeUndefined()
  expect(listCommandOf(press('ArrowDown'), true, false)).toEqual({ do: 'move', by: 1 })
})

test('on a Mac Cmd copies and Ctrl does not', () => {
  expect(listCommandOf(press('c', { metaKey: true }), false, true)).toEqual({ do: 'copy' })
  expect(listCommandOf(press('c', { ctrlKey: true }), false, true)).toBeUndefined()
})
