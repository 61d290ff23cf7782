import { describe, expect, it } from 'vitest'
import { isWithinSize } from './input-size.ts'

const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

describe('isWithinSize', () => {
  it.each([
    ['nothing', undefined, 1, true],
    ['a string at the limit', 'abcd', 5, true],
    ['a string above it', 'abcde', 5, false],
    ['keys count', { abcdef: 1 }, 5, false],
    ['parts count together', { a: 'abc', b: 'abc' }, 9, false],
    ['many small parts', Array.from({ length: 100 }, () => 0), 50, false],
    ['a cycle is walked once', cyclic, 20, true],
    ['bytes are never taken', new Uint8Array(1), 100, false],
    ['a buffer is never taken', new ArrayBuffer(1), 100, false],
  ])('%s', (_name, value, limit, expected) => {
    expect(isWithinSize(value, limit)).toBe(expected)
  })
})
