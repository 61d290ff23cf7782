import type { ServiceRow } from '../../../shared/service.ts'
import { compareRows, firstNotBefore, type RowName } from './row-order.ts'
import { carryTally } from './tally.ts'

/** What becomes of one row; undefined when it goes. */
type Change = RowName & { row: ServiceRow | undefined }

/**
 * Rows after a patch, still sorted. Only what changed is looked at, since a patch is small and comes many times a second.
 * A row that did not change keeps its identity, so that nothing on the screen that shows it is drawn again. As in
 * `applyPatch`, a key both deleted and upserted stays.
 */
export function mergeRows(
  sorted: readonly ServiceRow[],
  upserts: readonly ServiceRow[],
  deletes: readonly string[],
): readonly ServiceRow[] {
  const parts: (readonly ServiceRow[])[] = []
  const gone: ServiceRow[] = []
  let from = 0
  for (const change of changesOf(upserts, deletes)) {
    const at = firstNotBefore(sorted, change, from)
    const before = sorted[at]
    const known = before !== undefined && compareRows(before, change) === 0
    parts.push(sorted.slice(from, at))
    if (change.row) parts.push([change.row])
    if (known) gone.push(before)
    from = known ? at + 1 : at
  }
  const none: readonly ServiceRow[] = []
  const merged = none.concat(...parts, sorted.slice(from))
  carryTally(sorted, merged, gone, upserts)
  return merged
}

function changesOf(upserts: readonly ServiceRow[], deletes: readonly string[]): readonly Change[] {
  const changes = new Map<string, Change>()
  for (const key of deletes) {
    const [namespace = '', name = ''] = key.split('/')
    changes.set(key, { namespace, name, row: undefined })
  }
  for (const row of upserts) changes.set(row.key, { namespace: row.namespace, name: row.name, row })
  return [...changes.values()].sort(compareRows)
}
