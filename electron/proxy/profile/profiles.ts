import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import type { Failure } from '../../../shared/failure.ts'
import type { ProfileChoice } from '../../../shared/profile.ts'
import type { Asked } from './next-try.ts'

/** What is kept of a port across restarts. */
export interface ProfileRecord {
  learned: ProfileChoice
  set: ProfileChoice
}

/** Where the records are kept, by `CLUSTER/NAMESPACE/SERVICE/PORT`. */
export interface ProfileMemory {
  get: (key: string) => ProfileRecord | undefined
  put: (key: string, record: ProfileRecord) => void
}

/** How long a tunnel that failed counts against tunnels, in ms; then one is tried again. */
const failureHolds = 30_000
/** How long a Host that led nowhere is not tried again, in ms: an application may say 403 a hundred times a minute. */
const triedHolds = 5 * 60_000
const none: ProfileRecord = { learned: {}, set: {} }

/** What is known of each port of each Service: learned, set by the user, and what failed lately. */
export class Profiles extends EventEmitter<{ changed: [key: string] }> {
  readonly #memory: ProfileMemory
  readonly #failures = new Map<string, { at: number; failure: Failure }>()
  readonly #tried = new Map<string, number>()
  /** What somebody tries out, until it is known to work. */
  readonly #trials = new Map<string, ProfileRecord>()

  constructor(memory: ProfileMemory = inMemory()) {
    super()
    this.#memory = memory
  }

  record(key: string): ProfileRecord {
    return this.#trials.get(key) ?? this.#memory.get(key) ?? none
  }

  /** Keeps what experience has shown, if it is new. */
  learn(key: string, learned: ProfileChoice): void {
    const { learned: before, set } = this.record(key)
    const record = { learned: { ...before, ...learned }, set }
    if (isDeepStrictEqual(record.learned, before)) return
    if (this.#trials.has(key)) this.#trials.set(key, record)
    else this.#memory.put(key, record)
    this.emit('changed', key)
  }

  /** Keeps what the user wants instead of what was set before; everything is examined anew. */
  set(key: string, set: ProfileChoice): void {
    this.#forget(key)
    this.#trials.delete(key)
    this.#memory.put(key, { learned: {}, set })
    this.emit('changed', key)
  }

  /** Goes by this from now on, and keeps it only once it has brought an answer: somebody is curious, and has not decided. */
  tryOut(key: string, set: ProfileChoice): void {
    this.#forget(key)
    this.#trials.set(key, { learned: {}, set })
    this.emit('changed', key)
  }

  /**
   * A request is over: what was tried out is kept, or forgotten.
   *
   * @param set by which the request went; one that went by another says nothing
   */
  settle(key: string, set: ProfileChoice, worked: boolean): void {
    const trial = this.#trials.get(key)
    if (trial?.set !== set) return
    this.#trials.delete(key)
    if (worked) this.#memory.put(key, trial)
    this.emit('changed', key)
  }

  #forget(key: string): void {
    this.#failures.delete(key)
    for (const what of ['page', 'upgrade', 'change', 'unread'] as const) this.#tried.delete(`${key} ${what}`)
  }

  forwardFailed(key: string, failure: Failure): void {
    this.#failures.set(key, { at: performance.now(), failure })
    this.emit('changed', key)
  }

  forwardWorked(key: string): void {
    if (this.#failures.delete(key)) this.emit('changed', key)
  }

  /** Why the last tunnel failed, as long as that counts. */
  forwardFailure(key: string): Failure | undefined {
    const known = this.#failures.get(key)
    return known && performance.now() - known.at < failureHolds ? known.failure : undefined
  }

  /**
   * Whether another Host may be tried now, for what was asked; a yes counts as a try. Of an answer that names the Host as
   * its reason (`unread`) others that say no are not held against it.
   */
  mayTryHost(key: string, what: Asked | 'unread'): boolean {
    const at = this.#tried.get(`${key} ${what}`)
    if (at !== undefined && performance.now() - at < triedHolds) return false
    this.#tried.set(`${key} ${what}`, performance.now())
    return true
  }
}

function inMemory(): ProfileMemory {
  const records = new Map<string, ProfileRecord>()
  return { get: (key) => records.get(key), put: (key, record) => void records.set(key, record) }
}
