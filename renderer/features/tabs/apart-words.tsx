import { CutMiddle } from '../../ui/cut-middle.tsx'
import { cx } from '../../ui/cx.ts'
import hues from '../../ui/hue.module.css'
import type { Apart } from './apart.ts'
import styles from './apart-words.module.css'

/** Of more characters the end stays on show: contexts of one cloud begin alike. */
const short = 12

/** What tells a name from the same one elsewhere, in its cluster's colour where that is what differs. */
export function ApartWords({ words, hue }: Apart) {
  if (words === '') return null
  return (
    <span className={styles['apart']}>
      {hue === 'none' ? null : <span className={cx(styles['hue'], hues[hue])} aria-hidden />}
      <span className={styles['words']}>{words.length > short ? <CutMiddle keep={7}>{words}</CutMiddle> : words}</span>
    </span>
  )
}
