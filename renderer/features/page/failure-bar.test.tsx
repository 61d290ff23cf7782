import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { FailureBar } from './failure-bar.tsx'

let bridge: FakeBridge
const postgres = sampleRow('shop/postgres', { ports: [samplePort('postgresql', 5432)] })
const tab = sampleTab(1, { cluster: 'prod', namespace: 'shop', service: 'postgres', port: '' })
const forward = {
  id: 1,
  cluster: 'prod',
  namespace: 'shop',
  service: 'postgres',
  port: 'postgresql',
  localPort: 5432,
  started: 0,
  open: 0,
  total: 0,
  bytesIn: 0,
  bytesOut: 0,
  failure: null,
}

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  arrive(sampleApp([sampleCluster('prod')]), [postgres])
})

describe('where a port does not speak HTTP', () => {
  test('forwards it to its own number', async () => {
    bridge.answers['forward.start'] = () => ok(forward)
    show(<FailureBar tab={{ ...tab, failure: 'not-http' }} />)
    fireEvent.click(screen.getByRole('button', { name: 'Forward 5432 to this computer' }))
    await waitFor(() => expect(useNotices.getState().notice?.detail).toBe('127.0.0.1:5432 leads to postgres:5432'))
    expect(bridge.inputs('forward.start')).toEqual([
      { service: { cluster: 'prod', namespace: 'shop', name: 'postgres', port: 'postgresql' }, localPort: 5432 },
    ])
  })

  test('takes any number where its own is taken', async () => {
    bridge.answers['forward.start'] = ({ localPort }) =>
      localPort === 0 ? ok({ ...forward, localPort: 40_123 }) : { ok: false, ...failure('port-taken') }
    show(<FailureBar tab={{ ...tab, failure: 'not-http' }} />)
    fireEvent.click(screen.getByRole('button', { name: 'Forward 5432 to this computer' }))
    await waitFor(() => expect(useNotices.getState().notice?.detail).toBe('127.0.0.1:40123 leads to postgres:5432'))
  })

  test('says where it leads once it is forwarded', () => {
    arrive({ ...sampleApp([sampleCluster('prod')]), forwards: [forward] }, [postgres])
    show(<FailureBar tab={{ ...tab, failure: 'not-http' }} />)
    expect(screen.getByRole('status').textContent).toContain('127.0.0.1:5432 leads to postgres:5432')
    fireEvent.click(screen.getByRole('button', { name: 'Copy address' }))
    expect(bridge.inputs('clipboard.write')).toEqual([{ text: '127.0.0.1:5432' }])
  })
})

test.each([
  [{ 'app.kubernetes.io/name': 'orders' }, ['orders-1'], 'Not ready: orders-1.'],
  [{ 'app.kubernetes.io/name': 'orders' }, [], 'No Pod matches the selector of this Service.'],
])('where nothing is ready gives the command that shows the Pods: %j %j', async (selector, pods, words) => {
  const endpoints = pods.map((pod) => ({ address: '10.0.0.1', ready: false, pod, node: '' }))
  bridge.answers['service.details'] = () =>
    ok({ yaml: '', labels: {}, selector, endpoints, access: { portForward: true, serviceProxy: true }, requests: [] })
  show(<FailureBar tab={{ ...tab, failure: 'no-endpoints' }} />)
  const command = 'kubectl get pods -n shop -l app.kubernetes.io/name=orders'
  fireEvent.click(await screen.findByRole('button', { name: 'Copy command' }))
  expect(screen.getByRole('status').textContent).toBe(`${words} ${command}Copy command`)
  expect(bridge.inputs('clipboard.write')).toEqual([{ text: command }])
})

test('has nothing to say of other failures, or of a page', () => {
  show(<FailureBar tab={{ ...tab, failure: 'forbidden' }} />)
  show(<FailureBar tab={tab} />)
  expect(screen.queryByRole('status')).toBeNull()
})
