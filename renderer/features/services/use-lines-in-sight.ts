import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { columnsHeight, indexAt, offsetOf, rowsIn } from './line-heights.ts'
import type { Line } from './list-lines.ts'

/** So many lines beyond either edge are there already. */
const spare = 3

/** Where a list stands: how far it is scrolled, and how high it is; px. */
interface Place {
  top: number
  height: number
}

interface LinesInSight {
  /** The first line that must exist, and the one after the last. */
  first: number
  end: number
  /** Where the list stood at its last scroll event: to ask the element would lay out the page at once. */
  place: RefObject<Place>
  /** Scrolls as little as brings a line in sight. */
  reveal: (index: number) => void
}

/**
 * Which lines of a list are in sight. It is always as many of them, so that as one scrolls no element is made or removed.
 * Not by a library: all it knows of a line is its height, which here is no more than a multiplication, while to measure
 * 10,000 lines anew for each patch of a watch was the largest part of what a patch cost.
 */
export function useLinesInSight(scroller: RefObject<HTMLElement | null>, lines: readonly Line[]): LinesInSight {
  const [seen, setSeen] = useState<Place>(firstGuess)
  const place = useRef(seen)
  const first = firstAt(lines, seen)
  const look = useEffectEvent(() => {
    if (!scroller.current) return
    const { scrollTop, clientHeight } = scroller.current
    place.current = { top: scrollTop, height: clientHeight }
    const isAsMany = linesIn(clientHeight) === linesIn(seen.height)
    if (!isAsMany || firstAt(lines, place.current) !== first) setSeen(place.current)
  })
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return undefined
    // Before the frame: otherwise it would show where no lines are yet.
    const now = () => flushSync(() => look())
    // It tells of the first height too, when that is known: to ask for it here would lay out all lines within this task.
    const resized = new ResizeObserver(() => look())
    resized.observe(list)
    list.addEventListener('scroll', now, { passive: true })
    return () => {
      resized.disconnect()
      list.removeEventListener('scroll', now)
    }
  }, [scroller])
  return {
    first,
    end: Math.min(lines.length, first + linesIn(seen.height)),
    place,
    reveal: (index) => {
      const { top, height } = place.current
      const begin = offsetOf(lines, index)
      const lowest = offsetOf(lines, index + 1) - (height - columnsHeight)
      const to = Math.min(begin, Math.max(top, lowest))
      if (to !== top) scroller.current?.scrollTo({ top: to })
    },
  }
}

/** Before it was measured, so that the lines are there with the first drawing: what is around a list takes about so much. */
const firstGuess = (): Place => ({ top: 0, height: Math.max(0, window.innerHeight - 240) })

/** One more than fill the height, since the first and the last may be cut. */
const linesIn = (height: number): number => rowsIn(height) + 1 + 2 * spare

/** The first line that must exist. */
function firstAt(lines: readonly Line[], { top, height }: Place): number {
  return Math.max(0, Math.min(indexAt(lines, top) - spare, lines.length - linesIn(height)))
}
