import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import styles from './segmented.module.css'

interface SegmentedProps<V extends string> {
  /** The id of what names it. */
  labelledBy: string
  value: V
  options: readonly { value: V; label: string; icon?: LucideIcon }[]
  onChange: (value: V) => void
}

/** One of a few, all in sight. The arrow keys choose, as in any group of radio buttons. */
export function Segmented<V extends string>({ labelledBy, value, options, onChange }: SegmentedProps<V>) {
  const name = useId()
  return (
    <span role="radiogroup" aria-labelledby={labelledBy} className={styles['group']}>
      {options.map(({ value: one, label, icon: Icon }) => (
        <label key={one} className={styles['option']}>
          <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
          {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden /> : null}
          {label}
        </label>
      ))}
    </span>
  )
}
