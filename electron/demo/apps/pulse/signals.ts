/** A second of the measured shop. */
export interface Sample {
  /** Unix time, ms. */
  readonly at: number
  /** Requests per second, one number per service. */
  readonly requests: readonly number[]
  /** Latency in ms: p50, p95, p99. */
  readonly latency: readonly [number, number, number]
  /** Share of requests that failed, 0 to 1. */
  readonly errors: number
  /** CPU in millicores, one number per pod. */
  readonly cpu: readonly number[]
  /** Memory in MiB, one number per pod. */
  readonly memory: readonly number[]
}

/** What is measured: names for the numbers of a sample, in its order. */
export interface Measured {
  readonly services: readonly string[]
  readonly pods: readonly string[]
}

/**
 * What the dashboard measures at a moment. A pure function of time: nothing runs while nobody looks, every reader sees
 * the same curves, and the history before the first reader exists too.
 */
export function sampleAt(at: number, { services, pods }: Measured): Sample {
  const second = at / 1000
  const load = 1 + 0.22 * wave(second, 140) + 0.1 * wave(second, 47) + 0.5 * surge(second)
  const requests = services.map((_, index) => {
    const own = load + 0.14 * wave(second + index * 31, 63 + index * 9) + 0.1 * noise(second, 6, index)
    return round((118 * own) / (1 + index * 0.85))
  })
  const strain = Math.max(0, load - 1)
  const p50 = 12 + 5 * strain + 1.2 * noise(second, 5, 20)
  const p95 = p50 * 2.6 + 34 * strain ** 2 + 3.5 * noise(second, 5, 21)
  const p99 = p95 * 1.5 + 52 * strain ** 2 + 7 * Math.abs(noise(second, 4, 22))
  return {
    at,
    requests,
    latency: [round(p50), round(p95), round(p99)],
    errors: Math.max(0, 0.0012 + 0.0009 * noise(second, 6, 40) + 0.014 * surge(second) ** 3),
    cpu: pods.map((_, index) => round((150 - index * 17) * (0.55 + 0.42 * load + 0.11 * noise(second, 7, 60 + index)))),
    memory: pods.map((_, index) => round(96 + index * 23 + 14 * sawtooth(second + index * 70, 240 + index * 30))),
  }
}

const round = (value: number): number => Math.round(Math.max(0, value) * 10) / 10

const wave = (second: number, period: number): number => Math.sin((second / period) * 2 * Math.PI)

const sawtooth = (second: number, period: number): number => (second % period) / period

/** A wave of visitors every 200 s: 0 most of the time, up to 1 for about half a minute. */
function surge(second: number): number {
  const distance = (second % 200) - 150
  return Math.exp(-((distance / 11) ** 2))
}

/** Smooth noise between -1 and 1 that turns about once in `period` seconds. */
function noise(second: number, period: number, seed: number): number {
  const at = second / period
  const step = Math.floor(at)
  const eased = (1 - Math.cos((at - step) * Math.PI)) / 2
  return chance(step, seed) * (1 - eased) + chance(step + 1, seed) * eased
}

/** A number between -1 and 1 that looks random and is always the same for the same step and seed. */
function chance(step: number, seed: number): number {
  const mixed = Math.imul(Math.imul(step ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seed + 1, 0xc2b2ae35), 0x27d4eb2f)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x7fffffff - 1
}
