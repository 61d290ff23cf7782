import { expect, it } from 'vitest'
import { bytesOf } from './byte-words.ts'

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1234, '1.2 kB'],
  [99_400, '99 kB'],
  [999_600, '1.0 MB'],
  [3e15, '3000 TB'],
])('%d bytes', (bytes, words) => {
  expect(bytesOf(bytes)).toBe(words)
})
