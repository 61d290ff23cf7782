import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contentBetween, contentDigest, parseRange } from './content.ts'

describe('parseRange', () => {
  test.each([
    [undefined, undefined],
    ['bytes=0-9', { start: 0, end: 10 }],
    ['bytes=10-', { start: 10, end: 100 }],
    ['bytes=90-500', { start: 90, end: 100 }],
    ['bytes=-10', { start: 90, end: 100 }],
    ['bytes=-500', { start: 0, end: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,3-4', undefined],
    ['lines=0-9', undefined],
  ])('%s of 100 bytes', (header, span) => {
    expect(parseRange(header, 100)).toEqual(span)
  })
})

test('any slice is the same as in the whole, across blocks', () => {
  const whole = Buffer.concat([...contentBetween(0, 3_000_000)])
  expect(whole).toHaveLength(3_000_000)
  expect(Buffer.concat([...contentBetween(1_000_000, 2_500_000)]).equals(whole.subarray(1_000_000, 2_500_000))).toBe(
    true,
  )
  expect(contentDigest(3_000_000)).toBe(createHash('sha256').update(whole).digest('hex'))
})

test('a lost or repeated 64 KiB chunk is another content', () => {
  const whole = Buffer.concat([...contentBetween(0, 4 << 20)])
  const seen = new Set<string>()
  for (let at = 0; at < whole.length; at += 65_536) seen.add(whole.subarray(at, at + 65_536).toString('latin1'))
  expect(seen.size).toBe(64)
})
