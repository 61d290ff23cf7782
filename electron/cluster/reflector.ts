import { FailureError, failure, toFailure, type Failure } from '../../shared/failure.ts'
import { AnswerError } from './api-failure.ts'
import { apiList } from './api-list.ts'
import { objectSchema } from './api-objects.ts'
import { backoffDelay } from './backoff.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { silentConnections } from './connect-limit.ts'
import { dropIdleConnections } from './idle-connections.ts'
import { isExpired, ResourceExpired, watch } from './watch.ts'

/** Rows in a page: 500 Services are about 16 ms of API server and 64 KB gzipped, and parse without a stall. */
const pageSize = 500

/** So much (objects) no cluster has, ten times over: a list that goes on is one without end. */
const endless = 2_000_000

/** A watch that ends sooner (ms) and brings nothing is no watch: client-go's "very short watch". */
const shortWatch = 1_000

/** A watch that broke off after so long (ms) is resumed at once: most often a load balancer lost patience. */
const steadyWatch = 10_000

/** A watch that fails so often, and never works, may be one that something on the way does not let through. */
const hopeless = 3

/** So long (ms) a server may ask to be left alone. */
const longestWait = 120_000

/** Nobody is there who could answer a list instead. */
const goneCodes: ReadonlySet<string> = new Set(['connection-refused', 'dns-failed'])

/** After these the connections that are left may be dead too. */
const networkCodes: ReadonlySet<string> = new Set(['connection-lost', 'connection-timeout', 'connection-refused'])

export interface ReflectorEvents {
  /** A list begins. */
  listing: () => void
  /** Something that the list has. */
  item: (object: unknown) => void
  /** A page of the list is whole; `remaining` is the server's estimate, null when it gives none. */
  page: (received: number, remaining: number | null) => void
  /** The list is complete: what no page had is gone. */
  listed: () => void
  upsert: (object: unknown) => void
  delete: (object: unknown) => void
  /** A watch is open. */
  watching: () => void
  /** List or watch failed; the next try starts at `retryAt` (ms since the epoch). */
  failed: (failure: Failure, retryAt: number) => void
  retrying: () => void
}

/**
 * Keeps a caller's copy of one resource current: lists in pages, then watches, as client-go's reflector does. A watch
 * that ends is resumed where it stopped; an expired version (410) lists anew; every other failure waits and tries again.
 */
export class Reflector {
  readonly #access: ClusterAccess
  readonly #path: string
  readonly #events: ReflectorEvents
  #ended = false
  /** Ends the list or watch under way. */
  #current = new AbortController()
  #wake: (() => void) | undefined
  #version = ''
  #attempt = 0
  /** The last watch opened and ended at once: the next one has to show that it works. */
  #brief = false
  /** The last watch ended with 410 before it brought anything. */
  #expired = false
  /** The last list was too slow for its own pages: the next one comes whole, as client-go's pager falls back. */
  #whole = false
  /** Connections that wait for a request may be dead. */
  #doubtful = false
  /** The API server did not answer in time: ends the connections that have been silent since. */
  #endSilent: ((why: Error) => void) | undefined

  /** @param path the collection below the server's URL, e.g. `/api/v1/services` */
  constructor(access: ClusterAccess, path: string, events: ReflectorEvents) {
    this.#access = access
    this.#path = path
    this.#events = events
  }

