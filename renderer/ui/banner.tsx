import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { cx } from './cx.ts'

interface BannerProps {
  tone: 'quiet' | 'warn'
  title: string
  detail?: string
  /** What a program said, word for word: on one line, whole in its tooltip. */
  said?: string
  /** A few words before the buttons, such as a countdown. */
  end?: string
  children?: ReactNode
}

/** A slim line above the content, about something that does not stand in its way. */
export function Banner({ tone, title, detail, said, end, children }: BannerProps) {
  const Icon = tone === 'warn' ? TriangleAlert : Info
  return (
    <div className={cx(styles['banner'], styles[tone])}>
      <Icon size={14} strokeWidth={1.75} aria-hidden className={styles['icon']} />
      <p className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        {detail === undefined ? null : <span className={styles['detail']}>{detail}</span>}
        {said === undefined ? null : (
          <span className={styles['said']} title={said}>
            {said}
          </span>
        )}
      </p>
      {end === undefined ? null : <span className={styles['end']}>{end}</span>}
      {children}
    </div>
  )
}
