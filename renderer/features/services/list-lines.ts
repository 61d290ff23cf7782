import { defaultLayout } from '../../../shared/desk.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { firstNotBefore } from './row-order.ts'
import { search } from './search.ts'
import { sortRows } from './sort-rows.ts'
import { isUnhealthy, rowsAbove } from './tally.ts'

export interface Filter {
  query: string
  /** Empty for all. */
  namespace: string
  unhealthy: boolean
  /** Empty for all. */
  type: string
}

export const noFilter: Filter = { query: '', namespace: '', unhealthy: false, type: '' }

/** A heading between the Services. */
export type Section =
  | { section: 'cluster-services' | 'add-ons' | 'services' | 'results'; count: number }
  | { section: 'namespace'; namespace: string; count: number }

/** One line of the list. A Service is its own line, so that a keystroke makes no 10,000 objects. */
export type Line = ServiceRow | Section

export const isService = (line: Line | undefined): line is ServiceRow => line !== undefined && 'key' in line

/** Unique in a list: a Service's key has a slash, a section's name has none. */
export const lineId = (line: Line): string => {
  if ('key' in line) return line.key
  return line.section === 'namespace' ? `namespace ${line.namespace}` : line.section
}

export interface List {
  lines: readonly Line[]
  /** How many Services are on show. */
  shown: number
}

/** Sorted rows as the lines of the list: cluster services, then known dashboards, above the others, or, while searching, the best match first. */
export function listLines(rows: readonly ServiceRow[], filter: Filter, layout = defaultLayout): List {
  const { query, namespace, unhealthy, type } = filter
  const everything = namespace === '' && !unhealthy && type === ''
  const filtered = everything ? rows : rowsOf(rows, filter)
  if (query.trim() !== '') {
    const found = search(filtered, query)
    return { shown: found.length, lines: [{ section: 'results', count: found.length }, ...found] }
  }
  const above = rowsAbove(filtered)
  const special = above.filter((row) => row.clusterService)
  const addOns = sortRows(
    above.filter((row) => !row.clusterService),
    layout,
  )
  const others = sortRows(without(filtered, above), layout)
  const lines: Line[] = []
  if (special.length > 0 || everything) lines.push({ section: 'cluster-services', count: special.length }, ...special)
  if (addOns.length > 0) lines.push({ section: 'add-ons', count: addOns.length }, ...addOns)
  if (layout.grouped) return { lines: lines.concat(byNamespace(others)), shown: filtered.length }
  if (others.length > 0) lines.push({ section: 'services', count: others.length })
  return { lines: lines.concat(others), shown: filtered.length }
}

const lastFiltered = new WeakMap<
  readonly ServiceRow[],
  { readonly filter: Filter; readonly rows: readonly ServiceRow[] }
>()

/**
 * The rows that a filter leaves, whatever is searched for. As long as it is the same filter, it is the same list: what
 * search keeps for a list is found by its identity.
 */
function rowsOf(rows: readonly ServiceRow[], filter: Filter): readonly ServiceRow[] {
  const { namespace, unhealthy, type } = filter
  const last = lastFiltered.get(rows)
  if (last?.filter.namespace === namespace && last.filter.unhealthy === unhealthy && last.filter.type === type)
    return last.rows
  const left = rows.filter(
    (row) =>
      (namespace === '' || row.namespace === namespace) &&
      (!unhealthy || isUnhealthy(row)) &&
      (type === '' || row.type === type),
  )
  lastFiltered.set(rows, { filter, rows: left })
  return left
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

/** The rows with a heading for each namespace, in the order of the namespaces; within one they keep theirs. */
function byNamespace(rows: readonly ServiceRow[]): readonly Line[] {
  const groups = new Map<string, ServiceRow[]>()
  for (const row of rows) {
    const group = groups.get(row.namespace)
    if (group) group.push(row)
    else groups.set(row.namespace, [row])
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([namespace, group]) => [{ section: 'namespace', namespace, count: group.length }, ...group])
}
