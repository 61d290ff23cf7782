import { beforeEach, describe, expect, it } from 'vitest'
import type { EndpointSlice } from '../api/objects.ts'
import { endpointSlices, pods } from '../api/resources.ts'
import { Store } from '../api/store.ts'
import { ClusterObjects } from '../catalog/cluster-objects.ts'
import { resolveService } from './resolve.ts'

const first = (): number => 0
const last = (): number => 0.999

describe('resolveService', () => {
  let store: Store
  let slice: EndpointSlice

  beforeEach(() => {
    store = new Store()
    new ClusterObjects(store, () => new Date()).addWorkload({
      namespace: 'shop',
      name: 'cart',
      ports: [
        { name: 'http', port: 80, containerPort: 8080 },
        { name: 'https', port: 443, containerPort: 8443 },
      ],
      pods: [true, true, true],
      image: 'x',
      ageDays: 1,
    })
    const [made] = store.list(endpointSlices)
    if (!made) throw new Error('no slice')
    slice = made
  })

  const ready = (...conditions: (boolean | undefined)[]): void => {
    const endpoints = slice.endpoints.map((endpoint, index) => {
      const condition = conditions[index]
      return { ...endpoint, conditions: condition === undefined ? {} : { ready: condition } }
    })
    store.put(endpointSlices, { ...slice, endpoints })
  }
  const ipOf = (random: () => number): string => resolveService(store, 'shop', 'cart:http', random).ip

  it('chooses among the endpoints, and by port name', () => {
    expect([ipOf(first), ipOf(last)]).toEqual(['10.244.1.2', '10.244.1.4'])
    expect(resolveService(store, 'shop', 'https:cart:443', first)).toEqual({ tls: true, ip: '10.244.1.2', port: 8443 })
    expect(resolveService(store, 'shop', 'http:cart:https', first)).toEqual({
      tls: false,
      ip: '10.244.1.2',
      port: 8443,
    })
  })

  it('passes over endpoints that are not ready; unknown counts as ready', () => {
    ready(false, true, false)
    expect([ipOf(first), ipOf(last)]).toEqual(['10.244.1.3', '10.244.1.3'])
    ready(false, undefined, false)
    expect(ipOf(last)).toBe('10.244.1.3')
    ready(false, false, false)
    expect(() => ipOf(first)).toThrow('no endpoints available for service "cart"')
  })

  it('wants a pod behind the endpoint, with that address', () => {
    const [one, two, three] = store.list(pods)
    store.remove(pods, 'shop', one?.metadata.name ?? '')
    if (two) store.put(pods, { ...two, status: { ...two.status, podIPs: [{ ip: '10.244.9.9' }] } })
    const left = three?.status.podIP
    expect([ipOf(first), ipOf(last)]).toEqual([left, left])
    store.put(endpointSlices, {
      ...slice,
      endpoints: slice.endpoints.map(({ targetRef: _, ...endpoint }) => endpoint),
    })
    expect(() => ipOf(first)).toThrow('no endpoints available for service "cart"')
  })

  it('does not look into other namespaces', () => {
    expect(() => resolveService(store, 'tools', 'cart:http', first)).toThrow('no endpoints available')
    expect(() => resolveService(store, 'tools', 'cart:80', first)).toThrow('services "cart" not found')
  })
})
