import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { awake, onWake } from './wake.ts'

const woken = vi.fn()
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  woken.mockClear()
  stop = onWake(woken)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})
/** The clock goes on while no timer does, as in a sleep. */
const sleep = (duration: number): void => void vi.setSystemTime(Date.now() + duration)

it('is called once after a sleep', () => {
  sleep(60_000)
  vi.advanceTimersByTime(5_000)
  expect(woken).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(woken).toHaveBeenCalledTimes(1)
})

it('is called at once where the system says so, and not for the same sleep again', () => {
  sleep(60_000)
  awake()
  expect(woken).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(woken).toHaveBeenCalledTimes(1)
})

it.each([
  ['time that passes awake', () => vi.advanceTimersByTime(3_600_000)],
  ['a busy moment', () => (sleep(9_000), vi.advanceTimersByTime(5_000))],
  ['a clock that is put back', () => (sleep(-3_600_000), vi.advanceTimersByTime(10_000))],
  ['a sleep after it was stopped', () => (stop(), awake(), sleep(60_000), vi.advanceTimersByTime(10_000))],
])('is not called for %s', (_name, happens) => {
  happens()
  expect(woken).not.toHaveBeenCalled()
})
