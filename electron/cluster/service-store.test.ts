import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServiceRow } from '../../shared/service.ts'
import { applyPatch, type ServicesPatch } from '../../shared/services-patch.ts'
import { ServiceStore } from './service-store.ts'
import { apiService, apiSlice } from './testing/objects.ts'

let patches: ServicesPatch[] = []
let store: ServiceStore
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  patches = []
  store = new ServiceStore('demo', (patch) => patches.push(patch))
})
afterEach(() => {
  store.close()
  vi.useRealTimers()
})

/** Lists these Services and slices, each list whole. */
function list(services: readonly string[], slices: Parameters<typeof apiSlice>[] = []): void {
  store.servicesListing()
  for (const key of services) store.upsertService(apiService(key))
  store.servicesListed()
  store.slicesListing()
  for (const slice of slices) store.upsertSlice(apiSlice(...slice))
  store.slicesListed()
}
const keys = (): string[] => store.snapshot().rows.map(({ key }) => key)
const counts = (name = 'web'): [number | null, number | null] | undefined => {
  const row = store.row('apps', name)
  return row && [row.ready, row.total]
}

describe('patches', () => {
  it('bundle what happens at once, and go out as soon as there was quiet', async () => {
    store.upsertService(apiService('apps/web'))
    store.upsertService(apiService('apps/api'))
    store.deleteService(apiService('apps/web'))
    expect(patches).toEqual([])
    await vi.advanceTimersByTimeAsync(0)
    expect(patches.map(({ upserts, deletes }) => [upserts.map(({ key }) => key), deletes])).toEqual([
      [['apps/api'], []],
    ])
  })

  it('follow each other no faster than every 50 ms', async () => {
    store.upsertService(apiService('apps/a'))
    await vi.advanceTimersByTimeAsync(0)
    store.upsertService(apiService('apps/b'))
    await vi.advanceTimersByTimeAsync(20)
    store.upsertService(apiService('apps/c'))
    await vi.advanceTimersByTimeAsync(29)
    expect(patches).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(patches.map(({ upserts }) => upserts.map(({ key }) => key))).toEqual([['apps/a'], ['apps/b', 'apps/c']])
  })

  it('go out in time when the clock is put back', async () => {
    store.upsertService(apiService('apps/a'))
    await vi.advanceTimersByTimeAsync(0)
    vi.setSystemTime(0)
    store.upsertService(apiService('apps/b'))
    await vi.advanceTimersByTimeAsync(50)
    expect(patches).toHaveLength(2)
  })

  it('carry numbers without a gap, so a copy that applies them is the store', async () => {
    const copy = { cluster: 'demo', sequence: store.snapshot().sequence, rows: new Map<string, ServiceRow>() }
    list(['apps/web', 'apps/api', 'apps/db'])
    await vi.runAllTimersAsync()
    store.upsertSlice(apiSlice('apps/web-1', 'web', { p1: true }))
    await vi.runAllTimersAsync()
    store.deleteService(apiService('apps/api'))
    store.upsertService(apiService('apps/web', { type: 'LoadBalancer' }))
    await vi.runAllTimersAsync()
    expect(patches.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(patches.every((patch) => applyPatch(copy, patch))).toBe(true)
    expect([...copy.rows.values()]).toEqual(store.snapshot().rows)
    expect(copy.sequence).toBe(store.snapshot().sequence)
  })

  it('leave out what is as it was', async () => {
    list(['apps/web'], [['apps/web-1', 'web', { p1: true }]])
    await vi.runAllTimersAsync()
    patches = []
    // A list anew, and a slice that counts the same.
    list(['apps/web'], [['apps/web-1', 'web', { p2: true }]])
    await vi.runAllTimersAsync()
    expect(patches).toEqual([])
  })

  it('say that a Service is gone, once, and nothing of one that nobody heard of', async () => {
    list(['apps/web'])
    await vi.runAllTimersAsync()
    patches = []
    store.deleteService(apiService('apps/web'))
    store.deleteService(apiService('apps/web'))
    store.deleteService(apiService('apps/other'))
    await vi.runAllTimersAsync()
    expect(patches.map(({ deletes }) => deletes)).toEqual([['apps/web']])
  })

  it('stop when the store closes', async () => {
    store.upsertService(apiService('apps/web'))
    store.close()
    await vi.runAllTimersAsync()
    expect(patches).toEqual([])
  })
})

describe('a long list', () => {
  const many = Array.from({ length: 1200 }, (_, at) => `apps/s${at}`)

  it('goes out in portions, so that nobody stalls', async () => {
    for (const key of many) store.upsertService(apiService(key))
    await vi.advanceTimersByTimeAsync(0)
    expect(patches.map(({ upserts }) => upserts.length)).toEqual([500])
    await vi.advanceTimersByTimeAsync(32)
    expect(patches.map(({ upserts }) => upserts.length)).toEqual([500, 500, 200])
    await vi.runAllTimersAsync()
    expect(patches).toHaveLength(3)
  })

  it('is followed from its first rows on, and the others come in patches though nothing changed', async () => {
    list(many)
    await vi.runAllTimersAsync()
    patches = []
    const { rows, ...start } = store.follow()
    expect(rows).toHaveLength(500)
    const copy = { ...start, rows: new Map(rows.map((row) => [row.key, row])) }
    store.upsertService(apiService('apps/s3', { type: 'LoadBalancer' }))
    store.deleteService(apiService('apps/s4'))
    store.deleteService(apiService('apps/s900'))
    await vi.runAllTimersAsync()
    expect(patches.every((patch) => applyPatch(copy, patch))).toBe(true)
    const byKey = (all: Iterable<ServiceRow>) => [...all].sort((a, b) => (a.key < b.key ? -1 : 1))
    expect(byKey(copy.rows.values())).toEqual(byKey(store.snapshot().rows))
    expect(copy.rows.size).toBe(1198)
    expect(patches.every(({ upserts }) => upserts.length <= 500)).toBe(true)
  })

  it('is whole in a snapshot at once', () => {
    for (const key of many) store.upsertService(apiService(key))
    expect(store.snapshot()).toMatchObject({ sequence: 3, rows: { length: 1200 } })
  })
})

describe('a snapshot', () => {
  it('has what waits for its patch, and the number of that patch', async () => {
    store.upsertService(apiService('apps/web'))
    expect(store.snapshot()).toMatchObject({ cluster: 'demo', sequence: 1, rows: [{ key: 'apps/web' }] })
    expect(patches.map(({ sequence }) => sequence)).toEqual([1])
    await vi.runAllTimersAsync()
    expect(patches).toHaveLength(1)
    expect(store.size).toBe(1)
  })
})

describe('a list', () => {
  it('removes what it does not have', () => {
    list(['apps/web', 'apps/api'])
    list(['apps/api', 'apps/db'])
    expect(keys()).toEqual(['apps/api', 'apps/db'])
    expect(store.row('apps', 'web')).toBeUndefined()
  })

  it('removes what the watch has brought since the last one', () => {
    list(['apps/api'])
    store.upsertService(apiService('apps/web'))
    list(['apps/api'])
    expect(keys()).toEqual(['apps/api'])
  })

  it('removes what an earlier list brought that broke off', () => {
    store.servicesListing()
    store.upsertService(apiService('apps/web'))
    list(['apps/api'])
    expect(keys()).toEqual(['apps/api'])
  })

  it('keeps all pages', () => {
    list(Array.from({ length: 1200 }, (_, i) => `apps/s${i}`))
    expect(store.size).toBe(1200)
  })

  it('tells by the slices where a port with a named target is listened on', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 'http' }]
    store.upsertService(apiService('apps/web', { ports }))
    store.slicesKnown()
    expect(store.row('apps', 'web')?.ports[0]?.targetPort).toBeUndefined()
    store.upsertSlice(apiSlice('apps/web-1', 'web', { p1: true }, 'IPv4', [{ name: 'http', port: 3000 }]))
    expect(store.row('apps', 'web')?.ports[0]?.targetPort).toBe(3000)
  })

  it('removes the slices that it does not have', () => {
    list(['apps/web'], [['apps/web-1', 'web', { p1: true }]])
    store.upsertSlice(apiSlice('apps/web-2', 'web', { p2: true }))
    expect(counts()).toEqual([2, 2])
    list(['apps/web'], [['apps/web-3', 'web', { p3: false }]])
    expect(counts()).toEqual([0, 1])
  })
})

