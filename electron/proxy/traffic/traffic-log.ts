import type { Failure } from '../../../shared/failure.ts'
import type { Transport } from '../../../shared/profile.ts'
import type { TrafficSource } from '../../../shared/traffic.ts'
import { BodyKeeper, type KeptBodies } from './kept-bodies.ts'
import { redactHeaders, redactText } from './redact-headers.ts'
import { redactPath } from './redact-path.ts'
import type { TrafficEntry } from './traffic-entry.ts'

/** What is known of a request when it begins. */
export interface TrafficStart {
  method: string
  /** The path and query as the client asked. */
  path: string
  headers: Parameters<typeof redactHeaders>[0]
  /** Null where the way is chosen later. */
  transport: Transport | null
  websocket: boolean
}

export interface TrafficLimits {
  perService: number
  services: number
}

/** Since the start; they only grow. */
export interface TrafficTotals {
  requests: number
  /** Requests that failed, or were answered with 500 or above. */
  errors: number
  /** Of bodies, both ways. */
  bytes: number
}

/** A request that lasts: each step tells what has happened. Costs one addition per chunk. */
export class TrafficHandle {
  readonly #entry: TrafficEntry
  readonly #now: () => number
  #failed = false
  readonly #began: number
  readonly #totals: TrafficTotals
  readonly #entries: TrafficEntry[]

  constructor(entry: TrafficEntry, entries: TrafficEntry[], totals: TrafficTotals, now: () => number) {
    this.#entry = entry
    this.#entries = entries
    this.#totals = totals
    this.#now = now
    this.#began = now()
  }

  /** The way was chosen, or changed because the first one brought no answer. */
  via(transport: Transport): void {
    this.#entry.transport = transport
  }

  /** The head of the answer that the client gets; the last one counts, its time is the first one's. */
  head(status: number, headers: Parameters<typeof redactHeaders>[0]): void {
    this.#entry.status = status
    if (status >= 500) this.#error()
    this.#entry.responseHeaders = redactHeaders(headers)
    this.#entry.firstByteMs ??= this.#elapsed()
  }

  /** A chunk of a body passed: `in` from the client, `out` to the client. */
  bytes(direction: 'in' | 'out', count: number): void {
    this.#totals.bytes += count
    if (direction === 'in') this.#entry.bytesIn += count
    else this.#entry.bytesOut += count
  }

  /** It is over. Only the first of `end` and `failed` counts. */
  end(): void {
    this.#entry.totalMs ??= this.#elapsed()
  }

  /** It is over and did not succeed. */
  failed(failure: Failure): void {
    if (this.#entry.totalMs !== null) return
    this.blame(failure)
    this.end()
  }

  /** It will not succeed, and this is why; what the client gets may be somebody else's words for it. */
  blame({ code, message }: Failure): void {
    this.#entry.failure = code
    this.#entry.said = redactText(message)
    this.#error()
  }

  /**
   * It is one more look of a page that waits, and found what the one before it found: takes the place of that one, and is
   * no error more. To be told before the failure is.
   */
  waitedInVain({ code }: Failure): void {
    const at = this.#entries.indexOf(this.#entry)
    const before = this.#entries.findLastIndex(({ method, path }, place) => {
      return place < at && method === this.#entry.method && path === this.#entry.path
    })
    if (this.#entries[before]?.failure !== code) return
    this.#failed = true
    this.#entries.splice(before, 1)
  }

  /** Its bodies are kept from here on. */
  keep(bodies: KeptBodies): void {
    this.#entry.bodies = bodies
  }

  get bodies(): KeptBodies | undefined {
    return this.#entry.bodies
  }

  #error(): void {
    if (this.#failed) return
    this.#failed = true
    this.#totals.errors += 1
  }

  #elapsed(): number {
    return Math.round((this.#now() - this.#began) * 100) / 100
  }
}

/**
 * The last requests to the Services that were used last, in memory only. Secrets are cut out before anything is kept, so
 * that no credential outlives its request here; about 1 KB an entry, at most about 10 KB.
 */
export class TrafficLog {
  /** The Service used last at the end. */
  readonly #services = new Map<string, TrafficEntry[]>()
  readonly #totals: TrafficTotals = { requests: 0, errors: 0, bytes: 0 }
  /** Of the requests that go on: each counts what has passed since it was asked last. */
  readonly #running = new Set<() => void>()
  readonly bodies = new BodyKeeper()
  readonly #limits: TrafficLimits
  /** In ms, only ever forward. */
  readonly #now: () => number
  #perService: number
  #lastId = 0
  #lastUsed: { service: string; entries: TrafficEntry[] } | undefined

