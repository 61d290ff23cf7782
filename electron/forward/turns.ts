/**
 * Lets pieces of work that are asked for all at once have a turn of the event loop each, so that others are heard in
 * between. First come, first served; a piece that comes alone waits for nothing.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #taken = false

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    if (!this.#taken) {
      this.#take()
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #take(): void {
    this.#taken = true
    setImmediate(() => {
      this.#taken = false
      const goOn = this.#waiting.shift()
      if (!goOn) return
      this.#take()
      goOn()
    })
  }
}
