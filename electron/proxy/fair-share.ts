/** What all bodies together may bring in one turn of the event loop, in bytes: some ms of work, and no more reads than that. */
const perTurn = 128 * 1024
/** What one read of a socket brings at most, in bytes; a body that goes on brings that much at least. */
const perRead = 64 * 1024

/** Runs a function after everything that is ready now: {@link setImmediate}. */
type Later = (run: () => void) => unknown

/**
 * Lets many large bodies take turns. The system is asked for up to 2 MB of each socket in one turn of the event loop, so
 * with 64 downloads everybody else would wait for more than a second; beyond a share of the turn a body waits for one of
 * the next. Nothing is held in memory for it: a body that waits is not read.
 */
export class FairShare {
  readonly #later: Later
  readonly #waiting: (() => void)[] = []
  #taken = 0
  #scheduled = false

  constructor(later: Later = setImmediate) {
    this.#later = later
  }

  /** A part of a body has come. False when the share of this turn is used up: the body is to stop until its turn. */
  took(bytes: number): boolean {
    this.#taken += bytes
    this.#schedule()
    return this.#taken <= perTurn
  }

  /** Calls back now if there is a share left, else in one of the next turns. */
  turn(goOn: () => void): void {
    if (this.#taken <= perTurn) goOn()
    else this.#waiting.push(goOn)
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#later(() => {
      this.#scheduled = false
      this.#taken = 0
      for (const goOn of this.#waiting.splice(0, perTurn / perRead)) goOn()
      if (this.#waiting.length > 0) this.#schedule()
    })
  }
}
