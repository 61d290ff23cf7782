/** How long after an input a page may still act on it (ms): Chromium's own limit for transient activation. */
export const activationPeriod = 5000

const inputs = new Set(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'touchEnd', 'gestureTap'])

/** Whether an input is something that somebody does on a page; movements and wheels are not. */
export function isAct(inputType: string): boolean {
  return inputs.has(inputType)
}

/**
 * Whether what a page does follows from something its user did. Each input allows one act, so that a page cannot open a
 * browser window of its own accord, or twenty after one click.
 */
export class UserActivation {
  readonly #now: () => number
  #at = Number.NEGATIVE_INFINITY
  #onPage = false
  #mayAsk = false

  /** @param now milliseconds on a clock that does not jump */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** @param inputType `type` of Electron's InputEvent; movements and wheels are no act */
  input(inputType: string): void {
    if (!isAct(inputType)) return
    this.grant()
    this.#onPage = true
  }

  /** The user asked for this page outside of it: opened the tab, typed its address, reloaded it. */
  grant(): void {
    this.#at = this.#now()
    this.#onPage = false
    this.#mayAsk = true
  }

  /** Whether there is one, which stays. */
  get recent(): boolean {
    return this.#now() - this.#at <= activationPeriod
  }

  /** As `take`, but only for what was done on the page itself: that a page was opened opens no window of it. */
  takeInput(): boolean {
    return this.#onPage && this.take()
  }

  /** Whether a question of the page may come before its user: one after each act, however long ago that was. */
  takeQuestion(): boolean {
    const mayAsk = this.#mayAsk
    this.#mayAsk = false
    return mayAsk
  }

  /** Uses the activation up; false when there is none. */
  take(): boolean {
    const active = this.recent
    this.#at = Number.NEGATIVE_INFINITY
    return active
  }
}
