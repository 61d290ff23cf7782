import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ClusterState } from '../../shared/cluster-state.ts'
import { FailureError } from '../../shared/failure.ts'
import type { ServiceRow } from '../../shared/service.ts'
import { applyPatch } from '../../shared/services-patch.ts'
import { Cluster } from './cluster.ts'
import type { KubeContext } from './kube-context.ts'
import { testCertificate } from './testing/certificates.ts'
import { base64, contextFor } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath, slicesPath, type FakeKubernetes } from './testing/fake-kubernetes.ts'
import { apiService, apiSlice } from './testing/objects.ts'
import { sendJson, sendStatus } from './testing/test-server.ts'

function clusterOf(resolve: () => KubeContext): Cluster {
  const cluster = new Cluster('my@cluster', 'kubeconfig', resolve)
  onTestFinished(() => {
    cluster.disconnect()
    cluster.store.close()
  })
  return cluster
}

async function fakeCluster(): Promise<{ fake: FakeKubernetes; cluster: Cluster }> {
  const fake = await fakeKubernetes()
  fake.services = [apiService('apps/web'), apiService('apps/api')]
  fake.slices = [apiSlice('apps/web-1', 'web', { p1: true, p2: false })]
  return { fake, cluster: clusterOf(() => contextFor(fake.server.url, { token: 't' })) }
}

/** Settles when the cluster is as wanted, looked at after each of its changes. */
async function until(cluster: Cluster, wanted: (cluster: Cluster) => boolean): Promise<void> {
  while (!wanted(cluster)) await new Promise<void>((resolve) => cluster.once('changed', resolve))
}
const phase = (cluster: Cluster, wanted: ClusterState['phase']): Promise<void> =>
  until(cluster, ({ state }) => state.phase === wanted)
const failing = (cluster: Cluster): Promise<void> =>
  until(cluster, ({ state }) => state.phase === 'connecting' && state.retryAt !== null)

