import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { cx } from './cx.ts'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'link'
  size?: 'small' | 'normal'
}

/** A button with words on it. */
export function Button({ look = 'plain', size = 'normal', className, ...rest }: ButtonProps) {
  return <button type="button" className={cx(styles['button'], styles[look], styles[size], className)} {...rest} />
}

/** Two buttons that act on one thing, drawn as one: what is done at once, and its menu. */
export function SplitButton({ className, ...rest }: ComponentProps<'span'>) {
  return <span className={cx(styles['split'], className)} {...rest} />
}
