export interface Renewable {
  /** Until when it holds, in ms since the epoch; absent where nobody knows. */
  expires?: number
}

/** It is renewed ahead of its end by a tenth of its time, and this at most, in ms: clocks differ, and requests take time. */
const longestAhead = 60_000
/** What took the place of a refused one is kept for so long at least, in ms: whoever refuses both will refuse the next. */
const holdsAtLeast = 5_000
/** What is over as soon as it comes is used for so long, in ms, unless it is refused: this computer's clock is ahead. */
const overHolds = 30_000
/** How long a failure stands before it is tried again: as long as it took, within these, in ms. What took long has asked somebody. */
const failureHolds = { least: 500, most: 30_000 }

interface Held<T> {
  value: T
  at: number
  /** The one before was refused. */
  replacement: boolean
  /** From then on it is renewed while it is still used. */
  renewAt: number
  endsAt: number
}

/**
 * Something that is obtained at a price, holds for a time, and is shared: one run however many ask, begun before the old
 * value ends, so that nobody who keeps asking has to wait.
 */
export class Renewal<T extends Renewable> {
  readonly #obtain: (signal: AbortSignal) => Promise<T>
  readonly #now: () => number
  readonly #stop = new AbortController()
  #held: Held<T> | undefined
  #running: Promise<T> | undefined
  #refused = false
  #failed: { error: unknown; until: number } | undefined

  /** @param obtain gives up when the signal says so */
  constructor(obtain: (signal: AbortSignal) => Promise<T>, now: () => number = Date.now) {
    this.#obtain = obtain
    this.#now = now
  }

  /** The value, obtained first where there is none that holds. Rejects with what obtaining it ran into. */
  get(): Promise<T> {
    const now = this.#now()
    const held = this.#held
    if (!held || now >= held.endsAt) return this.#failed && now < this.#failed.until ? this.#fail() : this.#run()
    if (now >= held.renewAt && !(this.#failed && now < this.#failed.until)) this.#run().catch(() => undefined)
    return Promise.resolve(held.value)
  }

  /** Somebody did not accept a value. Whether asking again brings another. */
  refused(value: T): boolean {
    const held = this.#held
    // Another has taken its place, or is on its way.
    if (!held || held.value !== value) return true
    if (held.replacement && this.#now() - held.at < holdsAtLeast) return false
    this.#held = undefined
    this.#refused = true
    return true
  }

  /** A person wants it tried again at once. */
  forgive(): void {
    this.#failed = undefined
  }

  close(): void {
    this.#stop.abort(new Error('closed'))
  }

  #fail(): Promise<T> {
    const { error } = this.#failed ?? {}
    return Promise.reject(error instanceof Error ? error : new Error(String(error)))
  }

  #run(): Promise<T> {
    this.#running ??= this.#renew().finally(() => (this.#running = undefined))
    return this.#running
  }

  async #renew(): Promise<T> {
    const began = this.#now()
    try {
      const value = await this.#obtain(this.#stop.signal)
      const at = this.#now()
      const { expires = Number.POSITIVE_INFINITY } = value
      const endsAt = expires > at ? expires : at + overHolds
      const ahead = Math.min(longestAhead, Math.max(0, endsAt - at) / 10)
      this.#held = { value, at, replacement: this.#refused, endsAt, renewAt: endsAt - ahead }
      this.#refused = false
      this.#failed = undefined
      return value
    } catch (error) {
      const now = this.#now()
      const holds = Math.min(failureHolds.most, Math.max(failureHolds.least, now - began))
      this.#failed = { error, until: now + holds }
      throw error
    }
  }
}
