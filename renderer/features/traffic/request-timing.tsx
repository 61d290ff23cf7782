import type { TrafficRow } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import styles from './request-panel.module.css'
import { RequestPart } from './request-part.tsx'

const words = strings.traffic.panel

/** How long each step took, as bars on one scale. */
export function RequestTiming({ row: { firstByteMs, totalMs } }: { row: TrafficRow }) {
  const total = totalMs ?? firstByteMs ?? 0
  const wait = Math.min(firstByteMs ?? total, total)
  const part = (ms: number): number => (total === 0 ? 0 : (ms / total) * 100)
  return (
    <RequestPart title={words.timing}>
      <dl className={styles['times']}>
        <Time name={words.waiting} ms={firstByteMs} from={0} width={part(wait)} look="wait" />
        <Time
          name={words.receiving}
          ms={totalMs === null || firstByteMs === null ? null : total - wait}
          from={part(wait)}
          width={part(total - wait)}
          look="receive"
        />
        <Time name={words.total} ms={totalMs} from={0} width={0} look="wait" />
      </dl>
    </RequestPart>
  )
}

interface TimeProps {
  name: string
  /** Null while it lasts, or where there was none. */
  ms: number | null
  from: number
  width: number
  look: 'wait' | 'receive'
}

function Time({ name, ms, from, width, look }: TimeProps) {
  return (
    <>
      <dt className={styles['key']}>{name}</dt>
      <dd className={styles['ms']}>{ms === null ? '–' : strings.traffic.ms(ms)}</dd>
      <dd className={styles['span']} aria-hidden>
        {width === 0 ? null : (
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" className={styles['track']}>
            <rect
              x={Math.min(from, 99)}
              y="0"
              width={Math.max(width, 1)}
              height="8"
              className={cx(styles['bar'], styles[look])}
            />
          </svg>
        )}
      </dd>
    </>
  )
}
