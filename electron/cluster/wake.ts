const interval = 5_000
/** How much later than due (ms) the timer may be before the computer must have slept. */
const patience = 10_000

const listeners = new Set<() => void>()
let timer: NodeJS.Timeout | undefined
let last = 0

/**
 * Calls back when this computer has slept: somebody says so ({@link awake}), or the clock went on further than its timers
 * did. Also a clock that is put forward counts, which does no harm. Returns how to stop.
 */
export function onWake(woken: () => void): () => void {
  if (listeners.size === 0) {
    last = Date.now()
    timer = setInterval(look, interval).unref()
  }
  listeners.add(woken)
  return () => {
    listeners.delete(woken)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** This computer has slept, as its system says: sooner than a timer can tell. */
export function awake(): void {
  last = Date.now()
  for (const woken of [...listeners]) woken()
}

function look(): void {
  const late = Date.now() - last - interval
  last = Date.now()
  if (late > patience) awake()
}
