import type { Failure } from '../../shared/failure.ts'
import { mostNamespaces, type NamespaceState } from '../../shared/namespaces.ts'
import type { ApiEndpointSlice, ApiService } from './api-objects.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { Reflector, type ReflectorEvents } from './reflector.ts'
import { everywhere, type ServiceStore } from './service-store.ts'

export interface ServiceListsEvents {
  page: (received: number, remaining: number | null) => void
  /** A list has arrived and a watch runs. */
  watching: () => void
  failed: (failure: Failure, retryAt: number) => void
  retrying: () => void
  /** The states of the namespaces have changed, or whether endpoints are counted. */
  changed: () => void
}

interface NamespaceList {
  state: NamespaceState
  retryAt: number
  reflectors: Reflector[]
}

/**
 * Keeps a cluster's store current: by a list of all namespaces, or, where the user may not have that, by one of each
 * namespace that they name, as with `kubectl -n`. The list of all is still tried meanwhile, since rights change and an API
 * server that has just started refuses for a moment what it allows.
 */
export class ServiceLists {
  readonly #access: ClusterAccess
  readonly #store: ServiceStore
  readonly #events: ServiceListsEvents
  #wanted: readonly string[]
  #all: Reflector[] = []
  /** Why there is no list of all namespaces; what is below counts only while it is not null. */
  #refused: { failure: Failure; retryAt: number } | null = null
  /** A list of all namespaces was had: one that is refused now keeps it, as any other failure does. */
  #had = false
  readonly #lists = new Map<string, NamespaceList>()
  /** Those that have neither a list of endpoints yet nor a reason why not. */
  readonly #counting = new WeakSet<Reflector>()

  /** @param wanted the namespaces to list where all of them cannot be had */
  constructor(access: ClusterAccess, store: ServiceStore, wanted: readonly string[], events: ServiceListsEvents) {
    this.#access = access
    this.#store = store
    this.#wanted = wanted
    this.#events = events
  }

  /** How each namespace stands; null where all of them are listed together. */
  get namespaces(): NamespaceState[] | null {
    return this.#refused && Array.from(this.#lists.values(), ({ state }) => state)
  }

  /** Whether the endpoints of what is listed are counted, as far as they can be. */
  get counted(): boolean {
    return !this.#reflecting().some((reflector) => this.#counting.has(reflector))
  }

  start(): void {
    this.#all = this.#reflectors('', everywhere, this.#eventsOfAll())
    this.#run(this.#all)
  }

