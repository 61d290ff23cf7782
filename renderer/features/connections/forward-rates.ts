import type { TcpForwardState } from '../../../shared/tcp-forward.ts'

/** What had passed through each forwarded port at a moment. */
export interface ForwardSample {
  /** In ms, only ever forward. */
  at: number
  bytes: ReadonlyMap<number, { in: number; out: number }>
}

/** Bytes per second. */
export interface ForwardRate {
  in: number
  out: number
}

/** Over how many samples a rate is taken, so that it does not jump. */
const smooth = 3

export function sampleOf(forwards: readonly TcpForwardState[], at: number): ForwardSample {
  return { at, bytes: new Map(forwards.map(({ id, bytesIn, bytesOut }) => [id, { in: bytesIn, out: bytesOut }])) }
}

/** The samples that rates are taken from, with one more. */
export function withSample(samples: readonly ForwardSample[], next: ForwardSample): readonly ForwardSample[] {
  return [...samples, next].slice(-1 - smooth)
}

/** How fast bytes pass through a forwarded port now. One that a sample does not have has begun after it, at nothing. */
export function rateOf(samples: readonly ForwardSample[], id: number): ForwardRate {
  const seen = samples.findIndex(({ bytes }) => bytes.has(id))
  const [first, last] = [samples[Math.max(0, seen - 1)], samples.at(-1)]
  const now = last?.bytes.get(id)
  if (!first || !last || !now || last.at <= first.at) return { in: 0, out: 0 }
  const before = first.bytes.get(id) ?? { in: 0, out: 0 }
  const seconds = (last.at - first.at) / 1000
  return { in: (now.in - before.in) / seconds, out: (now.out - before.out) / seconds }
}
