import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppSnapshot, withChange } from '../../shared/app-change.ts'
import { HeldState } from './held-state.ts'
import { Porthole } from './porthole.ts'

let folder = ''
let porthole: Porthole
let held: HeldState
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-held-'))
  await write('arn:aws:eks:eu:1:cluster/a', 'b', 'c')
  porthole = await Porthole.open({ kubeconfig: join(folder, 'config') })
  await porthole.choose({ context: 'b', demo: false })
  held = new HeldState(porthole, () => porthole.first)
  porthole.on('changed', (clusters) => held.note(clusters))
})
afterEach(async () => {
  await porthole.close()
  await rm(folder, { recursive: true })
})

const write = (...names: string[]): Promise<void> =>
  writeFile(
    join(folder, 'config'),
    JSON.stringify({
      clusters: names.map((name) => ({ name, cluster: { server: 'https://127.0.0.1:1', 'tls-server-name': name } })),
      contexts: names.map((name) => ({ name, context: { cluster: name } })),
    }),
  )

async function reload(...names: string[]): Promise<void> {
  await write(...names)
  await porthole.contexts.load()
}

/** The next change, and what it makes of a snapshot. */
function next(snapshot: AppSnapshot) {
  const change = held.change(held.get())
  const after = change && withChange(snapshot, JSON.parse(JSON.stringify(change)) as typeof change)
  return { change, after }
}

it('that was looked at before anybody asked has what happened since', async () => {
  await held.prepare()
  const [, before] = held.get().clusters
  porthole.cluster('b').connect()
  const [first, second] = held.get().clusters
  expect([before?.state.phase, second?.state.phase]).toEqual(['idle', 'connecting'])
  expect(held.get().clusters[0]).toBe(first)
})

describe('a change', () => {
  it('is told to nobody before somebody follows', () => {
    porthole.cluster('b').connect()
    expect(held.change(held.get())).toBeUndefined()
    expect(held.snapshot().sequence).toBe(0)
  })

  it('names the one cluster that is not as it was, and leaves the others as they are', () => {
    const snapshot = held.snapshot()
    porthole.cluster('b').connect()
    const { change, after } = next(snapshot)
    expect(change).toMatchObject({ sequence: 1, order: null, clusters: [{ id: 'b', state: { phase: 'connecting' } }] })
    expect(after?.state).toEqual(held.get())
    expect(after?.state.clusters[0]).toBe(snapshot.state.clusters[0])
  })

  it('names none where something else has changed', () => {
    const snapshot = held.snapshot()
    porthole.emit('changed', [])
    const { change, after } = next(snapshot)
    expect(change).toMatchObject({ clusters: [], order: null })
    expect(after?.state.clusters).toBe(snapshot.state.clusters)
  })

  it('has the look that somebody chose, and the mode of a cluster', () => {
    const snapshot = held.snapshot()
    porthole.preferences.setLook(porthole.cluster('b'), { name: 'Bee', color: 'teal' })
    porthole.preferences.setMode(porthole.cluster('c'), { readOnly: true, wholeApi: false })
    const { change } = next(snapshot)
    expect(change?.clusters).toMatchObject([
      { id: 'b', name: 'Bee', color: 'teal' },
      { id: 'c', mode: { readOnly: true } },
    ])
  })

  it('has the port of its classic URLs', async () => {
    const snapshot = held.snapshot()
    await porthole.listening.openMain({ port: 0, nextFree: true, classic: 'b' })
    const { change, after } = next(snapshot)
    expect(change?.clusters).toMatchObject([
      { id: 'b', classic: after?.state.address && `http://${after.state.address}` },
    ])
  })

  it('has the order where clusters come and go, and other names where that makes them ambiguous', async () => {
    const snapshot = held.snapshot()
    expect(snapshot.state.clusters[0]?.name).toBe('a')
    await reload('arn:aws:eks:eu:1:cluster/a', 'c', 'a')
    const { change, after } = next(snapshot)
    expect(change?.order).toHaveLength(3)
    expect(after?.state).toEqual(held.get())
    expect(after?.state.clusters.map(({ name }) => name)).toEqual(['arn:aws:eks:eu:1:cluster/a', 'c', 'a'])
  })

  it('is in a snapshot that was taken since', () => {
    held.snapshot()
    porthole.cluster('b').connect()
    const snapshot = held.snapshot()
    expect(snapshot.state.clusters[1]?.state.phase).toBe('connecting')
    expect(next(snapshot).change?.clusters).toEqual([])
  })
})

it('applies once, and not where one was missed', () => {
  const snapshot = held.snapshot()
  porthole.cluster('b').connect()
  const { change, after } = next(snapshot)
  if (!change || !after) throw new Error('there is no change')
  expect(withChange(after, change)).toBe(after)
  porthole.cluster('c').connect()
  const missed = next(after).change
  if (!missed) throw new Error('there is no change')
  expect(withChange(snapshot, missed)).toBeUndefined()
})
