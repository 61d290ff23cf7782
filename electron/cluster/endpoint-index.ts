import type { ApiEndpointSlice } from './api-objects.ts'

export interface EndpointCount {
  ready: number
  total: number
}

/** One endpoint: `+` or `-` for ready or not, then its pod's uid or its address. A string, since there are very many. */
type Endpoint = string

/** What is kept of a slice. */
interface Slice {
  readonly endpoints: readonly Endpoint[]
  /** The number on which pods listen, by the name of the Service's port. */
  readonly ports: ReadonlyMap<string, number>
}

/** What EndpointSlices say of each Service: how many endpoints it has, and where they listen. */
export class EndpointIndex {
  /** Service key → slice name → slice. */
  readonly #services = new Map<string, Map<string, Slice>>()
  /** Slice key → Service key, since a slice may move or lose its label. */
  readonly #owners = new Map<string, string>()

  /** Takes a slice in; returns the keys of the Services whose counts may have changed. */
  upsert(slice: ApiEndpointSlice): string[] {
    const changed = this.delete(slice)
    const { metadata } = slice
    const service = metadata.labels?.['kubernetes.io/service-name']
    if (service === undefined) return changed
    const key = `${metadata.namespace}/${service}`
    const slices = this.#services.get(key) ?? new Map<string, Slice>()
    this.#services.set(key, slices.set(metadata.name, { endpoints: endpointsOf(slice), ports: portsOf(slice) }))
    this.#owners.set(`${metadata.namespace}/${metadata.name}`, key)
    return changed.includes(key) ? changed : [...changed, key]
  }

  delete({ metadata }: Pick<ApiEndpointSlice, 'metadata'>): string[] {
    const sliceKey = `${metadata.namespace}/${metadata.name}`
    const owner = this.#owners.get(sliceKey)
    if (owner === undefined) return []
    this.#owners.delete(sliceKey)
    const slices = this.#services.get(owner)
    slices?.delete(metadata.name)
    if (slices?.size === 0) this.#services.delete(owner)
    return [owner]
  }

  /** Keys (`namespace/name`) of all slices held. */
  sliceKeys(): string[] {
    return [...this.#owners.keys()]
  }

  /** Counts a pod once, however many slices (IPv4, IPv6) it stands in. */
  count(serviceKey: string): EndpointCount {
    const slices = this.#services.get(serviceKey)
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
    for (const { ports } of this.#services.get(serviceKey)?.values() ?? []) {
      const port = ports.get(portName)
      if (port !== undefined) return port
    }
    return undefined
  }
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
