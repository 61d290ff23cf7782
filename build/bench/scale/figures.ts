import type { Row } from '../measurement.ts'

/** A row of the table: what was measured, the figure, and what it must not exceed. */
export const figure = (subject: string, value: number, bar?: number): Row => ({ subject, figures: [value, bar] })

/** @param share 0.95 for the 95th percentile */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}
