import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import type { TrafficRow } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import type { TrafficFilter } from './filter-traffic.ts'
import { listId, rowId } from './traffic-ids.ts'
import { TrafficLine } from './traffic-line.tsx'
import styles from './traffic-list.module.css'
import { columnsHeight, rowHeight, useNewest } from './use-newest.ts'
import { waterfall } from './waterfall.ts'

interface TrafficListProps {
  rows: readonly TrafficRow[]
  filter: TrafficFilter
  selected: number | null
  /** Rows of several Services: each says whose it is. */
  all: boolean
}

const words = strings.traffic
const columns = ['started', 'method', 'path', 'service', 'status', 'type', 'size', 'time', 'waterfall'] as const

/** The requests, the last one at the end: of them only those in sight exist. */
export function TrafficList({ rows, filter, selected, all }: TrafficListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 8,
    scrollMargin: columnsHeight,
    scrollPaddingStart: columnsHeight,
  })
  const bars = useMemo(() => waterfall(rows), [rows])
  const { following, onScroll, toNewest } = useNewest(scroller, rows, filter)
  const reveal = useEffectEvent((id: number | null) => {
    const index = rows.findIndex((row) => row.id === id)
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => reveal(selected), [selected])
  const shown = columns.filter((column) => column !== 'service' || all)
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        id={listId}
        role="grid"
        tabIndex={0}
        data-traffic-keys
        aria-label={words.list}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selected === null ? undefined : rowId(selected)}
        className={cx(styles['grid'], all && styles['all'])}
        onScroll={onScroll}
      >
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['columns']}>
            {shown.map((column) => (
              <span key={column} role="columnheader" className={styles[column]}>
                {words.columns[column]}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['lines']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <TrafficLine
                key={key}
                row={row}
                bar={bars.get(row.id)}
                selected={row.id === selected}
                all={all}
                place={index + 2}
                top={start - columnsHeight}
              />
            )
          })}
        </div>
      </div>
      {following ? null : (
        <Chip className={styles['newest']} onClick={toNewest}>
          <ArrowDown size={13} strokeWidth={2} aria-hidden />
          {words.newest}
        </Chip>
      )}
    </div>
  )
}
