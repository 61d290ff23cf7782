import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { FakeBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { ConnectionsScreen } from './connections.tsx'

const forward = (more: Partial<TcpForwardState> = {}): TcpForwardState =>
  sampleForward({
    id: 3,
    cluster: 'demo',
    localPort: 15_432,
    started: Date.now(),
    open: 1,
    total: 2,
    bytesIn: 1234,
    bytesOut: 56,
    ...more,
  })

let bridge: FakeBridge
async function shown(forwards: readonly TcpForwardState[]): Promise<void> {
  bridge.answers = {
    'connections.state': () => ({
      ok: true,
      value: {
        listeners: [{ address: '127.0.0.1:8001', cluster: 'prod', main: true, clients: 4 }],
        clusters: [{ cluster: 'prod', open: 2, tunnels: 1 }],
      },
    }),
  }
  arrive(sampleApp([sampleCluster('prod')], { forwards: [...forwards] }))
  show(<ConnectionsScreen />)
  await act(async () => {})
}

beforeEach(() => {
  bridge = new FakeBridge()
  Object.assign(window, { porthole: bridge })
})
afterEach(resetScreen)

it('says what a forwarded port is for while there is none', async () => {
  await shown([])
  expect(screen.getByText(/^No port is forwarded/)).toBeTruthy()
  const listener = screen.getByText('127.0.0.1:8001').closest('tr')
  expect(
    within(listener ?? document.body)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['127.0.0.1:8001', 'Origins of every cluster, classic URLs of prod', '4', '2', '1', ''])
})

it('shows a forwarded port with its sums, or why it failed, and stops it', async () => {
  await shown([forward(), forward({ id: 4, localPort: 15_433, failure: 'No pod is ready.' })])
  expect(screen.getAllByText('1.2 kB')).toHaveLength(2)
  expect(screen.getAllByText('2 in all')).toHaveLength(2)
  expect(screen.getByText('No pod is ready.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Stop 127.0.0.1:15433' }))
  await act(async () => {})
  expect(bridge.calls).toContainEqual({ channel: 'forward.stop', input: { id: 4 } })
})
