import type { ServiceRow } from '../../../shared/service.ts'

/** By namespace, then name: by code unit, since both are plain ASCII and this is many times faster than a collator. */
export function compareRows(a: ServiceRow, b: ServiceRow): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  if (a.name === b.name) return 0
  return a.name < b.name ? -1 : 1
}

/**
 * Rows after a patch, still sorted, in one pass. A row that did not change keeps its identity, so that nothing on the
 * screen that shows it is drawn again. As in `applyPatch`, a key both deleted and upserted stays.
 */
export function mergeRows(
  sorted: readonly ServiceRow[],
  upserts: readonly ServiceRow[],
  deletes: readonly string[],
): readonly ServiceRow[] {
  const changed = new Map(upserts.map((row) => [row.key, row]))
  const gone = new Set(deletes)
  const kept: ServiceRow[] = []
  for (const row of sorted) {
    const next = changed.get(row.key)
    if (next) changed.delete(row.key)
    if (next) kept.push(next)
    else if (!gone.has(row.key)) kept.push(row)
  }
  return changed.size === 0 ? kept : interleave(kept, [...changed.values()].sort(compareRows))
}

function interleave(sorted: readonly ServiceRow[], added: readonly ServiceRow[]): readonly ServiceRow[] {
  const merged: ServiceRow[] = []
  let at = 0
  for (const row of sorted) {
    for (let next = added[at]; next && compareRows(next, row) < 0; next = added[at]) {
      merged.push(next)
      at += 1
    }
    merged.push(row)
  }
  return merged.concat(added.slice(at))
}
