import type { ReactNode } from 'react'
import styles from './message.module.css'
import { Prose } from './prose.tsx'

interface MessageProps {
  title: string
  /** 1 where nothing above it is the heading of the screen. */
  level?: 1 | 2
  /** May have `commands` in backticks. */
  hint?: string
  /** Between the hint and the buttons: what was said, a list of places. */
  detail?: ReactNode
  /** The buttons. */
  children?: ReactNode
}

/** What a whole panel has to say instead of its content: one title, what to do, and the buttons that do it. */
export function Message({ title, level = 2, hint, detail, children }: MessageProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className={styles['message']}>
      <Heading className={styles['title']}>{title}</Heading>
      {hint === undefined ? null : (
        <p className={styles['hint']}>
          <Prose text={hint} />
        </p>
      )}
      {detail}
      {children === undefined ? null : <div className={styles['buttons']}>{children}</div>}
    </div>
  )
}