describe('a cluster', () => {
  it('has the label of its context, and contacts nothing before it is asked to', async () => {
    const { fake, cluster } = await fakeCluster()
    expect(cluster).toMatchObject({
      context: 'my@cluster',
      source: 'kubeconfig',
      state: { phase: 'idle' },
      version: null,
    })
    expect(cluster.id).toMatch(/^my-cluster-\w{6}$/)
    expect(cluster.target).toEqual({ server: fake.server.url, namespace: '' })
    expect(cluster.store.snapshot().rows).toEqual([])
    cluster.disconnect()
    expect(cluster.state).toEqual({ phase: 'idle' })
    expect(fake.server.requests).toEqual([])
  })

  it('connects: lists, watches, counts endpoints, reads the version', async () => {
    const { fake, cluster } = await fakeCluster()
    const seen: string[] = []
    cluster.on('changed', () => seen.push(cluster.state.phase))
    cluster.connect()
    cluster.connect()
    await until(cluster, ({ state, version, store }) => {
      return state.phase === 'connected' && version !== null && store.row('apps', 'web')?.ready === 1
    })
    expect(cluster.version).toBe('v1.37.2')
    expect(cluster.store.row('apps', 'web')).toMatchObject({ ready: 1, total: 2 })
    expect(cluster.store.row('apps', 'api')).toMatchObject({ ready: 0, total: 0 })
    expect(new Set(seen)).toEqual(new Set(['connecting', 'connected']))
    // The endpoints come after the rows.
    expect(fake.lists.entries.map(({ pathname }) => pathname)).toEqual([servicesPath, slicesPath])
    expect(fake.server.requests.every(({ headers }) => headers.authorization === 'Bearer t')).toBe(true)
  })

  it('connects both its lists at the first try, also where it verifies TLS', async () => {
    const certificate = await testCertificate('fake', ['127.0.0.1'])
    const fake = await fakeKubernetes({ tls: certificate })
    const ca = { 'certificate-authority-data': base64(certificate.cert) }
    const cluster = clusterOf(() => contextFor(fake.server.url, {}, ca))
    const failures: unknown[] = []
    cluster.on('changed', () => {
      if ('failure' in cluster.state && cluster.state.failure) failures.push(cluster.state.failure)
    })
    cluster.connect()
    await phase(cluster, 'connected')
    await fake.watches.count(2)
    expect(failures).toEqual([])
    expect(fake.lists.entries).toHaveLength(2)
  })

  it('is followed by its patches', async () => {
    const { fake, cluster } = await fakeCluster()
    const copy = { cluster: cluster.id, sequence: 0, rows: new Map<string, ServiceRow>() }
    cluster.on('patch', (patch) => expect(applyPatch(copy, patch)).toBe(true))
    cluster.connect()
    await fake.watches.count(2)
    const watch = fake.watches.entries.find(({ path }) => path === servicesPath)
    watch?.send('ADDED', apiService('apps/db'))
    watch?.send('DELETED', apiService('apps/api'))
    await until(cluster, () => copy.rows.has('apps/db') && !copy.rows.has('apps/api'))
    expect([...copy.rows.values()]).toEqual(cluster.store.snapshot().rows)
  })

  it('tells how far the first list is', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.services = Array.from({ length: 700 }, (_, i) => apiService(`apps/s${i}`))
    const steps: unknown[] = []
    cluster.on('changed', () => {
      const { state } = cluster
      if (state.phase === 'connecting') steps.push([state.step, state.received, state.about])
    })
    cluster.connect()
    await phase(cluster, 'connected')
    expect(steps.filter((step, at) => JSON.stringify(step) !== JSON.stringify(steps[at - 1]))).toEqual([
      ['credentials', 0, null],
      ['version', 0, null],
      ['services', 500, 700],
      ['services', 700, 700],
    ])
  })

  it('goes without endpoints and version where the user may not see them', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response, url) => {
      if (url.pathname === servicesPath) return false
      sendStatus(response, 403, 'no', 'Forbidden')
      return true
    }
    cluster.connect()
    await phase(cluster, 'connected')
    expect(cluster.store.row('apps', 'web')).toMatchObject({ ready: null, total: null })
    expect(cluster.version).toBeNull()
  })

  it('forgets the endpoints of a user who may not see them any more', async () => {
    const { fake, cluster } = await fakeCluster()
    cluster.connect()
    await until(cluster, ({ store }) => store.row('apps', 'web')?.ready === 1)
    await fake.watches.count(2)
    // Everybody has heard the number.
    expect(cluster.store.snapshot().rows[0]).toMatchObject({ ready: 1 })
    fake.intercept = (_request, response) => (sendStatus(response, 403, 'no', 'Forbidden'), true)
    const watch = fake.watches.entries.find(({ path }) => path === slicesPath)
    watch?.send('BOOKMARK', { metadata: { resourceVersion: '6000' } })
    watch?.end()
    await until(cluster, ({ store }) => store.row('apps', 'web')?.ready === null)
    expect(cluster.state.phase).toBe('connected')
  })

  it('stays connecting, with the reason, until a try succeeds', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => (sendStatus(response, 401, 'Unauthorized'), true)
    cluster.connect()
    await failing(cluster)
    expect(cluster.state).toMatchObject({ phase: 'connecting', failure: { code: 'credentials-rejected' } })
    fake.intercept = () => false
    cluster.retry()
    await phase(cluster, 'connected')
  })

  it('keeps its list while it is degraded, and drops what is gone when it is back', async () => {
    const { fake, cluster } = await fakeCluster()
    cluster.connect()
    await phase(cluster, 'connected')
    const watch = fake.watches.entries.find(({ path }) => path === servicesPath)
    watch?.send('ADDED', apiService('apps/new'))
    await until(cluster, ({ store }) => store.row('apps', 'new') !== undefined)
    fake.intercept = (_request, response) => (sendStatus(response, 410, 'too old', 'Expired'), true)
    watch?.reset()
    await phase(cluster, 'degraded')
    expect(cluster.state).toMatchObject({ failure: { code: 'connection-lost' } })
    expect(cluster.store.size).toBe(3)
    // The version is too old when it is back, so it lists anew: without `api`, and without what only the watch had.
    fake.services = [apiService('apps/web')]
    let expired = false
    fake.intercept = (_request, response, url) => {
      if (expired || url.pathname !== servicesPath) return false
      expired = true
      sendStatus(response, 410, 'too old', 'Expired')
      return true
    }
    cluster.retry()
    await phase(cluster, 'connected')
    expect(cluster.store.snapshot().rows.map(({ key }) => key)).toEqual(['apps/web'])
  })

  it('gives up where its context is incomplete, until that is mended', async () => {
    const fake = await fakeKubernetes()
    let complete = false
    const cluster = clusterOf(() => {
      if (complete) return contextFor(fake.server.url)
      throw new FailureError('context-incomplete', 'no server')
    })
    expect(cluster.target).toEqual({ server: '', namespace: '' })
    cluster.connect()
    const refusal = { failure: { code: 'context-incomplete', message: 'no server' } }
    expect(cluster.state).toMatchObject({ phase: 'disconnected', ...refusal })
    await expect(cluster.listed()).rejects.toMatchObject(refusal)
    expect(() => cluster.access()).toThrow('no server')
    complete = true
    cluster.retry()
    await phase(cluster, 'connected')
  })
})

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

describe('clusterInfo', () => {
  it('asks for the labelled Services of kube-system and prints them', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response, url) => {
      if (url.pathname !== '/api/v1/namespaces/kube-system/services') return false
      expect(url.search).toBe('?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue')
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items: [apiService('kube-system/dns')] })
      return true
    }
    expect(await cluster.clusterInfo()).toContain(
      `\ndns is running at ${fake.server.url}/api/v1/namespaces/kube-system/services/dns:http/proxy\n`,
    )
    expect(cluster.state.phase).toBe('idle')
  })

  it.each<[string, FakeKubernetes['intercept'], string]>([
    ['403', (_request, response) => (sendStatus(response, 403, 'no'), true), 'forbidden'],
    ['other JSON', (_request, response) => (sendJson(response, 200, []), true), 'not-kubernetes'],
  ])('fails on %s', async (_name, intercept, code) => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = intercept
    await expect(cluster.clusterInfo()).rejects.toMatchObject({ failure: { code } })
  })
})

describe('nodeAddress', () => {
  const external = { type: 'ExternalIP', address: '9.9.9.9' }
  const internal = { type: 'InternalIP', address: '10.0.0.1' }
  it.each([
    ['the external one', [internal, external], '9.9.9.9'],
    ['the internal one else', [{ type: 'Hostname', address: 'n' }, internal], '10.0.0.1'],
    ['none where a Node has none', [], undefined],
    ['none where there is no Node', null, undefined],
  ])('is %s', async (_name, addresses, expected) => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => {
      const items = addresses && [{ metadata: { name: 'n', resourceVersion: '1' }, status: { addresses } }]
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items })
      return true
    }
    expect(await cluster.nodeAddress()).toBe(expected)
  })

  it('is none where the user may not see Nodes', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => (sendStatus(response, 403, 'no'), true)
    expect(await cluster.nodeAddress()).toBeUndefined()
  })
})
