import { useVirtualizer } from '@tanstack/react-virtual'
import { type PointerEvent, type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { strings } from '../../app/strings.ts'
import { useOverlays } from '../../ui/overlays.ts'
import { gridId } from './grid-focus.ts'
import { columnsHeight, heightOf } from './line-heights.ts'
import { ListColumns } from './list-columns.tsx'
import { type Filter, isService, type Line, lineId } from './list-lines.ts'
import { useMatchMarks } from './match-marks.ts'
import { matchedByTypo, matchedLabel } from './matched-label.ts'
import { RowSlots } from './row-slots.ts'
import { SectionLine } from './section-line.tsx'
import styles from './service-list.module.css'
import { ServiceLine } from './service-line.tsx'
import { useHoldPlace } from './use-hold-place.ts'
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
export function ServiceList({ cluster, lines, filter, terms, selected }: ServiceListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const hovered = useRef<string | null>(null)
  const [rowSlots] = useState(() => new RowSlots())
  const menu = useView((view) => view.menu)
  const selectedLine = lines[selected]
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lines[index]),
    getItemKey: useCallback((index: number) => keyOf(lines[index], index), [lines]),
    overscan: 3,
    scrollMargin: columnsHeight,
    scrollPaddingStart: columnsHeight,
  })
  useMatchMarks(scroller, terms)
  useHoldPlace(scroller, hovered, lines, filter, virtualizer.scrollOffset ?? 0)
  const selectedId = selectedLine && lineId(selectedLine)
  const reveal = useEffectEvent(() => {
    const { scrollOffset, scrollRect } = virtualizer
    const top = scrollOffset ?? 0
    const line = virtualizer.getVirtualItems().find(({ index }) => index === selected)
    // To scroll, even to where the list stands, would lay out the page at once.
    const inSight = line && line.start >= top + columnsHeight && line.end <= top + (scrollRect?.height ?? 0)
    if (selected >= 0 && !inSight) virtualizer.scrollToIndex(selected, { align: 'auto' })
  })
  const items = virtualizer.getVirtualItems()
  const slots = rowSlots.assign(items.map(({ key }) => String(key)))
  useEffect(() => {
    if (lines.some(isService)) markRows()
  }, [lines])
  // Only another selection is brought in sight: a watch that moves the selected line must not move the list.
  useEffect(() => reveal(), [selectedId])
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
    >
      <ListColumns />
      <div role="rowgroup" className={styles['lines']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index]
          if (!line) return null
          const place = { place: index + 2, top: start - columnsHeight }
          if (!isService(line)) return <SectionLine key={key} cluster={cluster} line={line} {...place} />
          return (
            <ServiceLine
              key={slots.get(line.key)}
              cluster={cluster}
              row={line}
              selected={index === selected}
              label={matchedLabel(line, terms)}
              typos={matchedByTypo(line, terms)}
              menu={menu?.key === line.key ? menu.kind : null}
              {...place}
            />
          )
        })}
      </div>
    </div>
  )
}

const keyOf = (line: Line | undefined, index: number) => (line ? lineId(line) : index)

function keyUnder(target: EventTarget): string | null {
  const line = target instanceof Element ? target.closest('[data-key]') : null
  return line?.getAttribute('data-key') ?? null
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
