// What runs in the app's main process, by way of Playwright. Each function stands alone: it is sent there as text.
import type { IntervalHistogram } from 'node:perf_hooks'

declare global {
  var benchDelay: IntervalHistogram | undefined
}

/** Watches the event loop from now on. */
export function startDelay(): void {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
  globalThis.benchDelay?.disable()
  globalThis.benchDelay = monitorEventLoopDelay({ resolution: 2 })
  globalThis.benchDelay.enable()
}

/** The longest stall of the event loop since the start and the 99th percentile, ms. */
export function stopDelay(): { max: number; p99: number } {
  const delay = globalThis.benchDelay
  if (!delay) throw new Error('not started')
  delay.disable()
  return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
}

export function collectGarbage(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
  const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
  collect()
  collect()
}
