import { expect, test } from 'vitest'
import { meant } from './one-slip.ts'

test.each([
  ['lst', 'list'],
  ['listt', 'list'],
  ['lost', 'list'],
  ['lsit', 'list'],
  ['opne', 'open'],
  ['forwrad', 'forward'],
  // Not one slip, or none.
  ['list', undefined],
  ['lsti', undefined],
  ['ls', undefined],
  ['penn', undefined],
  ['disable-gpu', undefined],
])('%s: %s', (typed, word) => expect(meant(typed, ['open', 'list', 'forward'])).toBe(word))
