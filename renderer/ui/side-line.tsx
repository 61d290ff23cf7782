import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { CutMiddle } from './cut-middle.tsx'
import styles from './side-line.module.css'
import type { ReorderItem } from './use-reorder.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

interface SideLineProps extends Omit<ComponentProps<'button'>, 'name'> {
  icon: ReactNode
  name: string
  /** It is what the window shows. */
  active?: boolean
  /** It is not on show, but comes back. */
  current?: boolean
  /** The line's menu, after its button; a right click asks for it. */
  menu?: ReactNode
  menuOpen?: boolean
  onMenu?: () => void
  /** Where it stands in a list that is longer than what is in sight, in px. */
  top?: number
  /** Where it can be dragged to another place. */
  item?: ReorderItem | null
}

/** A line of the sidebar. What is given as children stands after its name. */
export function SideLine({
  icon,
  name,
  active,
  current,
  menu,
  menuOpen,
  onMenu,
  top,
  item,
  children,
  ...button
}: SideLineProps) {
  return (
    <li
      {...item}
      className={cx(
        item?.className,
        styles['line'],
        active ? styles['active'] : current && styles['current'],
        menuOpen && styles['menuOpen'],
      )}
      style={
        top === undefined ? item?.style : { position: 'absolute', insetInline: 0, transform: `translateY(${top}px)` }
      }
      onContextMenu={onMenu}
    >
      <button type="button" className={styles['go']} {...button}>
        <span className={styles['icon']}>{icon}</span>
        <Name>{name}</Name>
        {children}
      </button>
      {menu}
    </li>
  )
}

/** No line is too narrow for a name of this length, in characters. */
const short = 16

/** Contexts of one cloud begin alike. In two parts a name would be read with a pause. */
function Name({ children: name }: { children: string }) {
  if (name.length <= short) return <span className={styles['name']}>{name}</span>
  return (
    <>
      <VisuallyHidden>{name}</VisuallyHidden>
      <span className={styles['name']} aria-hidden>
        <CutMiddle keep={7}>{name}</CutMiddle>
      </span>
    </>
  )
}
