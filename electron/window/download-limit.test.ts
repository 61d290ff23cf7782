import { expect, it } from 'vitest'
import { DownloadLimit } from './download-limit.ts'

it('asks about a few downloads at once, and about more as they are answered', () => {
  const limit = new DownloadLimit()
  expect([1, 2, 3, 4, 5].map(() => limit.ask())).toEqual([true, true, true, false, false])
  limit.answered(true)
  expect([limit.ask(), limit.ask()]).toEqual([true, false])
})

it('asks no more after a no, until somebody acts on the page', () => {
  const limit = new DownloadLimit()
  limit.ask()
  limit.ask()
  limit.answered(false)
  limit.answered(true)
  expect(limit.ask()).toBe(false)
  limit.acted()
  expect(limit.ask()).toBe(true)
})
