// Loaded into a measured process (`node --expose-gc --import`): on SIGUSR2 it says on stderr what it uses, then counts
// the delays of its event loop anew. Not part of Porthole.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolution = 5
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

process.on('SIGUSR2', () => {
  // A timer that is never late fires after its own time.
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution)
  const loop = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) }
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  process.stderr.write(`vitals ${JSON.stringify({ loop, heap: heapUsed, external, arrayBuffers })}\n`)
  setImmediate(() => delay.reset())
})
