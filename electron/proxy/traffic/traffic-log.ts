import type { FailureCode } from '../../../shared/failure.ts'
import type { Transport } from '../../../shared/profile.ts'
import { redactHeaders } from './redact-headers.ts'
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

  constructor(entry: TrafficEntry, totals: TrafficTotals, now: () => number) {
    this.#entry = entry
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
  failed(code: FailureCode): void {
    if (this.#entry.totalMs !== null) return
    this.#entry.failure = code
    this.#error()
    this.end()
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
  readonly totals: TrafficTotals = { requests: 0, errors: 0, bytes: 0 }
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

  /** Enters a request of a Service; beyond the limits the oldest one, or the Service used longest ago, goes. */
  begin(service: string, { method, path, headers, transport, websocket }: TrafficStart): TrafficHandle {
    this.totals.requests += 1
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
    return new TrafficHandle(entry, this.totals, this.#now)
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
    return (this.#services.get(service) ?? []).map((entry) => ({ ...entry }))
  }

  /** How many requests of each Service are kept from now on; those beyond go at once. */
  keep(perService: number): void {
    this.#perService = perService
    for (const entries of this.#services.values()) entries.splice(0, entries.length - perService)
  }

  clear(service: string): void {
    this.#services.delete(service)
    this.#lastUsed = undefined
  }
}
