import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { indexAt, indexOf, offsetOf } from './line-heights.ts'
import { type Filter, type Line, lineId } from './list-lines.ts'

/**
 * Keeps the list in its place while a watch adds and removes rows above: the line under the pointer, or else the first
 * one in sight, stays where it is. A new filter starts at the top.
 *
 * @param place where the list stood at its last scroll event
 */
export function useHoldPlace(
  scroller: RefObject<HTMLElement | null>,
  hovered: RefObject<string | null>,
  lines: readonly Line[],
  filter: Filter,
  place: RefObject<{ readonly top: number }>,
): void {
  const last = useRef({ lines, filter })
  const hold = useEffectEvent(() => {
    const before = last.current
    last.current = { lines, filter }
    if (before.lines === lines || !scroller.current) return
    const { top } = place.current
    if (before.filter !== filter) {
      if (top !== 0) scroller.current.scrollTo({ top: 0 })
      return
    }
    const by = movedBy(before.lines, lines, hovered.current, top)
    // By, not to: the list may have been scrolled since.
    if (by !== 0) scroller.current.scrollBy({ top: by })
  })
  useLayoutEffect(() => hold(), [lines, filter])
}

/** How far the line that is to stay has moved. */
function movedBy(before: readonly Line[], lines: readonly Line[], hovered: string | null, top: number): number {
  const at = indexAt(before, top)
  const first = top > 0 ? before[at] : undefined
  const anchor = hovered ?? (first && lineId(first))
  if (anchor === undefined) return 0
  const was = indexOf(before, anchor, at)
  const is = indexOf(lines, anchor, was)
  return was < 0 || is < 0 ? 0 : offsetOf(lines, is) - offsetOf(before, was)
}
