import type { TrafficChange, TrafficRow } from '../../../shared/traffic.ts'

/** The rows after a change, by id. A row that has not changed stays the same object. */
export function mergeTraffic(
  rows: readonly TrafficRow[],
  { upserts, gone }: Pick<TrafficChange, 'upserts' | 'gone'>,
): readonly TrafficRow[] {
  const changed = new Map(upserts.map((row) => [row.id, row]))
  const dead = new Set(gone)
  const merged: TrafficRow[] = []
  for (const row of rows) {
    const next = changed.get(row.id)
    changed.delete(row.id)
    if (!dead.has(row.id)) merged.push(next ?? row)
  }
  merged.push(...changed.values())
  return merged
}
