import type { ListLayout, SortKey } from '../../../shared/desk.ts'
import { type Health, healthOf, type ServiceRow } from '../../../shared/service.ts'

/** What needs somebody stands first. */
const healthOrder: Record<Health, number> = { down: 0, partial: 1, none: 2, unknown: 3, ready: 4 }

type Compare = (a: ServiceRow, b: ServiceRow) => number

const text = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

const compares: Record<SortKey, Compare> = {
  namespace: (a, b) => text(a.namespace, b.namespace) || text(a.name, b.name),
  name: (a, b) => text(a.name, b.name) || text(a.namespace, b.namespace),
  health: (a, b) => healthOrder[healthOf(a)] - healthOrder[healthOf(b)],
  type: (a, b) => text(a.type, b.type),
  // Those of which nothing is known come last; of two such the difference is no number, and means that they are equal.
  ready: (a, b) => (a.ready ?? Infinity) - (b.ready ?? Infinity) || 0,
}

/** Rows in the order of a layout. They come sorted by namespace and name, and what is equal stays so. */
export function sortRows(rows: readonly ServiceRow[], { sort, descending }: ListLayout): readonly ServiceRow[] {
  if (sort === 'namespace' && !descending) return rows
  const compare = compares[sort]
  const sign = descending ? -1 : 1
  return rows.toSorted((a, b) => sign * compare(a, b))
}
