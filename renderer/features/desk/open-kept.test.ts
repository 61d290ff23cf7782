import { beforeEach, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { useApp } from '../../app/app-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { useServices } from '../services/services-store.ts'
import { useNotices } from '../notices/notice-store.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow, sampleTab } from '../../test/samples.ts'
import { resetScreen } from '../../test/screen.tsx'
import { copyKept, isGone, openKept } from './desk-actions.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['services.snapshot'] = () => ok(JSON.stringify({ rows: [] }))
  useApp.setState({ state: sampleApp([sampleCluster('prod', { contexts: [{ context: 'prod', namespace: '' }] })]) })
})

const of = (cluster: string) => ({ cluster, namespace: 'shop', name: 'cart', port: '' })
const done = () => bridge.calls.map(({ channel }) => channel).filter((channel) => /^(demo|tabs)/.test(channel))

/** The demo begins, and its first rows come a moment later. */
function demoWith(...rows: readonly ServiceRow[]): void {
  bridge.answers['demo.open'] = () => {
    setTimeout(() => useServices.setState({ cluster: 'demo', phase: 'ready', rows }), 20)
    return ok(undefined)
  }
}

test.each([
  ['prod', ['tabs.open']],
  ['demo', ['demo.open', 'tabs.open']],
  ['old', []],
])('a dashboard of %s', async (cluster, expected) => {
  demoWith(sampleRow('shop/cart'))
  await openKept(of(cluster))
  expect(done()).toEqual(expected)
  expect(useNotices.getState().notice?.title).toBe(
    expected.length === 0 ? 'The kubeconfig has no cluster “old” any more' : undefined,
  )
})

test('what is kept of a database is forwarded, as from its row; where its tab is open already that is shown', async () => {
  const postgres = sampleRow('shop/cart', { ports: [samplePort('postgresql', 5432)] })
  bridge.answers['services.snapshot'] = () => ok(JSON.stringify({ rows: [postgres] }))
  bridge.answers['forward.start'] = () => ({ ok: false, ...failure('no-endpoints') })
  await openKept(of('prod'))
  await copyKept(of('prod'))
  expect([bridge.inputs('forward.start').map(({ localPort }) => localPort), done()]).toEqual([[5432, 5432], []])
  useTabs.setState({ tabs: [sampleTab(1, { namespace: 'shop', service: 'cart' })] })
  await openKept(of('prod'))
  expect(done()).toEqual(['tabs.open'])
})

test('a database of the demo is forwarded also where the demo begins for it', async () => {
  demoWith(sampleRow('shop/cart', { ports: [samplePort('postgresql', 5432)] }))
  bridge.answers['forward.start'] = () => ({ ok: false, ...failure('no-endpoints') })
  await openKept(of('demo'))
  expect([bridge.inputs('forward.start').map(({ localPort }) => localPort), done()]).toEqual([[5432], ['demo.open']])
})

test('nothing is gone while the kubeconfig cannot be read', () => {
  const failure = { code: 'kubeconfig-invalid', message: '', hint: '' } as const
  const state = sampleApp([], { kubeconfig: { files: [], found: 1, failure } })
  expect([isGone(state, of('prod')), isGone(null, of('prod'))]).toEqual([false, false])
})
