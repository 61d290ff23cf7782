import { isDeepStrictEqual } from 'node:util'
import type { ServicesPatch, ServicesSnapshot } from '../../shared/services-patch.ts'
import type { ServiceRow } from '../../shared/service.ts'
import type { ApiEndpointSlice, ApiMetadata, ApiService } from './api-objects.ts'
import { EndpointIndex } from './endpoint-index.ts'
import { serviceFacts, type ServiceFacts } from './service-row.ts'

/** Least time between two patches, in ms: 10,000 single events cost the renderer far more than a few bundles. */
const patchInterval = 50

/** The truth about a cluster's Services, and the stream of patches by which the screen follows it. */
export class ServiceStore {
  readonly #cluster: string
  readonly #publish: (patch: ServicesPatch) => void
  readonly #facts = new Map<string, ServiceFacts>()
  readonly #endpoints = new EndpointIndex()
  readonly #rows = new Map<string, ServiceRow>()
  readonly #dirty = new Set<string>()
  /** What a list under way has brought so far: the rest is gone when it ends. */
  #listedServices = new Set<string>()
  #listedSlices = new Set<string>()
  #endpointsKnown = false
  #sequence = 0
  #lastPatch = 0
  #timer: NodeJS.Timeout | undefined

  constructor(cluster: string, publish: (patch: ServicesPatch) => void) {
    this.#cluster = cluster
    this.#publish = publish
  }

  get size(): number {
    return this.#facts.size
  }

  row(namespace: string, name: string): ServiceRow | undefined {
    const key = `${namespace}/${name}`
    const facts = this.#facts.get(key)
    return facts && this.#row(facts)
  }

  snapshot(): ServicesSnapshot {
    this.#flush()
    return { cluster: this.#cluster, sequence: this.#sequence, rows: [...this.#rows.values()] }
  }

  upsertService(service: ApiService): void {
    const facts = serviceFacts(service)
    this.#facts.set(facts.key, facts)
    this.#listedServices.add(facts.key)
    this.#touch(facts.key)
  }

  deleteService({ metadata }: { metadata: ApiMetadata }): void {
    this.#drop(`${metadata.namespace}/${metadata.name}`)
  }

  /** A list begins; what an earlier one brought that broke off, and what the watch brought, does not count for it. */
  servicesListing(): void {
    this.#listedServices = new Set()
  }

  /** A list is complete: Services that it did not have are gone. */
  servicesListed(): void {
    for (const key of this.#facts.keys()) if (!this.#listedServices.has(key)) this.#drop(key)
    this.#listedServices = new Set()
  }

  upsertSlice(slice: ApiEndpointSlice): void {
    this.#listedSlices.add(`${slice.metadata.namespace}/${slice.metadata.name}`)
    for (const key of this.#endpoints.upsert(slice)) this.#touch(key)
  }

  deleteSlice(slice: ApiEndpointSlice): void {
    for (const key of this.#endpoints.delete(slice)) this.#touch(key)
  }

  slicesListing(): void {
    this.#listedSlices = new Set()
  }

  slicesListed(): void {
    for (const sliceKey of this.#endpoints.sliceKeys()) {
      if (this.#listedSlices.has(sliceKey)) continue
      const [namespace = '', name = ''] = sliceKey.split('/')
      for (const key of this.#endpoints.delete({ metadata: { namespace, name, uid: '', resourceVersion: '' } }))
        this.#touch(key)
    }
    this.#listedSlices = new Set()
    if (this.#endpointsKnown) return
    this.#endpointsKnown = true
    for (const key of this.#facts.keys()) this.#touch(key)
  }

  /** The user may not see EndpointSlices: counts are unknown rather than zero. */
  slicesForbidden(): void {
    this.#endpointsKnown = false
    for (const key of this.#facts.keys()) this.#touch(key)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #drop(key: string): void {
    if (this.#facts.delete(key)) this.#touch(key)
  }

  #touch(key: string): void {
    this.#dirty.add(key)
    // The first change after a quiet time goes out at once; a burst is bundled.
    const wait = Math.max(0, this.#lastPatch + patchInterval - Date.now())
    this.#timer ??= setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const upserts: ServiceRow[] = []
    const deletes: string[] = []
    for (const key of this.#dirty) {
      const facts = this.#facts.get(key)
      if (facts) {
        const row = this.#row(facts)
        if (isDeepStrictEqual(row, this.#rows.get(key))) continue
        this.#rows.set(key, row)
        upserts.push(row)
      } else if (this.#rows.delete(key)) deletes.push(key)
    }
    this.#dirty.clear()
    if (upserts.length === 0 && deletes.length === 0) return
    this.#lastPatch = Date.now()
    this.#publish({ cluster: this.#cluster, sequence: ++this.#sequence, upserts, deletes })
  }

  #row(facts: ServiceFacts): ServiceRow {
    if (!this.#endpointsKnown) return { ...facts, ready: null, total: null }
    return { ...facts, ...this.#endpoints.count(facts.key) }
  }
}
