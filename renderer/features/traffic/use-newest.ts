import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { TrafficRow } from '../../../shared/traffic.ts'
import type { TrafficFilter } from './filter-traffic.ts'

/** In px, as the style sheet has them. */
export const rowHeight = 28
export const columnsHeight = 28

/** So near to the end, in px, counts as there. */
const near = rowHeight / 2

/**
 * Follows the newest request while the list stands at its end. Scrolled up it holds its place: what comes below does not
 * move it, and what goes above, as the oldest do, is made up for.
 */
export function useNewest(scroller: RefObject<HTMLElement | null>, rows: readonly TrafficRow[], filter: TrafficFilter) {
  const [following, setFollowing] = useState(true)
  const last = useRef<{ rows: readonly TrafficRow[]; filter: TrafficFilter } | null>(null)
  const toNewest = (): void => {
    setFollowing(true)
    scroller.current?.scrollTo({ top: Number.MAX_SAFE_INTEGER })
  }
  const settle = useEffectEvent(() => {
    const before = last.current
    last.current = { rows, filter }
    const list = scroller.current
    if (!list) return
    if (following || before?.filter !== filter) {
      list.scrollTo({ top: list.scrollHeight })
      return
    }
    const gone = goneAbove(before.rows, rows, Math.floor(list.scrollTop / rowHeight))
    if (gone !== 0) list.scrollTo({ top: list.scrollTop - gone * rowHeight })
  })
  useLayoutEffect(() => settle(), [rows, filter])
  const onScroll = (): void => {
    const list = scroller.current
    if (list) setFollowing(list.scrollTop + list.clientHeight >= list.scrollHeight - near)
  }
  return { following, onScroll, toNewest }
}

/** How many rows have gone from above the one that was first in sight. */
export function goneAbove(before: readonly TrafficRow[], rows: readonly TrafficRow[], first: number): number {
  for (let at = first; at < before.length; at++) {
    const id = before[at]?.id
    const now = rows.findIndex((row) => row.id === id)
    if (now >= 0) return at - now
  }
  return 0
}
