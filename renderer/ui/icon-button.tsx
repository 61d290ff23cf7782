import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  /** What the button does: its name for a screen reader and its tooltip. */
  label: string
  keys?: string
  side?: 'top' | 'right' | 'bottom'
}

/** A button with an icon alone; its tooltip says what it does. */
export function IconButton({ icon: Icon, label, keys, side = 'bottom', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button type="button" aria-label={label} className={cx(styles['button'], className)} {...rest}>
        <Icon size={15} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}
