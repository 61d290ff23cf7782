import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import type { ApiEndpointSlice } from './api-objects.ts'
import { Cluster } from './cluster.ts'
import { contextFor } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath, slicesPath, type FakeKubernetes } from './testing/fake-kubernetes.ts'
import { apiService, apiSlice } from './testing/objects.ts'

afterEach(() => void vi.restoreAllMocks())

async function connected(prepare: (fake: FakeKubernetes) => void): Promise<{ fake: FakeKubernetes; cluster: Cluster }> {
  const fake = await fakeKubernetes()
  prepare(fake)
  const cluster = new Cluster('c', 'kubeconfig', () => contextFor(fake.server.url))
  onTestFinished(() => {
    cluster.disconnect()
    cluster.store.close()
  })
  cluster.connect()
  return { fake, cluster }
}

const failureIn = ({ state }: Cluster): string | undefined => ('failure' in state ? state.failure?.code : undefined)

/** 4 KB of labels, so that 96 MB are soon reached. */
const labels = { l: 'x'.repeat(5000) }
const heavy = (at: number): string => JSON.stringify(apiService(`apps/s${at}`, undefined, { labels }))

it('a list without end is kept as far as it goes, and said to be too large', async () => {
  let count = 0
  const { cluster } = await connected((fake) => {
    fake.intercept = (_request, response, url) => {
      if (url.pathname !== servicesPath) return false
      const items = Array.from({ length: 500 }, () => heavy(count++))
      response.end(`{"metadata":{"resourceVersion":"1","continue":"more"},"items":[${items.join()}]}`)
      return true
    }
  })
  await expect.poll(() => cluster.state.phase, { timeout: 30_000 }).toBe('degraded')
  expect(failureIn(cluster)).toBe('cluster-too-large')
  const kept = cluster.store.size
  expect(kept).toBeGreaterThan(10_000)
  expect(kept).toBeLessThan(40_000)
  await cluster.listed()
})

it('a watch that adds without end is, too, and the list is asked for anew', async () => {
  const { fake, cluster } = await connected((fake) => (fake.services = [apiService('apps/a')]))
  await fake.watches.count(1)
  const watch = fake.watches.entries.find(({ path }) => path === servicesPath)
  for (let at = 0; at < 30_000; at++) watch?.write(`{"type":"ADDED","object":${heavy(at)}}\n`)
  await expect.poll(() => failureIn(cluster), { timeout: 30_000 }).toBe('cluster-too-large')
  expect(cluster.store.size).toBeGreaterThan(10_000)
  cluster.retry()
  await expect.poll(() => [cluster.state.phase, cluster.store.size], { timeout: 10_000 }).toEqual(['connected', 1])
})

it('a Service with more endpoints than any has, has an unknown number of them', async () => {
  const ready = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`p${at}`, true]))
  const slice = (at: number): ApiEndpointSlice => apiSlice(`apps/s${at}`, 'web', ready)
  const { fake, cluster } = await connected((fake) => {
    fake.services = [apiService('apps/web')]
    fake.slices = [slice(0)]
  })
  await fake.watches.count(2)
  await expect.poll(() => cluster.store.row('apps', 'web')?.ready).toBe(1000)
  const watch = fake.watches.entries.find(({ path }) => path === slicesPath)
  for (let at = 1; at < 60; at++) watch?.send('ADDED', slice(at))
  await expect.poll(() => cluster.store.row('apps', 'web')?.ready, { timeout: 10_000 }).toBeNull()
})

it.each([
  ['levels', '['.repeat(2_000_000)],
  ['levels within an item', `{"items":[{"metadata":{"name":"a","resourceVersion":"1"},"x":${'['.repeat(2_000_000)}`],
  ['200,000 ports', `{"items":[{"spec":{"ports":[${'{"port":1},'.repeat(200_000)}`],
  ['a name without end', `{"items":[{"metadata":{"name":"${'a'.repeat(2_000_000)}`],
  ['no Services', '{"items":[{"metadata":{"name":"a","resourceVersion":"1"},"spec":{"ports":"x"}}]'],
  ['no objects', '{"items":[{"metadata":7}]'],
])('%s are no Kubernetes', async (_name, text) => {
  const { cluster } = await connected((fake) => {
    fake.intercept = (_request, response, url) => {
      if (url.pathname === servicesPath) response.end(`${text},"metadata":{"resourceVersion":"1"}}`)
      return url.pathname === servicesPath
    }
  })
  await expect.poll(() => failureIn(cluster)).toBe('not-kubernetes')
})

it('what is kept whole is no more than the endpoints of a Service', async () => {
  const { fake, cluster } = await connected(() => undefined)
  const item = JSON.stringify(apiService('apps/a', undefined, { labels: { l: 'x'.repeat(500_000) } }))
  fake.intercept = (_request, response, url) => {
    if (!url.pathname.startsWith('/api/v1/namespaces/kube-system/')) return false
    response.write(`{"metadata":{"resourceVersion":"1"},"items":[${item}`)
    for (let at = 0; at < 40; at++) response.write(`,${item}`)
    response.end(']}')
    return true
  }
  await expect(cluster.clusterInfo()).rejects.toThrow(/larger than any/)
})

it('an answer that begins without end is none', async () => {
  const { cluster } = await connected((fake) => {
    fake.intercept = (request) => {
      request.socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000))
      return true
    }
  })
  await expect.poll(() => failureIn(cluster)).toBe('not-kubernetes')
})

it('a row of more ports and labels than any has is cut', async () => {
  const ports = Array.from({ length: 5000 }, (_, at) => ({ name: `p${at}`, port: at + 1, protocol: 'x'.repeat(50) }))
  const { cluster } = await connected((fake) => {
    fake.services = [apiService('apps/web', { ports }, { labels: { l: 'x'.repeat(100_000) } })]
    fake.intercept = (_request, _response, url) => url.pathname === slicesPath
  })
  await expect.poll(() => cluster.store.row('apps', 'web')?.ports.length).toBe(1000)
  expect(cluster.store.row('apps', 'web')?.labels.length).toBe(16_000)
})
