/** So much the kubelet and the pod's socket always take, in bytes: a ping behind no more than this is read at once. */
const alwaysTaken = 64 * 1024
/** How many beats a tunnel may be silent that has sent more: its pod may read slowly, and then nobody reads pings. */
const patience = 15

/**
 * Decides on each beat whether a tunnel is pinged or has died. Pings are read in turn with the data, and a paused tunnel
 * sees no pong, so silence alone says little.
 */
export class Heartbeat {
  #heard = false
  #asked = false
  #silent = 0
  /** Bytes sent since the last ping that was answered, and as of the ping under way. */
  #unread = 0
  #pinged = 0

  sent(bytes: number): void {
    this.#unread += bytes
  }

  heard(): void {
    this.#heard = true
  }

  ponged(): void {
    this.#heard = true
    this.#unread -= this.#pinged
    this.#pinged = 0
  }

  /** This computer has slept: that nothing answered meanwhile says nothing. */
  woken(): void {
    this.#asked = false
    this.#silent = 0
  }

  beat(paused: boolean): 'ping' | 'wait' | 'dead' {
    if (paused || this.#heard) this.#silent = 0
    else if (this.#asked) this.#silent += 1
    if (this.#silent >= (this.#unread > alwaysTaken ? patience : 1)) return 'dead'
    this.#asked = !paused
    this.#heard = false
    if (paused) return 'wait'
    this.#pinged = this.#unread
    return 'ping'
  }
}
