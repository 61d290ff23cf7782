/**
 * How long to wait before try number `attempt` (from 1), in milliseconds: doubling from 0.8 s to 30 s, with full jitter
 * over the upper half so that many clients do not come back together.
 */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(30_000, 800 * 2 ** Math.min(attempt - 1, 10))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}
