import { memo } from 'react'
import { type TrafficRow, trafficServiceOf } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { bytesOf } from '../forwards/byte-words.ts'
import { methodOf } from './filter-traffic.ts'
import { focusList, rowId } from './traffic-ids.ts'
import styles from './traffic-list.module.css'
import { showRequest } from './traffic-store.ts'
import { momentOf, statusWords, toneOf } from './traffic-words.ts'
import type { Bar } from './waterfall.ts'

interface TrafficLineProps {
  row: TrafficRow
  bar: Bar | undefined
  selected: boolean
  all: boolean
  place: number
  top: number
}

/** One request. */
export const TrafficLine = memo(function TrafficLine({ row, bar, selected, all, place, top }: TrafficLineProps) {
  const { id, service, started, path, type, bytesOut, totalMs } = row
  return (
    <div
      id={rowId(id)}
      role="row"
      aria-rowindex={place}
      aria-selected={selected}
      className={cx(styles['line'], selected && styles['selected'], styles[toneOf(row)])}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        showRequest(id)
        focusList()
      }}
    >
      <span role="gridcell" className={styles['started']}>
        {momentOf(started)}
      </span>
      <span role="gridcell" className={styles['method']}>
        {methodOf(row)}
      </span>
      <span role="gridcell" className={styles['path']} title={path}>
        {path}
      </span>
      {all ? (
        <span role="gridcell" className={styles['service']} title={service}>
          {trafficServiceOf(service).name}
        </span>
      ) : null}
      <span role="gridcell" className={styles['status']}>
        {statusWords(row)}
      </span>
      <span role="gridcell" className={styles['type']} title={type}>
        {type}
      </span>
      <span role="gridcell" className={styles['size']}>
        {totalMs === null && bytesOut === 0 ? '' : bytesOf(bytesOut)}
      </span>
      <span role="gridcell" className={styles['time']}>
        {totalMs === null ? strings.traffic.running : strings.traffic.ms(totalMs)}
      </span>
      <span role="gridcell" className={styles['waterfall']}>
        {bar ? <Track bar={bar} /> : null}
      </span>
    </div>
  )
})

/** Waiting is pale, receiving full. The column beside it says the same in words. */
function Track({ bar: { from, wait, receive } }: { bar: Bar }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" className={styles['track']} aria-hidden>
      <rect x={from * 100} y="0" width={wait * 100} height="8" className={styles['wait']} />
      <rect x={(from + wait) * 100} y="0" width={receive * 100} height="8" className={styles['receive']} />
    </svg>
  )
}
