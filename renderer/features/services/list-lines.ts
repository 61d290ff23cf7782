import { healthOf, type ServiceRow } from '../../../shared/service.ts'
import { search } from './search.ts'

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

/** Some of its endpoints are not ready. A Service without any endpoint may be meant so, and is not unhealthy. */
export function isUnhealthy(row: ServiceRow): boolean {
  const health = healthOf(row)
  return health === 'partial' || health === 'down'
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
  const special = filtered.filter((row) => row.clusterService)
  const addOns = filtered.filter((row) => !row.clusterService && row.addOn !== undefined)
  const others = filtered.filter((row) => !row.clusterService && row.addOn === undefined)
  const lines: Line[] = []
  if (special.length > 0 || everything) lines.push({ section: 'cluster-services', count: special.length }, ...special)
  if (special.length === 0 && everything) lines.push({ section: 'no-cluster-services', count: 0 })
  if (addOns.length > 0) lines.push({ section: 'add-ons', count: addOns.length }, ...addOns)
  if (others.length > 0) lines.push({ section: 'services', count: others.length })
  return { lines: lines.concat(others), shown: filtered.length }
}

export interface NamespaceCount {
  namespace: string
  count: number
}

/** The namespaces that have Services, sorted, since the rows are. */
export function namespaceCounts(rows: readonly ServiceRow[]): readonly NamespaceCount[] {
  const counts = new Map<string, number>()
  for (const { namespace } of rows) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
  return Array.from(counts, ([namespace, count]) => ({ namespace, count }))
}
