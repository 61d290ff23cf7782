import type { ReactNode } from 'react'
import styles from './badge.module.css'

/** A word in a small frame: a protocol, a kind. */
export function Badge({ children }: { children: ReactNode }) {
  return <span className={styles['badge']}>{children}</span>
}
