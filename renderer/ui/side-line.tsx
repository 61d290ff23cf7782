import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './side-line.module.css'

interface SideLineProps extends Omit<ComponentProps<'button'>, 'name'> {
  icon: ReactNode
  name: string
  active?: boolean
  /** The line's menu, after its button; a right click asks for it. */
  menu?: ReactNode
  menuOpen?: boolean
  onMenu?: () => void
  /** Where it stands in a list that is longer than what is in sight, in px. */
  top?: number
}

/** A line of the sidebar. What is given as children stands after its name. */
export function SideLine({ icon, name, active, menu, menuOpen, onMenu, top, children, ...button }: SideLineProps) {
  return (
    <li
      className={cx(styles['line'], active && styles['active'], menuOpen && styles['menuOpen'])}
      style={
        top === undefined ? undefined : { position: 'absolute', insetInline: 0, transform: `translateY(${top}px)` }
      }
      onContextMenu={onMenu}
    >
      <button type="button" className={styles['go']} {...button}>
        <span className={styles['icon']}>{icon}</span>
        <span className={styles['name']}>{name}</span>
        {children}
      </button>
      {menu}
    </li>
  )
}
