import { expect, test } from 'vitest'
import { terminalText } from './terminal-text.ts'

test.each([
  ['a\tb\n', 'a\tb\n'],
  ['Größe → 日本 👩\u200d🚀', 'Größe → 日本 👩\u200d🚀'],
  ['\x1b[31mred\x1b]0;title\x07', '\\u001b[31mred\\u001b]0;title\\u0007'],
  ['over\rwritten\x9b2J\x7f\0', 'over\\u000dwritten\\u009b2J\\u007f\\u0000'],
  ['a\u202eb\u200b\u{e0041}', 'a\\u202eb\\u200b\\udb40\\udc41'],
])('%j reaches a terminal as %j', (text, shown) => {
  expect(terminalText(text)).toBe(shown)
  expect(terminalText(shown)).toBe(shown)
})

test('JSON stays the same value', () => {
  const value = { name: 'a\x1b\x9b\u202e\u{e0041}b' }
  expect(JSON.parse(terminalText(JSON.stringify(value)))).toEqual(value)
})
