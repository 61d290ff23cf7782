import { FailureError } from '../../shared/failure.ts'
import type { ApiEndpointSlice } from './api-objects.ts'

export interface EndpointCount {
  ready: number
  total: number
}

/** One endpoint: `+` or `-` for ready or not, then its pod's uid or its address. A string, since there are very many. */
type Endpoint = string

/** What is kept of a slice. */
interface Slice {
  /** About how much memory (bytes) it takes. */
  readonly weight: number
  readonly endpoints: readonly Endpoint[]
  /** The number on which pods listen, by the name of the Service's port. */
  readonly ports: ReadonlyMap<string, number>
}

interface OfService {
  /** By name. */
  readonly slices: Map<string, Slice>
  /** What a count goes through: the slices and their endpoints. */
  size: number
}

/** Of one Service: ten times what Kubernetes is tested with. All are counted at each change, and a million would take a second. */
const mostOfService = 50_000

/** What EndpointSlices say of each Service: how many endpoints it has, and where they listen. */
export class EndpointIndex {
  /** By the Service's key. */
  readonly #services = new Map<string, OfService>()
  /** Slice key → Service key, since a slice may move or lose its label. */
  readonly #owners = new Map<string, string>()
  readonly #most: number
  #weight = 0

  /** @param most about how much (bytes) is kept */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most
  }

  /** Takes a slice in; returns the keys of the Services whose counts may have changed. Throws where no more is kept. */
  upsert(slice: ApiEndpointSlice): string[] {
    const changed = this.delete(slice)
    const { metadata } = slice
    const name = metadata.labels?.['kubernetes.io/service-name']
    if (name === undefined) return changed
    const key = `${metadata.namespace}/${name}`
    const service = this.#services.get(key) ?? { slices: new Map<string, Slice>(), size: 0 }
    const kept = sliceOf(slice, key.length)
    const size = service.size + 1 + kept.endpoints.length
    if (this.#weight + kept.weight > this.#most || size > mostOfService) throw new FailureError('cluster-too-large')
    this.#weight += kept.weight
    service.size = size
    service.slices.set(metadata.name, kept)
    this.#services.set(key, service)
    this.#owners.set(`${metadata.namespace}/${metadata.name}`, key)
    return changed.includes(key) ? changed : [...changed, key]
  }

  delete({ metadata }: Pick<ApiEndpointSlice, 'metadata'>): string[] {
    const sliceKey = `${metadata.namespace}/${metadata.name}`
    const owner = this.#owners.get(sliceKey)
    if (owner === undefined) return []
    this.#owners.delete(sliceKey)
    const service = this.#services.get(owner)
    const kept = service?.slices.get(metadata.name)
    if (service && kept) {
      this.#weight -= kept.weight
      service.size -= 1 + kept.endpoints.length
      service.slices.delete(metadata.name)
    }
    if (service?.slices.size === 0) this.#services.delete(owner)
    return [owner]
  }

  /** Keys (`namespace/name`) of all slices held. */
  sliceKeys(): string[] {
    return [...this.#owners.keys()]
  }

  /** Counts a pod once, however many slices (IPv4, IPv6) it stands in. */
  count(serviceKey: string): EndpointCount {
    const slices = this.#services.get(serviceKey)?.slices
    if (!slices) return { ready: 0, total: 0 }
    const all = new Map<string, boolean>()
    for (const { endpoints } of slices.values()) {
      for (const endpoint of endpoints) {
        const id = endpoint.slice(1)
        all.set(id, endpoint.startsWith('+') || all.get(id) === true)
      }
    }
    let ready = 0
    for (const isReady of all.values()) if (isReady) ready++
    return { ready, total: all.size }
  }

  /** Where the pods of a Service's port listen, whatever its targetPort is called. */
  targetPort(serviceKey: string, portName: string): number | undefined {
    for (const { ports } of this.#services.get(serviceKey)?.slices.values() ?? []) {
      const port = ports.get(portName)
      if (port !== undefined) return port
    }
    return undefined
  }
}

function sliceOf(slice: ApiEndpointSlice, key: number): Slice {
  const endpoints = endpointsOf(slice)
  const ports = portsOf(slice)
  const weight = endpoints.reduce((sum, { length }) => sum + length + 24, 500 + 2 * key + ports.size * 300)
  return { endpoints, ports, weight }
}

function portsOf({ ports }: ApiEndpointSlice): ReadonlyMap<string, number> {
  return new Map((ports ?? []).flatMap(({ name, port }) => (port === undefined ? [] : [[name ?? '', port]])))
}

/** An unset ready condition counts as ready (discovery/v1, `EndpointConditions`). */
function endpointsOf({ endpoints }: ApiEndpointSlice): Endpoint[] {
  return (endpoints ?? []).map(({ conditions, targetRef, addresses }) => {
    const id = targetRef?.uid ?? addresses[0] ?? ''
    return `${conditions?.ready === false ? '-' : '+'}${id}`
  })
}
