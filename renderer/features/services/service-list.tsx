import {
  type FocusEvent,
  memo,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { strings } from '../../app/strings.ts'
import { useOverlays } from '../../ui/overlays.ts'
import { focusGrid, gridId } from './grid-focus.ts'
import { offsetOf } from './line-heights.ts'
import { ListColumns } from './list-columns.tsx'
import { type Filter, isService, type Line, lineId } from './list-lines.ts'
import { useMatchMarks } from './match-marks.ts'
import { matchedByTypo, matchedLabel } from './matched-label.ts'
import { RowSlots } from './row-slots.ts'
import { SectionLine } from './section-line.tsx'
import styles from './service-list.module.css'
import { ServiceLine } from './service-line.tsx'
import { useHoldPlace } from './use-hold-place.ts'
import { useLinesInSight } from './use-lines-in-sight.ts'
import { useView } from './view-store.ts'

interface ServiceListProps {
  cluster: string
  lines: readonly Line[]
  filter: Filter
  terms: readonly string[]
  /** The index of the selected line; -1 for none. */
  selected: number
}

/** The list: of its lines only those in sight exist. */
export const ServiceList = memo(function ServiceList({ cluster, lines, filter, terms, selected }: ServiceListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const hovered = useRef<string | null>(null)
  const [rowSlots] = useState(() => new RowSlots())
  const menu = useView((view) => view.menu)
  const selectedLine = lines[selected]
  const { first, end, place, reveal } = useLinesInSight(scroller, lines)
  useMatchMarks(scroller, terms)
  useHoldPlace(scroller, hovered, lines, filter, place)
  const selectedId = selectedLine && lineId(selectedLine)
  const revealSelected = useEffectEvent(() => {
    if (selected >= 0) reveal(selected)
  })
  const inSight = lines.slice(first, end)
  const placed = inSight.map((line, index) => ({
    line,
    place: first + index + 2,
    top: offsetOf(lines, first + index),
    scrolled: first > 0,
  }))
  const services = placed.flatMap(({ line, ...where }) => (isService(line) ? [{ line, ...where }] : []))
  const slots = rowSlots.assign(services.map(({ line }) => line.key))
  // In the order of their slots, so that as one scrolls no element moves: to put one elsewhere costs as much as to make it.
  services.sort((a, b) => (slots.get(a.line.key) ?? 0) - (slots.get(b.line.key) ?? 0))
  useEffect(() => {
    if (lines.some(isService)) markRows()
  }, [lines])
  // Only another selection is brought in sight: a watch that moves the selected line must not move the list.
  useEffect(() => revealSelected(), [selectedId])
  return (
    <div
      ref={scroller}
      id={gridId}
      role="grid"
      tabIndex={0}
      data-list-keys
      aria-label={strings.list.label}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={selectedId === undefined ? undefined : `service-${selectedId}`}
      className={styles['grid']}
      onPointerMove={(event) => (hovered.current = keyUnder(event.target))}
      onPointerLeave={() => (hovered.current = null)}
      {...useClickThatCloses()}
      {...useFocusOfItsService()}
    >
      <ListColumns />
      <div
        role="rowgroup"
        // The order in which they are read.
        aria-owns={inSight.map(elementId).join(' ')}
        className={styles['lines']}
        style={{ height: offsetOf(lines, lines.length) }}
      >
        {placed.map(({ line, ...where }) =>
          isService(line) ? null : (
            <SectionLine key={lineId(line)} id={elementId(line)} cluster={cluster} line={line} {...where} />
          ),
        )}
        {services.map(({ line, ...where }) => (
          <ServiceLine
            key={slots.get(line.key)}
            cluster={cluster}
            row={line}
            selected={line === selectedLine}
            label={matchedLabel(line, terms)}
            typos={matchedByTypo(line, terms)}
            menu={menu?.key === line.key ? menu.kind : null}
            {...where}
          />
        ))}
      </div>
    </div>
  )
})

/** Of the element of a line. */
const elementId = (line: Line): string => `service-${lineId(line).replaceAll(' ', '-')}`

function keyUnder(target: EventTarget): string | null {
  const line = target instanceof Element ? target.closest('[data-key]') : null
  return line?.getAttribute('data-key') ?? null
}

/**
 * The elements of a line go on to another Service, its buttons with them, since to make those anew was a good part of what a key
 * cost. The focus does not: Enter would do something else than a moment before.
 */
function useFocusOfItsService() {
  const focused = useRef<string | null>(null)
  useLayoutEffect(() => {
    const key = document.activeElement && keyUnder(document.activeElement)
    if (key !== null && key !== focused.current) focusGrid()
  })
  return { onFocus: ({ target }: FocusEvent) => void (focused.current = keyUnder(target)) }
}

/** A click that closes a menu does nothing else: it must not open the Service that happens to lie under it. */
function useClickThatCloses() {
  const closes: RefObject<boolean> = useRef(false)
  return {
    // The items of a menu of this list come by here too, since React's events take the way of its elements.
    onPointerDownCapture: ({ currentTarget, target }: PointerEvent) => {
      const within = target instanceof Node && currentTarget.contains(target)
      closes.current = within && useOverlays.getState().elements.length > 0
    },
    onClickCapture: (event: { stopPropagation: () => void }) => {
      if (closes.current) event.stopPropagation()
      closes.current = false
    },
  }
}

let marked = false

/** Tells a benchmark, once, when the first rows were painted: the last of main's milestones. */
function markRows(): void {
  if (marked) return
  marked = true
  // The frame with them is on screen when the one after it begins.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('porthole:rows')))
}
