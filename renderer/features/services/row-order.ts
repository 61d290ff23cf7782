import type { ServiceRow } from '../../../shared/service.ts'

/** What the rows are sorted by. */
export type RowName = Pick<ServiceRow, 'namespace' | 'name'>

/** By namespace, then name: by code unit, since both are plain ASCII and this is many times faster than a collator. */
export function compareRows(a: RowName, b: RowName): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  if (a.name === b.name) return 0
  return a.name < b.name ? -1 : 1
}

/** The index, at least `from`, of the first row that does not come before a name. */
export function firstNotBefore(sorted: readonly ServiceRow[], name: RowName, from = 0): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = sorted[middle]
    if (row && compareRows(row, name) < 0) low = middle + 1
    else high = middle
  }
  return low
}
