import { apiJson } from '../cluster/api-client.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'

/** So many at most: a page opens no more tunnels at once. */
const most = 6
/** So long (ms) after the last tunnel of several they are opened. */
const rest = 500
/** How long one may take, ms. */
const limit = 10_000

/**
 * Has connections wait in the pool for the next tunnels, as many as were opened last: a tunnel takes its connection away with
 * it, and where the API server is far a new one costs as much as the tunnel itself.
 */
export class ReadyConnections {
  readonly #access: ClusterAccess
  #taken = 0
  readonly #closing = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(access: ClusterAccess) {
    this.#access = access
  }

  /** A tunnel has taken one. */
  taken(): void {
    if (this.#closing.signal.aborted) return
    this.#taken = Math.min(most, this.#taken + 1)
    this.#timer ??= setTimeout(() => this.#open(), rest).unref()
    this.#timer.refresh()
  }

  /** Opens no more: of a cluster that was disconnected nothing is asked. */
  close(): void {
    clearTimeout(this.#timer)
    this.#closing.abort()
  }

  #open(): void {
    // One more, on which it is looked for the pod. Asked at once, each is asked on a connection of its own.
    const wanted = this.#taken + 1
    this.#taken = 0
    this.#timer = undefined
    for (let at = 0; at < wanted; at++) {
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(limit)])
      // What it answers does not matter.
      apiJson(this.#access, { path: '/version', signal }).catch(() => undefined)
    }
  }
}
