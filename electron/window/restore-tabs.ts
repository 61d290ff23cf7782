import { originUrl } from '../../shared/origin.ts'
import type { ServiceRef } from '../../shared/service-ref.ts'
import { findTab, withKeptTab, withSplit } from './tab-list.ts'
import type { TabRecord } from './tab-record.ts'

/** Places among them, counted from 0: of the one on show, and of the left one of the pair. */
export interface TabsOfLastTime {
  open: readonly (ServiceRef & { path: string })[]
  active: number | null
  split: number | null
}

/** Records the tabs of last time again, beside those that were opened since. Returns the one that was on show. */
export function restoreTabs(
  record: TabRecord,
  { open, active, split }: TabsOfLastTime,
  listenerPort: number,
): number | undefined {
  const ids = open.map(({ path, ...ref }) => {
    const known = findTab(record.state, ref)
    if (known) return known.id
    const id = record.newId()
    const origin = originUrl({ ...ref, service: ref.name }, listenerPort)
    record.set(withKeptTab(record.state, id, ref, new URL(path, origin).href))
    return id
  })
  const [left, right] = split === null ? [] : ids.slice(split, split + 2)
  if (left !== undefined && right !== undefined) record.set(withSplit(record.state, left, right))
  return active === null ? undefined : ids[active]
}
