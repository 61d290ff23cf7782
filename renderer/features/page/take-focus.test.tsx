import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeFocus } from './take-focus.ts'

let field: HTMLInputElement
let button: HTMLButtonElement

beforeEach(() => {
  vi.useFakeTimers()
  field = document.body.appendChild(document.createElement('input'))
  button = document.body.appendChild(document.createElement('button'))
  field.focus()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const press = (key: string) => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
const taken = () => {
  takeFocus(button)
  return document.activeElement === button
}

test('a field that nobody types in gives up the focus', () => {
  expect(taken()).toBe(true)
})

test('a field that somebody types in keeps it, until they pause or press Enter', () => {
  press('a')
  expect(taken()).toBe(false)
  vi.advanceTimersByTime(10_000)
  expect(taken()).toBe(true)
  field.focus()
  press('b')
  press('Enter')
  expect(taken()).toBe(true)
})

test('what was typed into a field that has lost the focus counts no more', () => {
  press('a')
  field.blur()
  expect(taken()).toBe(true)
})
