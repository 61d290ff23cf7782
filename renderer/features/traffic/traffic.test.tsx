import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { TrafficDetails, TrafficRow } from '../../../shared/traffic.ts'
import { FakeBridge } from '../../test/fake-bridge.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { Traffic } from './traffic.tsx'
import { resetTraffic, useTraffic } from './traffic-store.ts'

const row = (id: number, more: Partial<TrafficRow> = {}): TrafficRow => ({
  id,
  service: 'demo/shop/cart',
  started: 1000,
  method: 'GET',
  path: `/v1/${id}`,
  status: 200,
  type: 'text/html',
  bytesIn: 0,
  bytesOut: 100,
  firstByteMs: 5,
  totalMs: 10,
  failed: false,
  websocket: false,
  ...more,
})
const details: TrafficDetails = {
  id: 2,
  service: 'demo/shop/cart',
  url: 'http://cart.shop.demo.localhost:8001/v1/2',
  transport: 'port-forward',
  failure: failure('no-endpoints', 'no endpoints available for service "cart"'),
  requestHeaders: [{ name: 'authorization', value: 'Bearer REDACTED' }],
  responseHeaders: [],
  requestBody: null,
  responseBody: { size: 9, cut: false, shown: { as: 'text', text: '{"a":[1]}' } },
}

let bridge: FakeBridge
async function shown(rows: readonly TrafficRow[]): Promise<void> {
  bridge.answers = {
    'traffic.follow': () => ({ ok: true, value: JSON.stringify({ follow: 1, rows, sources: [] }) }),
    'traffic.entry': () => ({ ok: true, value: details }),
    'traffic.curl': () => ({ ok: true, value: "curl --url 'http://x/'" }),
  }
  show(<Traffic />)
  await act(async () => {})
}
const press = (key: string, more = {}): void =>
  void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })

beforeEach(() => {
  bridge = new FakeBridge()
  Object.assign(window, { porthole: bridge })
})
afterEach(() => {
  resetScreen()
  resetTraffic()
})

it('says what will be here while there is nothing', async () => {
  await shown([])
  expect(screen.getByRole('heading', { name: 'No requests yet' })).toBeTruthy()
  expect(screen.queryByRole('grid')).toBeNull()
})

it('shows what comes in, but not while it is paused, and of another look nothing', async () => {
  await shown([row(1)])
  const change = (follow: number, id: number) =>
    act(() => bridge.emit('traffic.changed', JSON.stringify({ follow, upserts: [row(id)], gone: [] })))
  change(1, 2)
  expect(screen.getAllByRole('row')).toHaveLength(3)
  change(7, 3)
  expect(screen.getAllByRole('row')).toHaveLength(3)
  act(() => screen.getByRole('button', { name: 'Pause' }).click())
  change(1, 4)
  expect(screen.getAllByRole('row')).toHaveLength(3)
  expect(screen.getByText('paused · 1 new')).toBeTruthy()
  act(() => screen.getByRole('button', { name: 'Resume' }).click())
  expect(screen.getAllByRole('row')).toHaveLength(4)
})

it('is used by keyboard: filter, select, open, close', async () => {
  await shown([row(1), row(2, { status: 503, failed: true, path: '/login' })])
  act(() => press('/'))
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Filter method, path, type')
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'login' } })
  expect(screen.getByText('1 of 2 requests')).toBeTruthy()
  act(() => press('ArrowDown'))
  expect(screen.getAllByRole('row')[1]?.getAttribute('aria-selected')).toBe('true')
  act(() => press('Enter'))
  await waitFor(() => screen.getByText('Nothing is ready behind this Service'))
  expect(screen.getByText('no endpoints available for service "cart"')).toBeTruthy()
  expect(screen.getByText('REDACTED')).toBeTruthy()
  expect(screen.getByText(/"a": \[/)).toBeTruthy()
  act(() => press('Escape'))
  expect(useTraffic.getState().filter.text).toBe('')
  act(() => press('Escape'))
  expect(document.activeElement?.getAttribute('role')).toBe('grid')
  act(() => press('Escape'))
  expect(screen.queryByRole('complementary')).toBeNull()
})

it('offers to keep bodies, of one Service at a time', async () => {
  await shown([row(1)])
  act(() => screen.getByRole('button', { name: 'Bodies' }).click())
  expect(bridge.calls.some(({ channel }) => channel === 'traffic.captureBodies')).toBe(false)
  act(() => useTraffic.setState({ service: 'demo/shop/cart' }))
  await act(async () => {})
  act(() => screen.getByRole('button', { name: 'Bodies' }).click())
  await act(async () => {})
  expect(bridge.calls.at(-1)).toEqual({
    channel: 'traffic.captureBodies',
    input: { service: { cluster: 'demo', namespace: 'shop', name: 'cart' }, on: true },
  })
  expect(screen.getByRole('button', { name: 'Bodies' }).getAttribute('aria-pressed')).toBe('true')
})
