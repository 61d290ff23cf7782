import type { TrafficRates } from '../../shared/traffic.ts'
import type { TrafficLog, TrafficTotals } from '../proxy/traffic/traffic-log.ts'

/** How often rates are told, in ms: faster than this nobody reads. */
const every = 1_000
/** Over how many samples a rate is taken, so that it does not jump. */
const smooth = 3
/** Over how many samples errors are counted: a minute. */
const errorWindow = 60

/** The rates that samples of the totals tell, a second apart, the last one at the end. */
export function ratesOf(samples: readonly TrafficTotals[]): TrafficRates {
  const last = samples.at(-1)
  const before = samples.at(-1 - smooth) ?? samples[0]
  const first = samples[0]
  if (!last || !before || !first) return { requests: 0, bytes: 0, errors: 0 }
  const seconds = Math.max(1, Math.min(smooth, samples.length - 1))
  return {
    requests: Math.round((last.requests - before.requests) / seconds),
    bytes: Math.round((last.bytes - before.bytes) / seconds),
    errors: last.errors - first.errors,
  }
}

/** Tells the rates of the traffic when they change, at most once a second; returns how to stop. */
export function followRates(log: Pick<TrafficLog, 'totals'>, told: (rates: TrafficRates) => void): () => void {
  let samples: TrafficTotals[] = [log.totals]
  let last = JSON.stringify(ratesOf(samples))
  const timer = setInterval(() => {
    samples = [...samples, log.totals].slice(-errorWindow)
    const rates = ratesOf(samples)
    const text = JSON.stringify(rates)
    if (text === last) return
    last = text
    told(rates)
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}
