import { isDeepStrictEqual } from 'node:util'
import { FailureError } from '../../shared/failure.ts'
import type { ServicesPatch, ServicesSnapshot } from '../../shared/services-patch.ts'
import type { ServiceRow } from '../../shared/service.ts'
import type { ApiEndpointSlice, ApiMetadata, ApiService } from './api-objects.ts'
import { EndpointIndex } from './endpoint-index.ts'
import { otherPort, serviceFacts, weightOf, type ServiceFacts } from './service-row.ts'

/** Least time between two patches, in ms: 10,000 single events cost the renderer far more than a few bundles. */
const patchInterval = 50

/** Most rows that one patch looks at: they take about 5 ms here and on the screen; whatever is more waits its turn. */
const portion = 500

/** Time between two portions of the same burst, in ms: room for everybody else. */
const portionInterval = 16

/**
 * About how much (bytes) is kept of Services, and of their endpoints. 100,000 Services with 200,000 pods are more than any
 * cluster has, and take less; a server that goes on for ever would take all memory.
 */
const most = 96 * 1024 * 1024

/** The scope of a list of all namespaces; a list of one namespace has that namespace's name. */
export const everywhere = ''

/** The truth about a cluster's Services, and the stream of patches by which the screen follows it. */
export class ServiceStore {
  readonly #cluster: string
  readonly #publish: (patch: ServicesPatch) => void
  readonly #facts = new Map<string, ServiceFacts>()
  readonly #endpoints: EndpointIndex
  readonly #most: number
  #weight = 0
  readonly #rows = new Map<string, ServiceRow>()
  readonly #dirty = new Set<string>()
  /** Those of the dirty that go out even if they are as they were: whoever follows now has not heard of them. */
  readonly #untold = new Set<string>()
  /** What each list under way has brought so far, by its scope: the rest of the scope is gone when it ends. */
  readonly #listedServices = new Map<string, Set<string>>()
  readonly #listedSlices = new Map<string, Set<string>>()
  /** The scopes of which the EndpointSlices are known. */
  readonly #endpointsKnown = new Set<string>()
  #sequence = 0
  #lastPatch = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(cluster: string, publish: (patch: ServicesPatch) => void, limit = most) {
    this.#cluster = cluster
    this.#publish = publish
    this.#most = limit
    this.#endpoints = new EndpointIndex(limit)
  }

  get size(): number {
    return this.#facts.size
  }

  row(namespace: string, name: string): ServiceRow | undefined {
    const key = `${namespace}/${name}`
    // What was told last, unless it has changed since: every request of a page asks.
    const told = this.#dirty.has(key) ? undefined : this.#rows.get(key)
    if (told) return told
    const facts = this.#facts.get(key)
    return facts && this.#row(facts)
  }

  snapshot(): ServicesSnapshot {
    while (this.#dirty.size > 0) this.#flush()
    return { cluster: this.#cluster, sequence: this.#sequence, rows: [...this.#rows.values()] }
  }

  /** What a follower begins with: the first rows. The others follow in patches, so that nobody stalls. */
  follow(): ServicesSnapshot {
    const rows: ServiceRow[] = []
    for (const facts of this.#facts.values()) {
      if (rows.length < portion) rows.push(this.#row(facts))
      else {
        this.#untold.add(facts.key)
        this.#touch(facts.key)
      }
    }
    return { cluster: this.#cluster, sequence: this.#sequence, rows }
  }

  /** Throws `cluster-too-large` where no more is kept. */
  upsertService(service: ApiService): void {
    const facts = serviceFacts(service)
    const weight = this.#weight + weightOf(facts) - weightOf(this.#facts.get(facts.key))
    if (weight > this.#most && weight > this.#weight)
      throw new FailureError('cluster-too-large', `The first ${this.size.toLocaleString('en')} are kept.`)
    this.#weight = weight
    this.#facts.set(facts.key, facts)
    note(this.#listedServices, facts.namespace, facts.key)
    this.#touch(facts.key)
  }

  deleteService({ metadata }: { metadata: ApiMetadata }): void {
    this.#drop(`${metadata.namespace}/${metadata.name}`)
  }

  /** A list begins; what an earlier one brought that broke off, and what the watch brought, does not count for it. */
  servicesListing(scope = everywhere): void {
    this.#listedServices.set(scope, new Set())
  }

  /** A list is complete: Services that it did not have are gone. */
  servicesListed(scope = everywhere): void {
    const listed = this.#listedServices.get(scope)
    for (const key of this.#facts.keys()) if (listed && covers(scope, key) && !listed.has(key)) this.#drop(key)
    this.#listedServices.delete(scope)
  }

  /** Throws `cluster-too-large` where no more is kept. */
  upsertSlice(slice: ApiEndpointSlice): void {
    const { namespace, name } = slice.metadata
    note(this.#listedSlices, namespace, `${namespace}/${name}`)
    for (const key of this.#endpoints.upsert(slice)) this.#touch(key)
  }

  deleteSlice(slice: ApiEndpointSlice): void {
    for (const key of this.#endpoints.delete(slice)) this.#touch(key)
  }

  slicesListing(scope = everywhere): void {
    this.#listedSlices.set(scope, new Set())
  }

  slicesListed(scope = everywhere): void {
    const listed = this.#listedSlices.get(scope)
    for (const sliceKey of this.#endpoints.sliceKeys()) {
      if (!listed || !covers(scope, sliceKey) || listed.has(sliceKey)) continue
      const [namespace = '', name = ''] = sliceKey.split('/')
      for (const key of this.#endpoints.delete({ metadata: { namespace, name, uid: '', resourceVersion: '' } }))
        this.#touch(key)
    }
    this.#listedSlices.delete(scope)
    this.slicesKnown(scope)
  }

  /** The user may see EndpointSlices, and those that are here are all. */
  slicesKnown(scope = everywhere): void {
    if (this.#endpointsKnown.has(scope)) return
    this.#endpointsKnown.add(scope)
    this.#touchAll(scope)
  }

  /** The user may not see EndpointSlices: counts are unknown rather than zero. */
  slicesForbidden(scope = everywhere): void {
    if (this.#endpointsKnown.delete(scope)) this.#touchAll(scope)
  }

  /** A namespace is listed no more: what it had is gone. */
  forget(namespace: string): void {
    this.servicesListing(namespace)
    this.servicesListed(namespace)
    this.forgetSlices(namespace)
  }

  /** Endpoints are no longer kept: counts are unknown. */
  forgetSlices(scope: string): void {
    this.slicesListing(scope)
    this.slicesListed(scope)
    this.slicesForbidden(scope)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #drop(key: string): void {
    this.#weight -= weightOf(this.#facts.get(key))
    if (this.#facts.delete(key)) this.#touch(key)
  }

  #touchAll(scope: string): void {
    for (const key of this.#facts.keys()) if (covers(scope, key)) this.#touch(key)
  }

  #touch(key: string): void {
    this.#dirty.add(key)
    // The first change after a quiet time goes out at once; a burst is bundled.
    const wait = Math.max(0, this.#lastPatch + patchInterval - performance.now())
    this.#timer ??= setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const upserts: ServiceRow[] = []
    const deletes: string[] = []
    let looked = 0
    for (const key of this.#dirty) {
      if (looked++ === portion) break
      this.#dirty.delete(key)
      const untold = this.#untold.delete(key)
      const facts = this.#facts.get(key)
      if (facts) {
        const row = this.#row(facts)
        if (!untold && isDeepStrictEqual(row, this.#rows.get(key))) continue
        this.#rows.set(key, row)
        upserts.push(row)
      } else if (this.#rows.delete(key)) deletes.push(key)
    }
    if (this.#dirty.size > 0) this.#timer = setTimeout(() => this.#flush(), portionInterval)
    if (upserts.length === 0 && deletes.length === 0) return
    this.#lastPatch = performance.now()
    this.#publish({ cluster: this.#cluster, sequence: ++this.#sequence, upserts, deletes })
  }

  #row(facts: ServiceFacts): ServiceRow {
    const known = this.#endpointsKnown.has(everywhere) || this.#endpointsKnown.has(facts.namespace)
    if (!known) return { ...facts, ready: null, total: null }
    const ports = facts.ports.map((port) =>
      port.targetPort === undefined
        ? { ...port, ...otherPort(this.#endpoints.targetPort(facts.key, port.name), port.port) }
        : port,
    )
    return { ...facts, ports, ...this.#endpoints.count(facts.key) }
  }
}

function covers(scope: string, key: string): boolean {
  return scope === everywhere || key.startsWith(`${scope}/`)
}

/** Writes a key down for the lists under way that would have it. */
function note(lists: ReadonlyMap<string, Set<string>>, namespace: string, key: string): void {
  lists.get(everywhere)?.add(key)
  lists.get(namespace)?.add(key)
}
