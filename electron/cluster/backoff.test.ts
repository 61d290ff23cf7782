import { describe, expect, it } from 'vitest'
import { backoffDelay } from './backoff.ts'

describe('backoffDelay', () => {
  it.each([
    [1, 400, 800],
    [2, 800, 1600],
    [3, 1600, 3200],
    [6, 12_800, 25_600],
    [7, 15_000, 30_000],
    [1000, 15_000, 30_000],
  ])('waits before try %i between %i and %i ms', (attempt, least, most) => {
    expect(backoffDelay(attempt, () => 0)).toBe(least)
    expect(backoffDelay(attempt, () => 1)).toBe(most)
    expect(backoffDelay(attempt)).toBeGreaterThanOrEqual(least)
    expect(backoffDelay(attempt)).toBeLessThanOrEqual(most)
  })
})
