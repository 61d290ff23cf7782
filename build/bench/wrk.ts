/** What a load of requests came to. */
export interface Load {
  /** How many were answered. */
  readonly requests: number
  readonly requestsPerSecond: number
  /** Latencies, ms. */
  readonly p50: number
  readonly p99: number
}

/** Reads what `wrk --latency` prints. Throws when a request failed: figures of failures mean nothing. */
export function parseWrk(text: string): Load {
  const failed = /^\s*(?:Socket errors|Non-2xx or 3xx responses): .*$/m.exec(text)
  if (failed && !/connect 0, read 0, write 0, timeout 0/.test(failed[0])) throw new Error(`wrk: ${failed[0].trim()}`)
  const requests = Number(/^\s+(\d+) requests in /m.exec(text)?.[1])
  const requestsPerSecond = Number(/^Requests\/sec:\s+([\d.]+)$/m.exec(text)?.[1])
  const [p50, p99] = ['50', '99'].map((share) => {
    const [, value, unit] = new RegExp(`^\\s+${share}%\\s+([\\d.]+)(us|ms|s|m) *$`, 'm').exec(text) ?? []
    return Number(value) * (milliseconds[unit ?? ''] ?? Number.NaN)
  })
  if (!(requestsPerSecond > 0) || p50 === undefined || p99 === undefined || Number.isNaN(p50 + p99)) {
    throw new Error(`wrk said something unexpected:\n${text}`)
  }
  return { requests, requestsPerSecond, p50, p99 }
}

const milliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }
