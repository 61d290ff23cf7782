import { cx } from './cx.ts'
import styles from './dot.module.css'

export type DotShape = 'full' | 'half' | 'ring' | 'cross' | 'dashed' | 'point' | 'busy'
export type DotTone = 'ok' | 'warn' | 'bad' | 'faint' | 'accent'

interface DotProps {
  shape: DotShape
  tone: DotTone
  /** What it means, in words; without it the dot is decoration beside words that say the same. */
  label?: string
}

/** A state at a glance. The shape alone tells it; the colour only helps. */
export function Dot({ shape, tone, label }: DotProps) {
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" className={cx(styles['dot'], styles[tone])} {...name}>
      {label === undefined ? null : <title>{label}</title>}
      {shape === 'full' ? <circle cx="5" cy="5" r="4" className={styles['fill']} /> : null}
      {shape === 'half' ? <path d="M5 1a4 4 0 0 0 0 8z" className={styles['fill']} /> : null}
      {shape === 'point' ? <circle cx="5" cy="5" r="1.5" className={styles['fill']} /> : null}
      {shape === 'cross' ? (
        <path d="M1.8 1.8l6.4 6.4m0-6.4L1.8 8.2" className={cx(styles['stroke'], styles['cross'])} />
      ) : null}
      {shape === 'full' || shape === 'point' || shape === 'cross' ? null : (
        <circle cx="5" cy="5" r="4" pathLength="24" className={cx(styles['stroke'], styles[shape])} />
      )}
    </svg>
  )
}
