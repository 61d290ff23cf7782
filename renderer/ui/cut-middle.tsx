import type { ComponentProps } from 'react'
import styles from './cut-middle.module.css'

interface CutMiddleProps extends ComponentProps<'span'> {
  children: string
  /** So many characters of the end stay. */
  keep: number
}

/** A text of one line that is cut in its middle where it is too long: names and URLs of one origin differ at their ends. */
export function CutMiddle({ children: text, keep, ...span }: CutMiddleProps) {
  return (
    <span dir="auto" className={styles['cut']} {...span}>
      <span className={styles['head']}>{text.slice(0, -keep)}</span>
      <span className={styles['tail']}>{text.slice(-keep)}</span>
    </span>
  )
}
