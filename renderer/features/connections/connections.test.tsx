import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { FakeBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort, sampleRow } from '../../test/samples.ts'
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

it.each([
  ['', [5432, 0]],
  ['6000', [6000]],
])('forwards to the port’s own number, or any where that is taken, unless one is wished: %j', async (wished, asked) => {
  await shown([])
  act(() =>
    arrive(sampleApp([sampleCluster('prod')]), [sampleRow('shop/postgres', { ports: [samplePort('pg', 5432)] })]),
  )
  bridge.answers['forward.start'] = ({ localPort }) =>
    localPort === 0 ? { ok: true, value: forward() } : { ok: false, ...failure('port-taken') }
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'shop/postgres' } })
  const local = screen.getByLabelText<HTMLInputElement>('Local port')
  expect(local.placeholder).toBe('5432')
  fireEvent.change(local, { target: { value: wished } })
  fireEvent.submit(screen.getByRole('form'))
  await act(async () => {})
  expect(bridge.inputs('forward.start').map(({ localPort }) => localPort)).toEqual(asked)
})

it('offers ports while one is named: chosen by keys or the pointer, and gone when the focus is', async () => {
  await shown([])
  const pg = [samplePort('pg', 5432)]
  const rows = [
    sampleRow('shop/cart'),
    sampleRow('shop/postgres', { ports: pg }),
    sampleRow('web/postgres', { ports: pg }),
  ]
  act(() => arrive(sampleApp([sampleCluster('prod')]), rows))
  const target = screen.getByRole<HTMLInputElement>('combobox')
  const offered = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
  expect(offered()).toEqual([])
  fireEvent.change(target, { target: { value: 'post' } })
  expect(offered()).toEqual(['shop/postgres:5432', 'web/postgres:5432'])
  for (const key of ['ArrowDown', 'ArrowDown']) fireEvent.keyDown(target, { key })
  expect(target.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]?.id)
  fireEvent.keyDown(target, { key: 'Enter' })
  expect([target.value, offered()]).toEqual(['web/postgres:5432', []])
  fireEvent.change(target, { target: { value: 'cart' } })
  fireEvent.click(screen.getByRole('option'))
  expect(target.value).toBe('shop/cart:8080')
  fireEvent.change(target, { target: { value: 'shop' } })
  fireEvent.keyDown(target, { key: 'Escape' })
  expect(offered()).toEqual([])
  fireEvent.keyDown(target, { key: 'ArrowDown' })
  expect(offered()).toHaveLength(2)
  // What Enter begins is not covered.
  fireEvent.change(target, { target: { value: 'shop/post' } })
  fireEvent.keyDown(target, { key: 'Enter' })
  expect(offered()).toEqual([])
  fireEvent.keyDown(target, { key: 'ArrowDown' })
  fireEvent.blur(target)
  expect([offered(), bridge.inputs('forward.start')]).toEqual([[], []])
})
