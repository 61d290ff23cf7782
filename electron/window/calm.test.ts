import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { calm } from './calm.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('tells the first value at once, the newest later, and no more than a few in a second', () => {
  const told: number[] = []
  const tell = calm<number>((value) => told.push(value))
  tell(0)
  expect(told).toEqual([0])
  for (let each = 1; each <= 1000; each++) {
    tell(each)
    vi.advanceTimersByTime(1)
  }
  expect(told.length).toBeLessThanOrEqual(5)
  vi.advanceTimersByTime(1000)
  expect(told.at(-1)).toBe(1000)
  tell(1001)
  expect(told.at(-1)).toBe(1001)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(vi.getTimerCount()).toBe(0)
})
