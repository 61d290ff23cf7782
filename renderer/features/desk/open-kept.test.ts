import { beforeEach, expect, test } from 'vitest'
import { useApp } from '../../app/app-store.ts'
import { useNotices } from '../notices/notice-store.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster } from '../../test/samples.ts'
import { resetScreen } from '../../test/screen.tsx'
import { isGone, openKept } from './desk-actions.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  useApp.setState({ state: sampleApp([sampleCluster('prod', { contexts: [{ context: 'prod', namespace: '' }] })]) })
})

const of = (cluster: string) => ({ cluster, namespace: 'shop', name: 'cart', port: '' })
const done = () => bridge.calls.map(({ channel }) => channel).filter((channel) => /^(demo|tabs)/.test(channel))

test.each([
  ['prod', ['tabs.open']],
  ['demo', ['demo.open', 'tabs.open']],
  ['old', []],
])('a dashboard of %s', async (cluster, expected) => {
  await openKept(of(cluster))
  expect(done()).toEqual(expected)
  expect(useNotices.getState().notice?.title).toBe(
    expected.length === 0 ? 'The kubeconfig has no cluster “old” any more' : undefined,
  )
})

test('nothing is gone while the kubeconfig cannot be read', () => {
  const failure = { code: 'kubeconfig-invalid', message: '', hint: '' } as const
  const state = sampleApp([], { kubeconfig: { files: [], found: 1, failure } })
  expect([isGone(state, of('prod')), isGone(null, of('prod'))]).toEqual([false, false])
})
