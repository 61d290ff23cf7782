import type { ComponentProps } from 'react'
import styles from './chip.module.css'
import { cx } from './cx.ts'

/** A small button that narrows what is on show; `pressed` makes it a switch. */
export function Chip({ pressed, className, ...rest }: ComponentProps<'button'> & { pressed?: boolean }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={cx(styles['chip'], pressed === true && styles['on'], className)}
      {...rest}
    />
  )
}
