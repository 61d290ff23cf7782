import { healthOf, type ServiceRow } from '../../../shared/service.ts'
import { compareRows } from './row-order.ts'

export interface NamespaceCount {
  namespace: string
  count: number
}

/** What is counted over all rows. */
interface Tally {
  namespaces: ReadonlyMap<string, number>
  unhealthy: number
  /** See {@link rowsAbove}. */
  above: readonly ServiceRow[]
}

const tallies = new WeakMap<readonly ServiceRow[], Tally>()

/** Some of its endpoints are not ready. A Service without any endpoint may be meant so, and is not unhealthy. */
export function isUnhealthy(row: ServiceRow): boolean {
  const health = healthOf(row)
  return health === 'partial' || health === 'down'
}

/** The namespaces that have Services, sorted. */
export function namespaceCounts(rows: readonly ServiceRow[]): readonly NamespaceCount[] {
  return Array.from(tallyOf(rows).namespaces, ([namespace, count]) => ({ namespace, count })).sort((a, b) =>
    a.namespace < b.namespace ? -1 : 1,
  )
}

/** Cluster services and known dashboards, which stand above the other Services; sorted. */
export const rowsAbove = (rows: readonly ServiceRow[]): readonly ServiceRow[] => tallyOf(rows).above

const standsAbove = (row: ServiceRow): boolean => row.clusterService || row.addOn !== undefined

export const unhealthyCount = (rows: readonly ServiceRow[]): number => tallyOf(rows).unhealthy

/** Counts for the rows after a patch from those before it, so that nobody need walk through all of them again. */
export function carryTally(
  before: readonly ServiceRow[],
  after: readonly ServiceRow[],
  gone: readonly ServiceRow[],
  come: readonly ServiceRow[],
): void {
  const known = tallies.get(before)
  if (!known) return
  const counts = counted(counted(known, gone, -1), come, 1)
  const changed = gone.some(standsAbove) || come.some(standsAbove)
  const left = new Set(gone)
  const above = changed
    ? [...known.above.filter((row) => !left.has(row)), ...come.filter(standsAbove)].sort(compareRows)
    : known.above
  tallies.set(after, { ...counts, above })
}

function tallyOf(rows: readonly ServiceRow[]): Tally {
  const known = tallies.get(rows)
  if (known) return known
  const made = { ...counted({ namespaces: new Map(), unhealthy: 0 }, rows, 1), above: rows.filter(standsAbove) }
  tallies.set(rows, made)
  return made
}

type Counts = Omit<Tally, 'above'>

function counted(tally: Counts, rows: readonly ServiceRow[], step: 1 | -1): Counts {
  const namespaces = new Map(tally.namespaces)
  let { unhealthy } = tally
  for (const row of rows) {
    const count = (namespaces.get(row.namespace) ?? 0) + step
    if (count === 0) namespaces.delete(row.namespace)
    else namespaces.set(row.namespace, count)
    if (isUnhealthy(row)) unhealthy += step
  }
  return { namespaces, unhealthy }
}