describe('a list of one namespace', () => {
  /** Lists these Services of a namespace, and its slices unless they are kept from us. */
  function listOne(namespace: string, services: readonly string[], slices?: Parameters<typeof apiSlice>[]): void {
    store.servicesListing(namespace)
    for (const key of services) store.upsertService(apiService(key))
    store.servicesListed(namespace)
    if (!slices) {
      store.slicesForbidden(namespace)
      return
    }
    store.slicesListing(namespace)
    for (const slice of slices) store.upsertSlice(apiSlice(...slice))
    store.slicesListed(namespace)
  }

  it('removes only what that namespace had, also while another list is under way', () => {
    listOne('apps', ['apps/web', 'apps/api'])
    listOne('shop', ['shop/web', 'shop/cart'])
    listOne('shop-2', ['shop-2/web'])
    store.servicesListing('apps')
    store.upsertService(apiService('apps/api'))
    listOne('shop', ['shop/cart'])
    store.servicesListed('apps')
    expect(keys()).toEqual(['apps/api', 'shop/cart', 'shop-2/web'])
  })

  it('tells of the endpoints of that namespace alone', () => {
    listOne('apps', ['apps/web'], [['apps/web-1', 'web', { p1: true }]])
    listOne('shop', ['shop/web'])
    expect([counts(), store.row('shop', 'web')?.ready]).toEqual([[1, 1], null])
    listOne('apps', ['apps/web'], [])
    expect(counts()).toEqual([0, 0])
  })

  it('that is listed no more is forgotten, with its endpoints', () => {
    listOne('apps', ['apps/web'], [['apps/web-1', 'web', { p1: true }]])
    listOne('shop', ['shop/web'])
    store.forget('apps')
    expect(keys()).toEqual(['shop/web'])
    store.upsertService(apiService('apps/web'))
    expect(counts()).toEqual([null, null])
  })

  it('gives way to a list of everything', () => {
    listOne('apps', ['apps/web'])
    listOne('shop', ['shop/web'])
    list(['apps/web', 'other/web'], [['apps/web-1', 'web', { p1: true }]])
    expect([keys(), counts()]).toEqual([
      ['apps/web', 'other/web'],
      [1, 1],
    ])
  })
})

