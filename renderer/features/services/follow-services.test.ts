import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer } from '../../../shared/contract.ts'
import type { ServicesPatch } from '../../../shared/services-patch.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { useApp } from '../../app/app-store.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { refused, sampleApp, sampleCluster, sampleRow } from '../../test/samples.ts'
import { resetScreen } from '../../test/screen.tsx'
import { followServices } from './follow-services.ts'
import { useServices } from './services-store.ts'
import { noFilter } from './list-lines.ts'
import { narrow, useView } from './view-store.ts'

let bridge: FakeBridge
let stop: () => void
/** Snapshots that were asked for and are not answered yet. */
let asked: {
  cluster: string
  channel: string
  answer: (sequence: number, rows: ServiceRow[]) => Promise<void>
  fail: () => Promise<void>
}[]

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  asked = []
  const answer =
    (channel: string) =>
    ({ cluster }: { cluster: string }) =>
      new Promise<Answer<string>>((resolve) => {
        asked.push({
          cluster,
          channel,
          answer: (sequence, rows) => {
            resolve(ok(JSON.stringify({ cluster, sequence, rows })))
            return settled()
          },
          fail: () => {
            resolve({ ok: false, ...refused })
            return settled()
          },
        })
      })
  bridge.answers['services.follow'] = answer('services.follow')
  bridge.answers['services.snapshot'] = answer('services.snapshot')
  stop = followServices()
})
afterEach(() => stop())

const activate = (...ids: string[]) => useApp.setState({ state: sampleApp(ids.map((id) => sampleCluster(id))) })
const patch = (sequence: number, upserts: ServiceRow[], deletes: string[] = [], cluster = 'prod') => {
  const value: ServicesPatch = { cluster, sequence, upserts, deletes }
  bridge.emit('services.patch', JSON.stringify(value))
}
const keys = () => useServices.getState().rows.map(({ key }) => key)

test('asks for the list once a cluster has one, and sorts it', async () => {
  useApp.setState({ state: sampleApp([sampleCluster('prod', { state: { phase: 'idle' } })]) })
  expect(asked).toEqual([])
  activate('prod')
  activate('prod')
  expect(asked.map(({ cluster }) => cluster)).toEqual(['prod'])
  expect(useServices.getState().phase).toBe('asking')
  await asked[0]?.answer(0, [sampleRow('b/b'), sampleRow('a/a')])
  expect(useServices.getState().phase).toBe('ready')
  expect(keys()).toEqual(['a/a', 'b/b'])
})

test('follows a list from its first rows on, while the rest is under way', async () => {
  const connecting = {
    phase: 'connecting',
    since: 0,
    step: 'services',
    about: 10_000,
    asks: '',
    failure: null,
    retryAt: null,
  } as const
  const arriving = (received: number) =>
    useApp.setState({ state: sampleApp([sampleCluster('prod', { state: { ...connecting, received } })]) })
  arriving(0)
  expect(asked).toEqual([])
  arriving(500)
  await asked[0]?.answer(1, [sampleRow('a/a')])
  arriving(1000)
  patch(2, [sampleRow('b/b')])
  activate('prod')
  expect(asked).toHaveLength(1)
  expect(keys()).toEqual(['a/a', 'b/b'])
})

test('patches that arrive while the list is on its way are applied after it, without those it contains', async () => {
  activate('prod')
  patch(4, [sampleRow('old/contained')])
  patch(5, [sampleRow('b/b')])
  patch(6, [], ['a/a'])
  await asked[0]?.answer(4, [sampleRow('a/a')])
  expect(keys()).toEqual(['b/b'])
  expect(asked).toHaveLength(1)
})

test('after a gap it asks again, and keeps the old rows until the new ones are there', async () => {
  activate('prod')
  await asked[0]?.answer(1, [sampleRow('a/a')])
  patch(3, [sampleRow('c/c')])
  // All at once, so that the list does not shrink to its first rows.
  expect(asked.map(({ channel }) => channel)).toEqual(['services.follow', 'services.snapshot'])
  expect(keys()).toEqual(['a/a'])
  patch(4, [sampleRow('d/d')])
  expect(asked).toHaveLength(2)
  await asked[1]?.answer(3, [sampleRow('a/a'), sampleRow('c/c')])
  expect(keys()).toEqual(['a/a', 'c/c', 'd/d'])
})

test('a list that arrives after another cluster was chosen is dropped', async () => {
  activate('prod')
  activate('dev')
  await asked[0]?.answer(0, [sampleRow('prod/only')])
  expect(keys()).toEqual([])
  await asked[1]?.answer(0, [sampleRow('dev/only')])
  expect(keys()).toEqual(['dev/only'])
  patch(1, [sampleRow('prod/late')], [], 'prod')
  expect(keys()).toEqual(['dev/only'])
})

test('a cluster that comes back on screen is asked for whole: its patches were not sent meanwhile', async () => {
  activate('prod')
  await asked[0]?.answer(1, [sampleRow('a/a')])
  activate('dev')
  activate('prod')
  expect(asked.map(({ cluster }) => cluster)).toEqual(['prod', 'dev', 'prod'])
})

test('a cluster that was disconnected is asked for anew, since its patches may count from the start', async () => {
  activate('prod')
  await asked[0]?.answer(7, [sampleRow('a/a')])
  const state = { phase: 'disconnected', since: 0, failure: null } as const
  useApp.setState({ state: sampleApp([sampleCluster('prod', { state })]) })
  activate('prod')
  await asked[1]?.answer(0, [sampleRow('a/a')])
  patch(1, [sampleRow('b/b')])
  expect(keys()).toEqual(['a/a', 'b/b'])
})

test('degraded and back asks nothing: the list stays', async () => {
  activate('prod')
  await asked[0]?.answer(1, [sampleRow('a/a')])
  const state = { phase: 'degraded', since: 0, failure: refused, retryAt: null } as const
  useApp.setState({ state: sampleApp([sampleCluster('prod', { state })]) })
  activate('prod')
  expect(asked).toHaveLength(1)
  expect(keys()).toEqual(['a/a'])
})

test('a list that fails says why, and can be asked for again', async () => {
  activate('prod')
  await asked[0]?.fail()
  expect(useServices.getState()).toMatchObject({ phase: 'failed', failure: refused })
  useServices.getState().again()
  await asked[1]?.answer(0, [sampleRow('a/a')])
  expect(useServices.getState()).toMatchObject({ phase: 'ready', failure: null })
})

test('what was typed for one cluster does not apply to the next', () => {
  activate('prod')
  narrow({ query: 'graf', namespace: 'monitoring' })
  activate('prod')
  expect(useView.getState().filter.query).toBe('graf')
  activate('dev')
  expect(useView.getState().filter).toEqual(noFilter)
})

test('a patch that changes one row leaves every other row the same object', async () => {
  activate('prod')
  await asked[0]?.answer(0, [sampleRow('a/a'), sampleRow('b/b')])
  const [before] = useServices.getState().rows
  patch(1, [sampleRow('b/b', { ready: 0 })])
  const [after, changed] = useServices.getState().rows
  expect(after).toBe(before)
  expect(changed?.ready).toBe(0)
})
