import type { PointerEvent as ReactPointerEvent } from 'react'
import { type Axis, nearestSlot, type Offset, type Slot, withinSlots } from './reorder-rules.ts'

/** So far, in px, a press must move before it drags: no hand is still while it clicks. */
const slack = 4
/** So near an edge, in px, a list scrolls, and so far in a frame. */
const edge = 32
const pace = 10

/** An item on its way. */
export interface Dragged {
  readonly slots: readonly Slot[]
  readonly from: number
  readonly to: number
  readonly by: Offset
}

interface DragOptions {
  /** The items, in their order. */
  items: readonly HTMLElement[]
  axis: Axis
  /** Where it is by now; null when it goes back. */
  show: (dragged: Dragged | null) => void
  drop: (dragged: Dragged) => void
}

/**
 * Follows a press on an item: once it moves, the item goes with the pointer, and is dropped where it is let go. Escape gives
 * it up. Not by the system's drag and drop: that carries a picture away from the list, and loses what is dropped fast.
 */
export function dragToPlace(press: ReactPointerEvent<HTMLElement>, { items, axis, show, drop }: DragOptions): void {
  const { currentTarget: item, pointerId } = press
  const from = items.indexOf(item)
  const scroller = scrollerOf(item)
  const begun = { x: press.clientX, y: press.clientY, ...scrollOf(scroller) }
  let pointer: Offset = begun
  let slots: readonly Slot[] = []
  let dragged: Dragged | null = null
  let frame = 0

  const follow = (): void => {
    const scrolled = scrollOf(scroller)
    const raw = {
      x: pointer.x - begun.x + scrolled.left - begun.left,
      y: pointer.y - begun.y + scrolled.top - begun.top,
    }
    const by = withinSlots(slots, from, raw, axis)
    dragged = { slots, from, by, to: nearestSlot(slots, from, by) }
    show(dragged)
  }
  const scroll = (): void => {
    if (scroller && scrollAtEdge(scroller, pointer)) follow()
    frame = requestAnimationFrame(scroll)
  }
  const move = ({ clientX: x, clientY: y }: PointerEvent): void => {
    pointer = { x, y }
    if (!dragged) {
      if (Math.hypot(x - begun.x, y - begun.y) < slack) return
      item.setPointerCapture(pointerId)
      slots = items.map((each) => each.getBoundingClientRect())
      frame = requestAnimationFrame(scroll)
    }
    follow()
  }
  const end = new AbortController()
  const stop = (): void => {
    end.abort()
    cancelAnimationFrame(frame)
  }
  const giveUp = (): void => {
    stop()
    if (dragged) show(null)
  }
  const { signal } = end
  // Of the window: a fast pointer has left the item with its first move.
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointercancel', giveUp, { signal })
  window.addEventListener(
    'pointerup',
    () => {
      stop()
      if (dragged && dragged.to !== from) drop(dragged)
      else show(null)
    },
    { signal },
  )
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !dragged) return
      event.preventDefault()
      event.stopPropagation()
      giveUp()
    },
    { signal, capture: true },
  )
}

function scrollerOf(item: HTMLElement): HTMLElement | undefined {
  for (let one = item.parentElement; one; one = one.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(one)
    if (overflowX === 'auto' || overflowY === 'auto') return one
  }
  return undefined
}

const scrollOf = (scroller: HTMLElement | undefined): { left: number; top: number } => ({
  left: scroller?.scrollLeft ?? 0,
  top: scroller?.scrollTop ?? 0,
})

/** Scrolls a little where the pointer is near an edge; whether it did. */
function scrollAtEdge(scroller: HTMLElement, { x, y }: Offset): boolean {
  const { left, right, top, bottom } = scroller.getBoundingClientRect()
  // What stands still at the beginning of a list covers it.
  const covered = Number.parseFloat(getComputedStyle(scroller).scrollPaddingLeft) || 0
  const before = scrollOf(scroller)
  scroller.scrollBy(
    x < left + covered + edge ? -pace : x > right - edge ? pace : 0,
    y < top + edge ? -pace : y > bottom - edge ? pace : 0,
  )
  return scroller.scrollLeft !== before.left || scroller.scrollTop !== before.top
}
