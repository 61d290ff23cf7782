import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort, sampleRow, sampleTab } from '../../test/samples.ts'
import { useDesk } from '../../app/desk-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { FailureBar } from './failure-bar.tsx'

let bridge: FakeBridge
const postgres = sampleRow('shop/postgres', { ports: [samplePort('postgresql', 5432)] })
const tab = sampleTab(1, { cluster: 'prod', namespace: 'shop', service: 'postgres', port: '' })
const forward = sampleForward()

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

  test('does so too while another cluster is on show', async () => {
    arrive(sampleApp([sampleCluster('dev'), sampleCluster('prod')]), [])
    bridge.answers['services.snapshot'] = () => ok(JSON.stringify({ cluster: 'prod', sequence: 1, rows: [postgres] }))
    show(<FailureBar tab={{ ...tab, failure: 'not-http' }} />)
    expect(await screen.findByRole('button', { name: 'Forward 5432 to this computer' })).toBeTruthy()
    expect(bridge.inputs('services.snapshot')).toEqual([{ cluster: 'prod' }])
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

describe('where the cluster of a kept tab is gone', () => {
  const gone = { ...tab, id: 7, cluster: 'old', failure: 'cluster-unknown' as const }

  test('says so, and forgets the dashboard wherever it is kept', async () => {
    const kept = { cluster: 'old', namespace: 'shop', name: 'postgres', port: '' }
    useDesk.setState({ pins: [kept], recents: [kept] })
    useTabs.setState({ tabs: [gone], active: 7 })
    show(<FailureBar tab={gone} />)
    expect(screen.getByRole('status').textContent).toContain('The kubeconfig has no cluster “old” any more')
    fireEvent.click(screen.getByRole('button', { name: 'Forget it' }))
    await waitFor(() => expect(bridge.inputs('tabs.close')).toEqual([{ tab: 7 }]))
    expect(bridge.inputs('desk.pin')).toEqual([{ dashboard: kept, pinned: false }])
    expect(bridge.inputs('desk.forget')).toEqual([kept])
  })

  test.each([
    ['old', 'Reload kubeconfig', 'kubeconfig.reload'],
    ['demo', 'Open demo cluster', 'demo.open'],
  ] as const)('looks for %s again: %s', async (cluster, button, channel) => {
    show(<FailureBar tab={{ ...gone, cluster }} />)
    fireEvent.click(screen.getByRole('button', { name: button }))
    await waitFor(() => expect(bridge.inputs('tabs.act')).toEqual([{ tab: 7, action: 'reload' }]))
    expect(bridge.inputs(channel)).toHaveLength(1)
  })

  test('needs only be loaded once it is back', () => {
    arrive(sampleApp([sampleCluster('old')]))
    show(<FailureBar tab={gone} />)
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
  })
})

test('offers a forward too where a database says nothing, and not where anything else does', () => {
  const web = sampleRow('shop/web', { ports: [samplePort('http', 80)] })
  arrive(sampleApp([sampleCluster('prod')]), [postgres, web])
  show(<FailureBar tab={{ ...tab, service: 'web', failure: 'service-unreachable' }} />)
  expect(screen.queryByRole('button')).toBeNull()
  show(<FailureBar tab={{ ...tab, failure: 'service-unreachable' }} />)
  expect(screen.getByRole('button', { name: 'Forward 5432 to this computer' })).toBeTruthy()
})

test('has nothing to say of other failures, or of a page', () => {
  show(<FailureBar tab={{ ...tab, failure: 'forbidden' }} />)
  show(<FailureBar tab={tab} />)
  expect(screen.queryByRole('status')).toBeNull()
})
