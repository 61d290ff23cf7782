import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installBridge } from '../../test/fake-bridge.ts'
import { refused, sampleApp, sampleCluster } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { LiveRegion } from './live-region.tsx'
import { complain, confirm, stays } from './notice-store.ts'
import { Toast } from './toast.tsx'

beforeEach(() => {
  resetScreen()
  installBridge()
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const pass = (ms: number) => {
  act(() => void vi.advanceTimersByTime(ms))
}

test('a confirmation goes by itself', () => {
  show(<Toast low={false} />)
  act(() => confirm('Copied', 'http://a/'))
  expect(screen.getByText('http://a/')).toBeTruthy()
  pass(stays.done - 1)
  expect(screen.queryByText('http://a/')).toBeTruthy()
  pass(1)
  expect(screen.queryByText('http://a/')).toBeNull()
})

test('one that offers something to press stays until it is reached', () => {
  show(<Toast low={false} />)
  act(() => confirm('Forwarded', '127.0.0.1:5432', { label: 'Copy address', run: vi.fn() }))
  pass(stays.done)
  expect(screen.getByRole('button', { name: 'Copy address' })).toBeTruthy()
  pass(stays.note - stays.done)
  expect(screen.queryByRole('button')).toBeNull()
})

test('a second one starts its own time', () => {
  show(<Toast low={false} />)
  act(() => confirm('Copied', 'first'))
  pass(stays.done - 1)
  act(() => confirm('Copied', 'second'))
  pass(stays.done - 1)
  expect(screen.getByText('second')).toBeTruthy()
})

test('a pointer over it holds it', () => {
  show(<Toast low={false} />)
  act(() => confirm('Copied', 'http://a/'))
  fireEvent.pointerEnter(screen.getByText('http://a/'))
  pass(60_000)
  expect(screen.getByText('http://a/')).toBeTruthy()
})

test('a complaint stays longer and can be dismissed', () => {
  show(<Toast low={false} />)
  act(() => complain('Not opened', 'because'))
  pass(stays.done)
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('because')).toBeNull()
})

test('a complaint has what can be done about it beside it', () => {
  const run = vi.fn()
  show(<Toast low={false} />)
  act(() => complain('Gone', 'because', { label: 'Forget it', run }))
  fireEvent.click(screen.getByRole('button', { name: 'Forget it' }))
  expect(run).toHaveBeenCalledOnce()
  expect(screen.queryByText('because')).toBeNull()
})

test('a screen reader hears confirmations and a cluster’s turns, but no countdown', () => {
  const state = (retryAt: number) =>
    sampleApp([sampleCluster('prod', { state: { phase: 'degraded', since: 0, failure: refused, retryAt } })])
  arrive(state(8000))
  show(<LiveRegion />)
  const region = screen.getByRole('status')
  expect(region.textContent).toBe('prod: degraded connection refused')
  act(() => confirm('Copied', 'http://a/'))
  expect(region.textContent).toBe('Copied http://a/')
  act(() => arrive(state(7000)))
  expect(region.textContent).toBe('Copied http://a/')
})
