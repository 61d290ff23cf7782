import {
  type CSSProperties,
  type PointerEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type Dragged, dragToPlace } from './drag-to-place.ts'
import { type Axis, stepAside } from './reorder-rules.ts'
import styles from './reorder.module.css'

/** How long, in ms, the new order is waited for; what was dropped lies in its new place meanwhile. */
const patience = 1000

/** What makes an element an item of the list. */
export interface ReorderItem {
  'data-reorder': ''
  className: string | undefined
  style: CSSProperties | undefined
  onPointerDown: (press: PointerEvent<HTMLElement>) => void
}

interface Move extends Dragged {
  /** In which order the items were. */
  readonly order: string
  readonly dropped: boolean
}

/**
 * Lets the items of a list be dragged to another place: one goes with the pointer, and the others step aside for it.
 *
 * @param list holds the items, each with what the returned function gives for its place, and no other
 * @param order tells one order from another; a drag ends when it changes
 * @param place puts the item of a place into another, counted from 0
 */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  order: string,
  place: (from: number, to: number) => void,
  axis: Axis = 'both',
): (at: number) => ReorderItem {
  const [last, setMove] = useState<Move | null>(null)
  const now = useRef({ order, place })
  useLayoutEffect(() => {
    now.current = { order, place }
  })
  // Left out in the very frame that has the new order, so that nothing jumps.
  const move = last?.order === order ? last : null
  const onPointerDown = useCallback(
    (press: PointerEvent<HTMLElement>) => {
      const { currentTarget, target, button } = press
      // Events of an item's menu come by here too, since React's take the way of its elements.
      const within = target instanceof Node && currentTarget.contains(target)
      if (button !== 0 || !within || !list.current) return
      const before = now.current.order
      dragToPlace(press, {
        items: [...list.current.querySelectorAll<HTMLElement>('[data-reorder]')],
        axis,
        show: (dragged) => setMove(dragged && { ...dragged, order: before, dropped: false }),
        drop: (dragged) => {
          if (now.current.order !== before) return
          const still = { ...dragged, order: before, dropped: true }
          setMove(still)
          setTimeout(() => setMove((later) => (later === still ? null : later)), patience)
          now.current.place(dragged.from, dragged.to)
        },
      })
    },
    [list, axis],
  )
  // The same one for all that stay, which need not be rendered again.
  const still = useMemo(
    (): ReorderItem => ({ 'data-reorder': '', className: undefined, style: undefined, onPointerDown }),
    [onPointerDown],
  )
  return (at) => (move ? { ...still, ...shown(move, at) } : still)
}

function shown({ slots, from, to, by, dropped }: Move, at: number): Pick<ReorderItem, 'className' | 'style'> {
  const held = at === from
  const { x, y } = held && !dropped ? by : stepAside(slots, at, from, to)
  return { className: styles[held ? 'held' : 'aside'], style: { transform: `translate(${x}px, ${y}px)` } }
}