  retry(): void {
    for (const reflector of this.#reflecting()) reflector.retry()
  }

  /** Goes on at once over new connections: see {@link Reflector.restart}. */
  restart(): void {
    for (const reflector of this.#reflecting()) reflector.restart()
  }

  stop(): void {
    for (const reflector of this.#reflecting()) reflector.stop()
    this.#all = []
    this.#lists.clear()
  }

  /** Lists these namespaces from now on, and no others, where all of them cannot be had. */
  want(namespaces: readonly string[]): void {
    this.#wanted = namespaces
    if (this.#refused) this.#keepStep()
  }

  #reflecting(): Reflector[] {
    return [...this.#all, ...[...this.#lists.values()].flatMap(({ reflectors }) => reflectors)]
  }

  #reflectors(path: string, scope: string, events: Omit<ReflectorEvents, StoreEvent>): Reflector[] {
    const counted = (): void => {
      if (this.#counting.delete(slices)) this.#events.changed()
    }
    const toSlices = this.#toSlices(scope, counted)
    const slices = new Reflector(this.#access, `/apis/discovery.k8s.io/v1${path}/endpointslices`, toSlices)
    const toStore = this.#toServices(scope)
    let begun = false
    const listed = (): void => {
      toStore.listed()
      // At the same time the two lists would make each other slower, and rows are worth more than their counts.
      if (begun) return
      begun = true
      this.#counting.add(slices)
      void slices.run()
    }
    const failed: ReflectorEvents['failed'] = (failure, retryAt) => {
      // What it has had is all there will be.
      if (failure.code === 'cluster-too-large') listed()
      events.failed(failure, retryAt)
    }
    return [new Reflector(this.#access, `/api/v1${path}/services`, { ...toStore, ...events, listed, failed }), slices]
  }

  /** The first of them starts the other. */
  #run([services]: readonly Reflector[]): void {
    void services?.run()
  }

  #eventsOfAll(): Omit<ReflectorEvents, StoreEvent> {
    return {
      watching: () => {
        this.#had = true
        this.#together()
        this.#events.watching()
      },
      failed: (failure, retryAt) => {
        if (this.#refused) {
          this.#refused = { failure, retryAt }
          this.#judge()
        } else if (failure.code === 'forbidden' && !this.#had) {
          this.#refused = { failure, retryAt }
          this.#keepStep()
        } else this.#events.failed(failure, retryAt)
      },
      retrying: () => {
        if (!this.#refused || this.#lists.size === 0) this.#events.retrying()
      },
    }
  }

  /** All namespaces can be listed after all. */
  #together(): void {
    if (!this.#refused) return
    this.#refused = null
    for (const { reflectors } of this.#lists.values()) for (const reflector of reflectors) reflector.stop()
    this.#lists.clear()
    this.#events.changed()
  }

  #keepStep(): void {
    const wanted = new Set(this.#wanted.slice(0, mostNamespaces))
    for (const [namespace, { reflectors }] of this.#lists) {
      if (wanted.has(namespace)) continue
      for (const reflector of reflectors) reflector.stop()
      this.#lists.delete(namespace)
      this.#store.forget(namespace)
    }
    for (const namespace of wanted) if (!this.#lists.has(namespace)) this.#list(namespace)
    this.#events.changed()
    this.#judge()
  }

  #list(namespace: string): void {
    const list: NamespaceList = { state: { namespace, phase: 'listing', failure: null }, retryAt: 0, reflectors: [] }
    const become = (phase: NamespaceState['phase'], failure: Failure | null, retryAt = 0): void => {
      list.state = { namespace, phase, failure }
      list.retryAt = retryAt
      this.#events.changed()
      this.#judge()
    }
    list.reflectors = this.#reflectors(`/namespaces/${encodeURIComponent(namespace)}`, namespace, {
      watching: () => become('listed', null),
      failed: (failure, retryAt) => become('failed', failure, retryAt),
      retrying: () => {
        if (list.state.failure?.code !== 'forbidden') this.#events.retrying()
      },
    })
    this.#lists.set(namespace, list)
    this.#run(list.reflectors)
  }

  /** What the namespaces together mean for the cluster: it works if one does, unless the way to it is broken. */
  #judge(): void {
    if (!this.#refused) return
    const lists = [...this.#lists.values()]
    const broken = lists.find(({ state: { failure } }) => failure !== null && failure.code !== 'forbidden')
    if (broken?.state.failure) this.#events.failed(broken.state.failure, broken.retryAt)
    else if (lists.some(({ state }) => state.phase === 'listed')) this.#events.watching()
    else if (lists.every(({ state }) => state.phase === 'failed')) {
      const retryAt = Math.min(this.#refused.retryAt, ...lists.map((list) => list.retryAt))
      this.#events.failed(this.#refused.failure, retryAt)
    }
  }

  #toServices(scope: string): Pick<ReflectorEvents, StoreEvent> {
    return {
      listing: () => this.#store.servicesListing(scope),
      item: (object) => this.#store.upsertService(object as ApiService),
      page: (received, remaining) => this.#events.page(received, remaining),
      listed: () => this.#store.servicesListed(scope),
      upsert: (object) => this.#store.upsertService(object as ApiService),
      delete: (object) => this.#store.deleteService(object as ApiService),
    }
  }

  /** Endpoints are welcome but not needed: a user who may not see them still has the list. */
  #toSlices(scope: string, counted: () => void): ReflectorEvents {
    return {
      listing: () => this.#store.slicesListing(scope),
      item: (object) => this.#store.upsertSlice(object as ApiEndpointSlice),
      page: () => undefined,
      listed: () => {
        this.#store.slicesListed(scope)
        counted()
      },
      upsert: (object) => this.#store.upsertSlice(object as ApiEndpointSlice),
      delete: (object) => this.#store.deleteSlice(object as ApiEndpointSlice),
      // Where the right was away for a while there is no new list.
      watching: () => this.#store.slicesKnown(scope),
      failed: ({ code }) => {
        if (code === 'forbidden') this.#store.slicesForbidden(scope)
        // Counts of a part would be wrong.
        if (code === 'cluster-too-large') this.#store.forgetSlices(scope)
        counted()
      },
      retrying: () => undefined,
    }
  }
}

/** What a reflector tells the store. */
type StoreEvent = 'listing' | 'item' | 'page' | 'listed' | 'upsert' | 'delete'
