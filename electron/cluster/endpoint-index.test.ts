import { describe, expect, it } from 'vitest'
import type { ApiEndpointSlice } from './api-objects.ts'
import { EndpointIndex } from './endpoint-index.ts'
import { apiSlice } from './testing/objects.ts'

const web = 'apps/web'
const slice = (name: string, endpoints: Record<string, boolean | null>, family?: 'IPv4' | 'IPv6'): ApiEndpointSlice =>
  apiSlice(`apps/${name}`, 'web', endpoints, family)

describe('EndpointIndex counts', () => {
  it.each<[string, ApiEndpointSlice[], { ready: number; total: number }]>([
    ['nothing without slices', [], { ready: 0, total: 0 }],
    ['ready and unready pods', [slice('a', { p1: true, p2: false })], { ready: 1, total: 2 }],
    ['an unset condition as ready', [slice('a', { p1: null })], { ready: 1, total: 1 }],
    [
      'several slices together',
      [slice('a', { p1: true }), slice('b', { p2: true, p3: false })],
      { ready: 2, total: 3 },
    ],
    [
      'a pod with both address families once',
      [slice('a', { p1: true, p2: false }), slice('b', { p1: true, p2: false }, 'IPv6')],
      { ready: 1, total: 2 },
    ],
    [
      'a pod as ready that is so in one slice',
      [slice('a', { p1: false }), slice('b', { p1: true })],
      { ready: 1, total: 1 },
    ],
    [
      'a pod as ready that was so in the first',
      [slice('a', { p1: true }), slice('b', { p1: false })],
      { ready: 1, total: 1 },
    ],
    ['an empty slice as none', [slice('a', {})], { ready: 0, total: 0 }],
    ['a slice without a list', [{ ...slice('a', {}), endpoints: undefined as never }], { ready: 0, total: 0 }],
    ['no slice of another Service', [apiSlice('apps/a', 'api', { p1: true })], { ready: 0, total: 0 }],
    ['no slice of the same name elsewhere', [apiSlice('other/a', 'web', { p1: true })], { ready: 0, total: 0 }],
    ['no slice without a Service', [apiSlice('apps/a', null, { p1: true })], { ready: 0, total: 0 }],
  ])('%s', (_name, slices, count) => {
    const index = new EndpointIndex()
    for (const one of slices) index.upsert(one)
    expect(index.count(web)).toEqual(count)
  })

  it('where the pods of a port listen, as long as a slice says so', () => {
    const index = new EndpointIndex()
    const listening = apiSlice('apps/a', 'web', {}, 'IPv4', [{ name: 'http', port: 3000 }, { name: 'any' }])
    index.upsert(slice('b', {}))
    index.upsert(listening)
    expect(['http', 'any', 'other'].map((name) => index.targetPort(web, name))).toEqual([3000, undefined, undefined])
    index.delete(listening)
    expect(index.targetPort(web, 'http')).toBeUndefined()
  })

  it('addresses where endpoints have no pod', () => {
    const index = new EndpointIndex()
    const bare = slice('a', { x: true, y: true })
    for (const endpoint of bare.endpoints ?? []) delete endpoint.targetRef
    index.upsert(bare)
    expect(index.count(web)).toEqual({ ready: 2, total: 2 })
  })
})

describe('EndpointIndex says which Services changed', () => {
  it.each<[string, ApiEndpointSlice[], string[]]>([
    ['a new slice', [slice('a', { p1: true })], [web]],
    ['a slice as it was, since it may count otherwise', [slice('a', { p1: true }), slice('a', { p1: false })], [web]],
    ['a slice that moves', [slice('a', { p1: true }), apiSlice('apps/a', 'api', { p1: true })], [web, 'apps/api']],
    ['a slice that loses its label', [slice('a', { p1: true }), apiSlice('apps/a', null, { p1: true })], [web]],
    ['a slice that never had one', [apiSlice('apps/a', null, {})], []],
  ])('for %s', (_name, slices, changed) => {
    const index = new EndpointIndex()
    expect(slices.map((one) => index.upsert(one)).at(-1)).toEqual(changed)
  })

  it('when a slice moves, and counts there', () => {
    const index = new EndpointIndex()
    index.upsert(slice('a', { p1: true }))
    index.upsert(apiSlice('apps/a', 'api', { p1: true, p2: true }))
    expect(index.count(web)).toEqual({ ready: 0, total: 0 })
    expect(index.count('apps/api')).toEqual({ ready: 2, total: 2 })
    expect(index.sliceKeys()).toEqual(['apps/a'])
  })

  it('when a slice goes, once', () => {
    const index = new EndpointIndex()
    const [a, b] = [slice('a', { p1: true }), slice('b', { p2: true })]
    index.upsert(a)
    index.upsert(b)
    expect(index.delete(a)).toEqual([web])
    expect(index.count(web)).toEqual({ ready: 1, total: 1 })
    expect(index.delete(a)).toEqual([])
    expect(index.delete(b)).toEqual([web])
    expect(index.sliceKeys()).toEqual([])
  })
})
