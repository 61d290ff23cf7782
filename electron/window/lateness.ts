/** How often it is looked whether main is late, in ms. */
export const lookInterval = 200
/** What comes so late, in ms, is not late: timers are not exact, and a page's start takes its time. */
const usual = 50
/** Who waits twice as long waits for twice as much: a wait counts by its square, so that ten short ones are no long one. */
const cost = (late: number): number => late ** 2 / 500
/** What it costs in all when main is held up: a wait of 450 ms behind another, or twelve of 150 … */
const most = 500
/** … without a look between that was in time, of which each makes up for so much. */
const madeUp = 50
/** The first one may have been anything, and counts for no more. */
const first = 100

/** Whether main is kept from all else for long: told by a clock that it looks at each {@link lookInterval}. */
export class Lateness {
  #last: number | undefined
  #cost = 0

  /**
   * One more look.
   *
   * @param now ms
   * @returns `late` when it has become so; `held-up` when it has been so again, and for too long
   */
  look(now: number): 'calm' | 'late' | 'held-up' {
    const late = now - (this.#last ?? now - lookInterval) - lookInterval
    this.#last = now
    if (late < usual) {
      this.#cost = Math.max(0, this.#cost - madeUp)
      return 'calm'
    }
    this.#cost = this.#cost === 0 ? Math.min(first, cost(late)) : this.#cost + cost(late)
    if (this.#cost < most) return 'late'
    this.#cost = 0
    return 'held-up'
  }
}

/** So much of the time somebody has worked who is to blame: neither asleep, nor waiting for a processor that others have. */
const share = 0.7
/** A page that does less than so much of one processor's time keeps nobody busy. */
const idle = 0.1

/**
 * Whether main has waited for a page: it had to work for somebody all the time, or the page took the processors for itself.
 *
 * @param main how much of all processors it used, and the busiest page, in percent
 */
export function isToBlame(main: number, page: number, processors: number): boolean {
  const one = 100 / processors
  return page >= idle * one && (main >= share * one || page >= share * 100)
}
