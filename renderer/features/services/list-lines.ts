import type { ServiceRow } from '../../../shared/service.ts'
import { firstNotBefore } from './row-order.ts'
import { search } from './search.ts'
import { isUnhealthy, rowsAbove } from './tally.ts'

export interface Filter {
  query: string
  /** Empty for all. */
  namespace: string
  unhealthy: boolean
}

export const noFilter: Filter = { query: '', namespace: '', unhealthy: false }

/** A heading between the Services, or a hint in their place. */
export interface Section {
  section: 'cluster-services' | 'no-cluster-services' | 'add-ons' | 'services' | 'results'
  count: number
}

/** One line of the list. A Service is its own line, so that a keystroke makes no 10,000 objects. */
export type Line = ServiceRow | Section

export const isService = (line: Line | undefined): line is ServiceRow => line !== undefined && 'key' in line

/** Unique in a list: a Service's key has a slash, a section's name has none. */
export const lineId = (line: Line): string => ('key' in line ? line.key : line.section)

export interface List {
  lines: readonly Line[]
  /** How many Services are on show. */
  shown: number
}

/** Sorted rows as the lines of the list: cluster services, then known dashboards, above the others, or, while searching, the best match first. */
export function listLines(rows: readonly ServiceRow[], { query, namespace, unhealthy }: Filter): List {
  const everything = namespace === '' && !unhealthy
  // Without a filter the list itself goes on, as what search keeps for it is found by its identity.
  const filtered = everything
    ? rows
    : rows.filter((row) => (namespace === '' || row.namespace === namespace) && (!unhealthy || isUnhealthy(row)))
  if (query.trim() !== '') {
    const found = search(filtered, query)
    return { shown: found.length, lines: [{ section: 'results', count: found.length }, ...found] }
  }
  const above = rowsAbove(filtered)
  const special = above.filter((row) => row.clusterService)
  const addOns = above.filter((row) => !row.clusterService)
  const others = without(filtered, above)
  const lines: Line[] = []
  if (special.length > 0 || everything) lines.push({ section: 'cluster-services', count: special.length }, ...special)
  if (special.length === 0 && everything) lines.push({ section: 'no-cluster-services', count: 0 })
  if (addOns.length > 0) lines.push({ section: 'add-ons', count: addOns.length }, ...addOns)
  if (others.length > 0) lines.push({ section: 'services', count: others.length })
  return { lines: lines.concat(others), shown: filtered.length }
}

/** The rows but for some of them; both sorted. What lies between is taken in one piece, since there are few of the others. */
function without(rows: readonly ServiceRow[], some: readonly ServiceRow[]): readonly ServiceRow[] {
  if (some.length === 0) return rows
  const parts: (readonly ServiceRow[])[] = []
  let from = 0
  for (const row of some) {
    const at = firstNotBefore(rows, row, from)
    parts.push(rows.slice(from, at))
    from = at + 1
  }
  const none: readonly ServiceRow[] = []
  return none.concat(...parts, rows.slice(from))
}
