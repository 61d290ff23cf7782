import { beforeEach, expect, test } from 'vitest'
import type { AppChange } from '../../shared/app-change.ts'
import { type FakeBridge, installBridge, ok } from '../test/fake-bridge.ts'
import { sampleApp, sampleCluster } from '../test/samples.ts'
import { followApp, useApp } from './app-store.ts'

const first = sampleApp([sampleCluster('dev'), sampleCluster('prod')])
const { clusters: _, ...rest } = first
const snapshot = (sequence: number, services = 3) =>
  ok(JSON.stringify({ sequence, state: sampleApp([sampleCluster('dev', { services }), sampleCluster('prod')]) }))

let bridge: FakeBridge
beforeEach(() => {
  bridge = installBridge()
  useApp.setState({ state: null })
})

const tell = (sequence: number, services: number): void => {
  const change: AppChange = { sequence, clusters: [sampleCluster('dev', { services })], order: null, rest }
  bridge.emit('app.changed', JSON.stringify(change))
}
const services = () => useApp.getState().state?.clusters.map((cluster) => cluster.services)
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('takes what came while the snapshot was on its way, and leaves what did not change', async () => {
  bridge.answers['app.follow'] = () => snapshot(4)
  followApp()
  tell(4, 1)
  tell(5, 9)
  await settled()
  expect(services()).toEqual([9, 3])
  const prod = useApp.getState().state?.clusters[1]
  tell(6, 10)
  expect(services()).toEqual([10, 3])
  expect(useApp.getState().state?.clusters[1]).toBe(prod)
})

test('asks for everything again where a change was missed', async () => {
  bridge.answers['app.follow'] = () => snapshot(0)
  followApp()
  await settled()
  bridge.answers['app.follow'] = () => snapshot(2, 20)
  tell(2, 20)
  await settled()
  expect(services()).toEqual([20, 3])
  tell(3, 21)
  expect(services()).toEqual([21, 3])
  expect(bridge.inputs('app.follow')).toHaveLength(2)
})
