import { type ReactNode, useId } from 'react'
import { cx } from '../../ui/cx.ts'
import styles from './settings-page.module.css'

/** What ties a control to its words. */
export interface RowIds {
  control: string
  title: string
  hint: string
}

interface SettingRowProps {
  title: string
  /** One line that says what it does. */
  hint: string
  /** What is wrong with what was typed, or with this computer. */
  problem?: string
  /** The control lies below the words, over the whole width. */
  wide?: boolean
  /** The control is no button or field, which a label could stand for. */
  group?: boolean
  /** The control; a line that only tells something has none. */
  children?: (ids: RowIds) => ReactNode
}

/** A setting: its words, and its control at the end of the line. */
export function SettingRow({ title, hint, problem, wide = false, group = false, children }: SettingRowProps) {
  const id = useId()
  const ids: RowIds = { control: `${id}-control`, title: `${id}-title`, hint: `${id}-hint` }
  return (
    <div className={cx(styles['row'], wide && styles['wide'])}>
      <div className={styles['words']}>
        {group ? (
          <span id={ids.title} className={styles['title']}>
            {title}
          </span>
        ) : (
          <label id={ids.title} htmlFor={ids.control} className={styles['title']}>
            {title}
          </label>
        )}
        <p id={ids.hint} className={styles['hint']}>
          {hint}
        </p>
        {problem === undefined ? null : (
          <p role="alert" className={styles['problem']}>
            {problem}
          </p>
        )}
      </div>
      {children ? <div className={styles['control']}>{children(ids)}</div> : null}
    </div>
  )
}

/** Settings that belong together, in one frame. */
export function SettingGroup({ heading, children }: { heading: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['group']}>
      <h2 id={id} className={styles['heading']}>
        {heading}
      </h2>
      <div className={styles['card']}>{children}</div>
    </section>
  )
}
