import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import type { ServiceRow } from '../../shared/service.ts'
import { applyPatch } from '../../shared/services-patch.ts'
import { testCertificate } from './testing/certificates.ts'
import { base64, contextFor } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath, slicesPath } from './testing/fake-kubernetes.ts'
import { apiService } from './testing/objects.ts'
import { sendStatus } from './testing/test-server.ts'
import { clusterOf, failing, fakeCluster, phase, until } from './testing/running-cluster.ts'

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
