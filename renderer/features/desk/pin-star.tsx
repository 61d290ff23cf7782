import { Star } from 'lucide-react'
import { isPinned } from '../../../shared/desk.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { shownName } from '../services/port-words.ts'
import { refOf } from '../services/service-actions.ts'
import { togglePin } from './desk-actions.ts'
import styles from './pin-star.module.css'

interface PinStarProps {
  cluster: string
  row: ServiceRow
  /** Somebody looks at the row, and may want to pin it. */
  looked: boolean
  /** Only the selected row is on the way of the Tab key. */
  selected: boolean
}

/** Whether a Service is pinned; pressed, it pins or unpins it. */
export function PinStar({ cluster, row, looked, selected }: PinStarProps) {
  const dashboard = refOf(cluster, row)
  const pinned = useDesk((desk) => isPinned(desk, dashboard))
  if (!pinned && !looked) return <span className={styles['place']} />
  const label = (pinned ? strings.desk.unpinName : strings.desk.pinName)(shownName(row))
  return (
    <button
      type="button"
      className={cx(styles['place'], styles['star'], pinned && styles['pinned'])}
      tabIndex={selected ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={(event) => {
        // It is not also a click on the row.
        event.stopPropagation()
        void togglePin(dashboard)
      }}
    >
      <Star size={13} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
