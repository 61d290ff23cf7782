import { expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

it.each([
  ['one line', 'a \n\r\n\tb ', 'a b'],
  ['the direction of writing', 'a\u202egnp.exe\u2066b', 'agnp.exeb'],
  ['a terminal’s commands', '\u001b]0;title\u0007a\u009b31mb', ']0;title a 31mb'],
  ['what cannot be seen', 'a\u200bb\ufeffc\ue000', 'abc'],
  ['joiners, which are letters to some', '\u0915\u094d\u200d\u0937', '\u0915\u094d\u200d\u0937'],
])('plainText: %s', (_name, text, expected) => {
  expect(plainText(text)).toBe(expected)
})