  /** Runs until {@link stop}; never rejects. */
  async run(): Promise<void> {
    while (!this.#ended) {
      const { signal } = this.#current
      const began = performance.now()
      try {
        if (this.#doubtful) await dropIdleConnections(this.#access)
        this.#doubtful = false
        signal.throwIfAborted()
        if (this.#version === '') await this.#list(signal)
        else await this.#watch(signal)
      } catch (error) {
        const steady = this.#version !== '' && performance.now() - began >= steadyWatch
        if (!signal.aborted) await this.#afterFailure(error, steady)
      }
    }
  }

  /** Ends a pause between two tries. */
  retry(): void {
    this.#attempt = 0
    this.#wake?.()
  }

  /**
   * Goes on at once from where it stood, over a new connection: after a sleep the old one may be dead and nobody says so.
   * Reports nothing unless that fails.
   */
  restart(): void {
    if (this.#ended) return
    this.#doubtful = true
    const before = this.#current
    this.#current = new AbortController()
    before.abort()
    this.retry()
  }

  stop(): void {
    this.#ended = true
    this.#current.abort()
    this.#wake?.()
  }

  async #afterFailure(error: unknown, steady: boolean): Promise<void> {
    if (error instanceof ResourceExpired) {
      this.#version = ''
      if (this.#expired) await this.#pause(failure('api-server-error', 'A list just made is too old to go on from.'))
      else this.#expired = true
      return
    }
    const reason = toFailure(error)
    this.#doubtful = networkCodes.has(reason.code)
    await this.#suspect(reason)
    if (steady && reason.code === 'connection-lost') return
    // Without a watch there are lists at least: what is on screen follows, if late.
    const late = reason.code === 'connection-timeout'
    if (late || reason.code === 'cluster-too-large' || (this.#attempt + 1 >= hopeless && !goneCodes.has(reason.code)))
      this.#version = ''
    if (reason.code === 'cluster-too-large') await this.#pause(reason, longestWait)
    else await this.#pause(reason, error instanceof AnswerError ? error.retryAfter : 0)
  }

  /** What is silent from one time-out to the next is dead: requests, streams and WebSockets of pages would wait for ever. */
  async #suspect(reason: Failure): Promise<void> {
    const late = reason.code === 'connection-timeout'
    if (late) this.#endSilent?.(new FailureError(reason.code, reason.message))
    const upstream = late ? await this.#access.upstream().catch(() => undefined) : undefined
    this.#endSilent = upstream && silentConnections(upstream.agent)
  }

  async #list(signal: AbortSignal): Promise<void> {
    let next = ''
    let received = 0
    let pages = 0
    const item = (object: unknown): void => {
      if (++received > endless) throw new FailureError('cluster-too-large')
      this.#take(this.#events.item, objectSchema.safeParse(object).data)
    }
    this.#events.listing()
    do {
      if (++pages > endless / pageSize) throw new FailureError('cluster-too-large')
      const query = new URLSearchParams({
        ...(!this.#whole && { limit: String(pageSize) }),
        ...(next !== '' && { continue: next }),
      })
      const request = { path: `${this.#path}?${query}`, signal }
      const metadata = await apiList(this.#access, request, item).catch((error: unknown) => {
        if (this.#whole || !isExpired(error)) throw error
        this.#whole = true
      })
      if (metadata === undefined) return this.#list(signal)
      next = metadata.continue ?? ''
      this.#events.page(received, next === '' ? 0 : (metadata.remainingItemCount ?? null))
      this.#version = next === '' ? metadata.resourceVersion : ''
    } while (next !== '')
    this.#whole = false
    this.#endSilent = undefined
    this.#events.listed()
  }

  /** What has the envelope of an object may still be none. */
  #take(take: (object: unknown) => void, object: unknown): void {
    try {
      if (object === undefined) throw new Error('no name')
      take(object)
    } catch (cause) {
      if (cause instanceof FailureError) throw cause
      throw new FailureError('not-kubernetes', `${this.#access.server}${this.#path} has what Kubernetes has not.`, {
        cause,
      })
    }
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const began = performance.now()
    let events = 0
    const shown = { opened: false, works: false }
    let proof: NodeJS.Timeout | undefined
    const works = (): void => {
      if (shown.works || signal.aborted) return
      shown.works = true
      this.#events.watching()
    }
    try {
      await watch(this.#access, this.#path, this.#version, signal, {
        open: () => {
          shown.opened = true
          this.#endSilent = undefined
          if (this.#brief) proof = setTimeout(works, shortWatch)
          else works()
        },
        event: ({ type, object }) => {
          // What had arrived before the end of this watch.
          if (signal.aborted) return
          events++
          works()
          if (type === 'ADDED' || type === 'MODIFIED') this.#take(this.#events.upsert, object)
          else if (type === 'DELETED') this.#take(this.#events.delete, object)
          this.#version = object.metadata.resourceVersion
        },
      })
    } finally {
      clearTimeout(proof)
      const worked = events > 0 || performance.now() - began >= shortWatch
      if (shown.opened) this.#brief = !worked && !signal.aborted
      if (worked) {
        this.#attempt = 0
        this.#expired = false
      }
    }
    const early = shortWatch - (performance.now() - began)
    if (events === 0 && early > 0)
      throw new FailureError('connection-lost', `${this.#access.server} ended the watch at once.`)
    // One that ends with each event is resumed, but not as fast as a server can end it.
    if (early > 0) await this.#sleep(early)
  }

  /** @param retryAfter how long the server wants to be left alone, ms */
  async #pause(failure: Failure, retryAfter = 0): Promise<void> {
    const delay = Math.max(backoffDelay(++this.#attempt), Math.min(retryAfter, longestWait))
    this.#events.failed(failure, Date.now() + delay)
    await this.#sleep(delay)
    if (!this.#ended) this.#events.retrying()
  }

  /** Until then, or until {@link retry}. */
  async #sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
  }
}
