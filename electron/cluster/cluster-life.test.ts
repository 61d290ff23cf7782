import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { contextFor } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath } from './testing/fake-kubernetes.ts'
import { apiService } from './testing/objects.ts'
import { sendStatus } from './testing/test-server.ts'
import { clusterOf, fakeCluster, phase, until } from './testing/running-cluster.ts'

describe('disconnect', () => {
  it('ends every connection and keeps the list', async () => {
    const { fake, cluster } = await fakeCluster()
    cluster.connect()
    await phase(cluster, 'connected')
    await fake.watches.count(2)
    cluster.disconnect()
    expect(cluster.state).toMatchObject({ phase: 'disconnected', failure: null })
    await fake.server.abandoned()
    expect(cluster.store.size).toBe(2)
    const { length } = fake.server.requests
    cluster.connect()
    await phase(cluster, 'connected')
    expect(fake.server.requests.length).toBeGreaterThan(length)
  })

  it('leaves no timer behind, so nothing is tried again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { fake, cluster } = await fakeCluster()
    cluster.connect()
    await phase(cluster, 'connected')
    await fake.watches.count(2)
    cluster.store.snapshot()
    cluster.disconnect()
    await fake.server.abandoned()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('while connecting leaves nothing behind that could change the state', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = () => true
    cluster.connect()
    await new Promise((resolve) => fake.server.server.once('request', resolve))
    cluster.disconnect()
    await fake.server.abandoned()
    expect(cluster.state).toMatchObject({ phase: 'disconnected', failure: null })
  })
})

describe('after a sleep', () => {
  it('both watches go on at once, and nothing is said', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { fake, cluster } = await fakeCluster()
    cluster.connect()
    await phase(cluster, 'connected')
    await fake.watches.count(2)
    const phases: string[] = []
    cluster.on('changed', () => phases.push(cluster.state.phase))
    vi.setSystemTime(Date.now() + 3_600_000)
    vi.advanceTimersByTime(5_000)
    await fake.watches.count(4)
    fake.watches.entries.findLast(({ path }) => path === servicesPath)?.send('ADDED', apiService('apps/new'))
    await until(cluster, ({ store }) => store.row('apps', 'new') !== undefined)
    expect(new Set(phases)).toEqual(new Set(['connected']))
    expect(fake.lists.entries).toHaveLength(2)
  })
})

describe('renew', () => {
  it('connects anew, to what the kubeconfig says now', async () => {
    const [before, after] = [await fakeKubernetes(), await fakeKubernetes()]
    before.services = [apiService('apps/old')]
    after.services = [apiService('apps/new')]
    let { server } = before
    const cluster = clusterOf(() => contextFor(server.url))
    cluster.connect()
    await phase(cluster, 'connected')
    server = after.server
    cluster.renew()
    await before.server.abandoned()
    await phase(cluster, 'connected')
    expect(cluster.store.snapshot().rows.map(({ name }) => name)).toEqual(['new'])
    expect(cluster.target.server).toBe(after.server.url)
  })

  it('leaves a cluster alone that nobody connected', async () => {
    const { fake, cluster } = await fakeCluster()
    cluster.renew()
    expect(cluster.state).toEqual({ phase: 'idle' })
    cluster.connect()
    cluster.disconnect()
    cluster.renew()
    expect(cluster.state.phase).toBe('disconnected')
    await fake.server.abandoned()
    // Its requests go where the kubeconfig says now all the same.
    const access = cluster.access()
    cluster.renew()
    expect(cluster.access()).not.toBe(access)
  })
})

describe('listed', () => {
  it('connects, and settles when the list is there', async () => {
    const { cluster } = await fakeCluster()
    await cluster.listed()
    expect(cluster.store.size).toBe(2)
    await cluster.listed()
  })

  it('may be awaited by all requests of a page without a warning', async () => {
    const { cluster } = await fakeCluster()
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue()
    onTestFinished(() => warned.mockRestore())
    await Promise.all(Array.from({ length: 20 }, () => cluster.listed()))
    expect(warned).not.toHaveBeenCalled()
  })

  it('rejects with the failure of the try under way', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => (sendStatus(response, 403, 'services is forbidden'), true)
    const refusal = { failure: { code: 'forbidden', message: 'services is forbidden' } }
    await expect(cluster.listed()).rejects.toMatchObject(refusal)
    await expect(cluster.listed()).rejects.toMatchObject(refusal)
  })

  it('rejects when somebody disconnects meanwhile', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = () => true
    const settled = expect(cluster.listed()).rejects.toMatchObject({ failure: { code: 'cluster-unavailable' } })
    cluster.disconnect()
    await settled
  })
})
