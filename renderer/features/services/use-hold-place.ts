import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { lineAt, offsetOf } from './line-heights.ts'
import { type Filter, type Line, lineId } from './list-lines.ts'

/**
 * Keeps the list in its place while a watch adds and removes rows above: the line under the pointer, or else the first
 * one in sight, stays where it is. A new filter starts at the top.
 *
 * @param scrollTop where the list stands, from its last scroll event: to ask the element would lay out the page at once
 */
export function useHoldPlace(
  scroller: RefObject<HTMLElement | null>,
  hovered: RefObject<string | null>,
  lines: readonly Line[],
  filter: Filter,
  scrollTop: number,
): void {
  const last = useRef({ lines, filter })
  const hold = useEffectEvent(() => {
    const before = last.current
    last.current = { lines, filter }
    if (before.lines === lines) return
    const top = before.filter === filter ? heldPlace(before.lines, lines, hovered.current, scrollTop) : 0
    if (top !== scrollTop) scroller.current?.scrollTo({ top })
  })
  useLayoutEffect(() => hold(), [lines, filter])
}

/** Where the list must stand for its anchor to stay in sight where it was. */
function heldPlace(before: readonly Line[], lines: readonly Line[], hovered: string | null, scrollTop: number): number {
  const first = scrollTop > 0 ? lineAt(before, scrollTop) : undefined
  const anchor = hovered ?? (first && lineId(first))
  if (anchor === undefined) return scrollTop
  const was = offsetOf(before, anchor)
  const is = offsetOf(lines, anchor)
  return was === undefined || is === undefined ? scrollTop : scrollTop + is - was
}
