import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './request-panel.module.css'

/** A part of the panel that can be folded away. */
export function RequestPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className={styles['part']}>
      <summary className={styles['title']}>
        <ChevronRight size={13} strokeWidth={2} aria-hidden className={styles['arrow']} />
        {title}
      </summary>
      {children}
    </details>
  )
}
