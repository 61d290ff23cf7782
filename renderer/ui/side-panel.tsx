import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { strings } from '../app/strings.ts'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'
import styles from './side-panel.module.css'

interface SidePanelProps extends Omit<ComponentProps<'aside'>, 'title'> {
  label: string
  title: ReactNode
  /** All of it, where the title is cut. */
  hint?: string | undefined
  /** Before the title. */
  mark?: ReactNode
  /** Between the title and the cross. */
  tools?: ReactNode
  /** What it tells, for a screen reader: it is scrolled by keyboard where it is long. */
  content: string
  /** The key that closes it, as the cross does. */
  closeKey: string
  close: () => void
  wide?: boolean
}

/** All that is known of what is selected in a list, beside the list. */
export function SidePanel({
  label,
  title,
  hint,
  mark,
  tools,
  content,
  closeKey,
  close,
  wide,
  children,
  ...aside
}: SidePanelProps) {
  return (
    <aside data-pane className={cx(styles['panel'], wide && styles['wide'])} aria-label={label} {...aside}>
      <header className={styles['head']}>
        {mark}
        <h2 className={styles['name']} title={hint}>
          {title}
        </h2>
        {tools}
        <IconButton icon={X} label={strings.close} keys={closeKey} onClick={close} />
      </header>
      <div className={styles['body']} tabIndex={0} role="group" aria-label={content}>
        {children}
      </div>
    </aside>
  )
}
