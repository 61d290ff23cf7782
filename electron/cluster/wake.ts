const interval = 5_000
/** How much later than due (ms) the timer may be before the computer must have slept. */
const patience = 10_000

/**
 * Calls back when this computer has slept: the clock went on further than its timers did. Also a clock that is put
 * forward counts, which does no harm. Returns how to stop.
 */
export function onWake(woken: () => void): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const late = Date.now() - last - interval
    last = Date.now()
    if (late > patience) woken()
  }, interval)
  return () => clearInterval(timer)
}
