/**
 * Lets pieces of work that are asked for all at once have a turn of the event loop each, so that others are heard in
 * between. Who asks for many waits for their own: all who ask have a piece in turn. One that comes alone waits for nothing.
 */
export class Turns {
  /** Of each who asks, first come, first served; whose turn is next stands first. */
  readonly #waiting = new Map<string, (() => void)[]>()
  #taken = false

  /** Resolves when it is the caller's turn. */
  next(who: string): Promise<void> {
    if (!this.#taken) {
      this.#take()
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const own = this.#waiting.get(who)
      if (own) own.push(resolve)
      else this.#waiting.set(who, [resolve])
    })
  }

  #take(): void {
    this.#taken = true
    setImmediate(() => {
      this.#taken = false
      const [first] = this.#waiting
      if (!first) return
      const [who, own] = first
      const goOn = own.shift()
      // To the end of the row, if there is more.
      this.#waiting.delete(who)
      if (own.length > 0) this.#waiting.set(who, own)
      this.#take()
      goOn?.()
    })
  }
}