describe('endpoint counts', () => {
  it('are unknown until the slices are listed, then zero where there are none', () => {
    store.upsertService(apiService('apps/web'))
    store.upsertSlice(apiSlice('apps/web-1', 'web', { p1: true }))
    expect(counts()).toEqual([null, null])
    store.slicesListed()
    expect(counts()).toEqual([1, 1])
    store.deleteSlice(apiSlice('apps/web-1', 'web', {}))
    expect(counts()).toEqual([0, 0])
  })

  it('do not depend on which list comes first', () => {
    store.upsertSlice(apiSlice('apps/web-1', 'web', { p1: true }))
    store.slicesListed()
    store.upsertService(apiService('apps/web'))
    store.servicesListed()
    expect(counts()).toEqual([1, 1])
  })

  it('become unknown when the user may not see the slices, for everybody who follows', async () => {
    list(['apps/web'], [['apps/web-1', 'web', { p1: true }]])
    await vi.runAllTimersAsync()
    patches = []
    store.slicesForbidden()
    await vi.runAllTimersAsync()
    expect(patches.map(({ upserts }) => upserts.map(({ ready, total }) => [ready, total]))).toEqual([[[null, null]]])
    store.slicesListing()
    store.slicesListed()
    expect(counts()).toEqual([0, 0])
  })
})
