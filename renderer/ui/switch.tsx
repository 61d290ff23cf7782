import type { ComponentProps } from 'react'
import styles from './switch.module.css'

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onChange'> {
  checked: boolean
  onChange: (checked: boolean) => void
}

/** A switch that acts at once. */
export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      className={styles['switch']}
      onClick={() => onChange(!checked)}
      {...rest}
    >
      <span className={styles['knob']} />
    </button>
  )
}
