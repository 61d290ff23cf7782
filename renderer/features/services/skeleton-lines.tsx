import { cx } from '../../ui/cx.ts'
import columns from './columns.module.css'
import styles from './skeleton-lines.module.css'

// Uneven, as names are; the same every time, so that nothing flickers.
const widths = [34, 52, 41, 63, 29, 48, 57, 38, 66, 44, 31, 54, 47, 36]

/** Lines of the shape of those that are on their way. */
export function SkeletonLines() {
  return (
    <div className={styles['list']} aria-hidden>
      {widths.map((width, index) => (
        <div
          key={width}
          className={cx(columns['columns'], styles['line'])}
          style={{ opacity: 1 - index / widths.length }}
        >
          <span className={styles['dot']} />
          <span className={styles['bar']} style={{ width: `${width}%` }} />
          <span className={cx(columns['namespace'], styles['bar'])} style={{ width: `${40 + (width % 30)}%` }} />
          <span className={styles['bar']} style={{ width: `${30 + (width % 25)}%` }} />
          <span className={cx(columns['type'], styles['bar'])} style={{ width: '60%' }} />
          <span className={cx(columns['labels'], styles['bar'])} style={{ width: `${width}%` }} />
          <span className={styles['bar']} style={{ width: '40%' }} />
        </div>
      ))}
    </div>
  )
}