  constructor(limits: TrafficLimits = { perService: 200, services: 50 }, now: () => number = () => performance.now()) {
    this.#limits = limits
    this.#perService = limits.perService
    this.#now = now
  }

  /** As of now. */
  get totals(): Readonly<TrafficTotals> {
    this.#count()
    return { ...this.#totals }
  }

  /** Has what passes of a request counted whenever somebody looks, until it is over; returns how to end that. */
  follow(count: () => void): () => void {
    this.#running.add(count)
    return () => this.#running.delete(count)
  }

  #count(): void {
    for (const count of this.#running) count()
  }

  /** Enters a request of a Service; beyond the limits the oldest one, or the Service used longest ago, goes. */
  begin(service: string, { method, path, headers, transport, websocket }: TrafficStart): TrafficHandle {
    this.#totals.requests += 1
    const entry: TrafficEntry = {
      id: ++this.#lastId,
      started: new Date().toISOString(),
      method: method.slice(0, 32),
      path: redactPath(path),
      status: null,
      transport,
      bytesIn: 0,
      bytesOut: 0,
      firstByteMs: null,
      totalMs: null,
      failure: null,
      requestHeaders: redactHeaders(headers),
      responseHeaders: [],
      websocket,
    }
    const entries = this.#entriesOf(service)
    entries.push(entry)
    if (entries.length > this.#perService) entries.shift()
    return new TrafficHandle(entry, entries, this.#totals, this.#now)
  }

  /** Those of the Service that is used now, which is the last one then. */
  #entriesOf(service: string): TrafficEntry[] {
    if (this.#lastUsed?.service === service) return this.#lastUsed.entries
    const entries = this.#services.get(service) ?? []
    this.#services.delete(service)
    this.#services.set(service, entries)
    const [oldest] = this.#services.keys()
    if (this.#services.size > this.#limits.services && oldest !== undefined) this.#services.delete(oldest)
    this.#lastUsed = { service, entries }
    return entries
  }

  /** What passed to a Service, the oldest first, as of now. */
  entries(service: string): TrafficEntry[] {
    this.#count()
    return (this.#services.get(service) ?? []).map((entry) => ({ ...entry }))
  }

  /** The last requests of a Service, or of all of them, the oldest first: the entries themselves, which go on. */
  last(service: string | null, limit: number): readonly TrafficEntry[] {
    this.#count()
    if (service !== null) return (this.#services.get(service) ?? []).slice(-limit)
    const all = [...this.#services.values()].flatMap((entries) => entries.slice(-limit))
    return all.sort((a, b) => a.id - b.id).slice(-limit)
  }

  /** One request, and the Service that it went to; undefined once it is kept no more. */
  find(id: number): { service: string; entry: TrafficEntry } | undefined {
    for (const [service, entries] of this.#services) {
      const entry = entries.find((one) => one.id === id)
      if (entry) return { service, entry }
    }
    return undefined
  }

  /** The Services of which requests are kept, the one used last at the end; before them those that wait for their first. */
  sources(): TrafficSource[] {
    const asked = this.bodies.asked.filter((key) => !this.#services.has(key))
    return [...asked, ...this.#services.keys()].map((key) => ({
      key,
      requests: this.#services.get(key)?.length ?? 0,
      bodies: this.bodies.isOn(key),
    }))
  }

  /** How many requests of each Service are kept from now on; those beyond go at once. */
  keep(perService: number): void {
    this.#perService = perService
    for (const entries of this.#services.values()) entries.splice(0, entries.length - perService)
  }

  /** Forgets a Service's requests, or those of all; what still runs is forgotten too, and does not come back. */
  clear(service?: string): void {
    if (service === undefined) this.#services.clear()
    else this.#services.delete(service)
    this.bodies.clear(service)
    this.#lastUsed = undefined
  }
}
