import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import type { Preferences } from '../../shared/preferences.ts'
import { firstLook, LateUpdates, nextLook } from './late-updates.ts'
import { Updates } from './updates.ts'

let preference: Preferences['updates']
/** The channels of which the feed was asked. */
let asked: string[]

beforeEach(() => {
  preference = 'off'
  asked = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

function late(): LateUpdates {
  const load = (): Promise<Updates> =>
    Promise.resolve(
      new Updates({
        running: '1.0.0',
        feed: { base: 'https://r.example/', file: 'latest.yml' },
        key: '',
        installation: 'package',
        read(channel) {
          asked.push(channel)
          return Promise.reject(new FailureError('update-unreachable'))
        },
        installer: () => Promise.reject(new Error('not asked for')),
      }),
    )
  return new LateUpdates({ load, preference: () => preference, openPage: () => Promise.resolve() })
}

it('looks by itself while that is chosen, and no longer', async () => {
  const updates = late()
  updates.follow()
  await vi.advanceTimersByTimeAsync(2 * nextLook)
  expect(asked).toEqual([])

  preference = 'beta'
  updates.follow()
  await vi.advanceTimersByTimeAsync(firstLook - 1)
  // Told again of the same settings: the look comes no later.
  updates.follow()
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toEqual(['beta'])
  await vi.advanceTimersByTimeAsync(nextLook)
  expect(asked).toEqual(['beta', 'beta'])

  preference = 'off'
  updates.follow()
  await vi.advanceTimersByTimeAsync(2 * nextLook)
  expect(asked).toHaveLength(2)
})

it('asks nobody where the build has no feed, and says so', async () => {
  preference = 'stable'
  const updates = new LateUpdates({ load: undefined, preference: () => preference, openPage: () => Promise.resolve() })
  updates.follow()
  expect(vi.getTimerCount()).toBe(0)
  expect(updates.channels['update.state'](undefined)).toEqual({ phase: 'no-feed' })
  expect(await updates.channels['update.act']({ action: 'check' })).toEqual({ phase: 'no-feed' })
})

it('looks when it is asked to, tells how that ended, and downloads nothing that was not found', async () => {
  const updates = late()
  expect(await updates.channels['update.act']({ action: 'download' })).toEqual({ phase: 'idle' })
  expect(await updates.channels['update.act']({ action: 'restart' })).toEqual({ phase: 'idle' })
  expect(await updates.channels['update.act']({ action: 'check' })).toMatchObject({
    phase: 'failed',
    failure: { code: 'update-unreachable' },
  })
  expect(asked).toEqual(['stable'])
  expect(updates.channels['update.state'](undefined)).toMatchObject({ phase: 'failed' })
})
