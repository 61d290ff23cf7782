import type { ReactNode } from 'react'
import styles from './screen-head.module.css'

interface ScreenHeadProps {
  title: string
  /** A few words beside the title: a number, a state. */
  note?: ReactNode
  /** Controls at the end. */
  children?: ReactNode
}

/** The first line of a screen: what it is, and what can be done with all of it. */
export function ScreenHead({ title, note, children }: ScreenHeadProps) {
  return (
    <header className={styles['head']}>
      <h1 className={styles['title']}>{title}</h1>
      {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      <div className={styles['actions']}>{children}</div>
    </header>
  )
}
