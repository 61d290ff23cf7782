import { describe, expect, it, onTestFinished } from 'vitest'
import { Cluster } from './cluster.ts'
import { contextFor } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath, type FakeKubernetes } from './testing/fake-kubernetes.ts'
import { apiService, apiSlice } from './testing/objects.ts'
import { sendStatus } from './testing/test-server.ts'

interface Confined {
  fake: FakeKubernetes
  cluster: Cluster
  /** The namespaces that the user may list; '' stands for all of them together. */
  allowed: Set<string>
}

/** A cluster whose user may list some namespaces only. */
async function confined(namespaces: readonly string[], own = ''): Promise<Confined> {
  const fake = await fakeKubernetes()
  fake.services = [apiService('shop/cart'), apiService('web/site'), apiService('web/cdn'), apiService('other/db')]
  fake.slices = [apiSlice('shop/cart-1', 'cart', { p1: true }), apiSlice('web/site-1', 'site', { p1: false })]
  const allowed = new Set(namespaces)
  fake.intercept = (_request, response, url) => {
    const [, namespace = ''] = /\/namespaces\/([^/]+)\//.exec(url.pathname) ?? []
    if (url.pathname === '/version' || allowed.has(namespace)) return false
    sendStatus(response, 403, `cannot list in "${namespace}"`, 'Forbidden')
    return true
  }
  const cluster = new Cluster('c', 'kubeconfig', () => ({ ...contextFor(fake.server.url), namespace: own }))
  onTestFinished(() => {
    cluster.disconnect()
    cluster.store.close()
  })
  return { fake, cluster, allowed }
}

async function until(cluster: Cluster, wanted: () => boolean): Promise<void> {
  while (!wanted()) await new Promise<void>((resolve) => cluster.once('changed', resolve))
}
const keys = (cluster: Cluster): string[] =>
  cluster.store
    .snapshot()
    .rows.map(({ key }) => key)
    .sort()
const phases = ({ namespaces }: Cluster): string[] | undefined =>
  namespaces?.map(({ namespace, phase, failure }) => `${namespace} ${failure?.code ?? phase}`)

describe('the counts of endpoints', () => {
  const slicesPath = /\/endpointslices$/
  const ready = (cluster: Cluster) => cluster.store.row('shop', 'cart')?.ready

  it.each([
    ['all namespaces', ['']],
    ['one of them', ['shop']],
  ])('are waited for, of %s', async (_what, allowed) => {
    const { fake, cluster } = await confined(allowed, 'shop')
    const { intercept } = fake
    let slow = true
    fake.intercept = (request, response, url) => {
      if (intercept(request, response, url)) return true
      if (!slow || !slicesPath.test(url.pathname)) return false
      slow = false
      setTimeout(() => fake.answer(response, url), 200)
      return true
    }
    await cluster.listed()
    expect(ready(cluster)).toBeNull()
    await cluster.counted(60_000)
    expect(ready(cluster)).toBe(1)
  })

  it('are not waited for where they are refused, nor for longer than the limit', async () => {
    const { fake, cluster } = await confined([''])
    fake.intercept = (_request, response, url) => {
      if (!slicesPath.test(url.pathname)) return false
      sendStatus(response, 403, 'cannot list endpointslices', 'Forbidden')
      return true
    }
    await cluster.counted(60_000)
    expect([keys(cluster).length, ready(cluster)]).toEqual([4, null])
    cluster.disconnect()
    fake.intercept = (_request, _response, url) => slicesPath.test(url.pathname)
    await cluster.counted(50)
    expect([keys(cluster).length, ready(cluster)]).toEqual([4, null])
  })
})

