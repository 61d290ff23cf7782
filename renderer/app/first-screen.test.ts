import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterState } from '../../shared/cluster-state.ts'
import { noServices, useServices } from '../features/services/services-store.ts'
import { refused, sampleApp, sampleCluster } from '../test/samples.ts'
import { useApp } from './app-store.ts'
import { firstScreen } from './first-screen.ts'

const connecting = {
  phase: 'connecting',
  since: 0,
  step: 'services',
  asks: '',
  received: 0,
  about: null,
  retryAt: null,
} as const

beforeEach(() => {
  vi.useFakeTimers()
  useApp.setState({ state: null })
  useServices.setState(noServices)
})
afterEach(() => {
  vi.useRealTimers()
})

const tell = (state: ClusterState) => {
  useApp.setState({ state: sampleApp([sampleCluster('demo', { state })], { active: 'demo' }) })
}

/** Whether it was resolved by the time that everything which is due now has happened. */
async function isResolved(promise: Promise<void>): Promise<boolean> {
  const resolved = vi.fn()
  void promise.then(resolved)
  await vi.advanceTimersByTimeAsync(0)
  return resolved.mock.calls.length > 0
}

test('waits for the rows of a cluster that is there', async () => {
  const first = firstScreen()
  expect(await isResolved(first)).toBe(false)
  tell({ phase: 'connected', since: 0 })
  expect(await isResolved(first)).toBe(false)
  useServices.setState({ cluster: 'demo', phase: 'ready' })
  expect(await isResolved(first)).toBe(true)
})

test.each<ClusterState>([
  { phase: 'idle' },
  { ...connecting, failure: refused },
  { phase: 'disconnected', since: 0, failure: null },
])('waits for no rows of a cluster that is $phase', async (state) => {
  const first = firstScreen()
  tell(state)
  expect(await isResolved(first)).toBe(true)
})

test('does not wait long for a cluster that is slow', async () => {
  tell({ ...connecting, failure: null })
  const first = firstScreen()
  expect(await isResolved(first)).toBe(false)
  await vi.advanceTimersByTimeAsync(100)
  expect(await isResolved(first)).toBe(true)
})
