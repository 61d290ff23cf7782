import type { ComponentProps } from 'react'
import styles from './bar-button.module.css'
import { cx } from './cx.ts'

/** Words in the status bar that can be pressed. */
export function BarButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" className={cx(styles['button'], className)} {...rest} />
}