describe('a user who may not list all namespaces', () => {
  it('sees those of their own choice, and which of them are refused', async () => {
    const { cluster } = await confined(['shop', 'web'])
    cluster.choose(['shop', 'web', 'other'])
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === 'shop listed,web listed,other forbidden')
    await until(cluster, () => cluster.store.row('shop', 'cart')?.ready === 1)
    expect(cluster.state.phase).toBe('connected')
    expect(keys(cluster)).toEqual(['shop/cart', 'web/cdn', 'web/site'])
    expect([cluster.lists('shop'), cluster.lists('other')]).toEqual([true, false])
  })

  it.each([
    ['the context’s own namespace', 'web', ['shop'], 'web listed'],
    ['the usual ones, where the context names none', '', ['shop', 'web'], 'shop forbidden,web listed'],
    ['default, as kubectl does, where there are no usual ones', '', [], 'default forbidden'],
  ])('begins with %s', async (_name, own, usual, expected) => {
    const { cluster } = await confined(['web'], own)
    cluster.choose(undefined, usual)
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === expected)
  })

  it('begins with the namespaces of every context that leads there', async () => {
    const { cluster } = await confined(['web', 'shop'], 'web')
    cluster.alsoKnownAs([{ context: 'd', namespace: 'shop' }])
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === 'web listed,shop listed')
  })

  it('takes the usual ones as they change, until it has some of its own', async () => {
    const { cluster } = await confined(['shop', 'web'])
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === 'default forbidden')
    cluster.choose(undefined, ['shop'])
    await until(cluster, () => phases(cluster)?.join() === 'shop listed')
    cluster.choose(['web'], ['shop'])
    await until(cluster, () => phases(cluster)?.join() === 'web listed')
  })

  it('adds and removes namespaces while connected', async () => {
    const { fake, cluster } = await confined(['shop', 'web'], 'shop')
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === 'shop listed')
    cluster.choose(['shop', 'web'])
    await until(cluster, () => phases(cluster)?.join() === 'shop listed,web listed')
    cluster.choose(['web'])
    expect([phases(cluster), keys(cluster)]).toEqual([['web listed'], ['web/cdn', 'web/site']])
    const watch = fake.watches.entries.find(({ path }) => path === '/api/v1/namespaces/web/services')
    watch?.send('DELETED', apiService('web/cdn'))
    await until(cluster, () => keys(cluster).join() === 'web/site')
  })

  it('is told what the list of all namespaces was refused with, where each of them is refused too', async () => {
    const { cluster } = await confined([])
    cluster.choose(['shop', 'web'])
    cluster.connect()
    await until(cluster, () => cluster.state.phase === 'connecting' && cluster.state.failure !== null)
    expect(cluster.state).toMatchObject({ failure: { code: 'forbidden', message: 'cannot list in ""' } })
    await expect(cluster.listed()).rejects.toMatchObject({ failure: { code: 'forbidden' } })
    cluster.choose([])
    expect(phases(cluster)).toEqual([])
    expect(cluster.state).toMatchObject({ failure: { code: 'forbidden' } })
  })

  it('gets all namespaces as soon as they may, without asking', async () => {
    const { cluster, allowed } = await confined(['shop'], 'shop')
    cluster.connect()
    await until(cluster, () => phases(cluster)?.join() === 'shop listed')
    allowed.add('')
    cluster.retry()
    await until(cluster, () => cluster.namespaces === null)
    await until(cluster, () => cluster.store.size === 4)
    expect(cluster.state.phase).toBe('connected')
  })

  it('keeps a list of all that is refused later, as the API server may while it starts', async () => {
    const { fake, cluster, allowed } = await confined([''])
    cluster.connect()
    await until(cluster, () => cluster.state.phase === 'connected')
    allowed.delete('')
    const watch = fake.watches.entries.find(({ path }) => path === servicesPath)
    watch?.reset()
    const refused = (): boolean => cluster.state.phase === 'degraded' && cluster.state.failure.code === 'forbidden'
    await until(cluster, () => refused() || cluster.namespaces !== null)
    expect([cluster.namespaces, keys(cluster).length]).toEqual([null, 4])
  })
})
