import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { useOverlay } from './overlays.ts'
import { cx } from './cx.ts'
import styles from './menu.module.css'

type MenuProps = Pick<ComponentProps<typeof Radix.Root>, 'open' | 'onOpenChange' | 'children'>

/** A menu. It is never modal: a modal one would lock scrolling with a style element, which the page's policy refuses. It runs as the page does, which Radix does not look at. */
export function Menu(props: MenuProps) {
  return <Radix.Root modal={false} dir={document.dir === 'rtl' ? 'rtl' : 'ltr'} {...props} />
}

export const MenuTrigger = Radix.Trigger

/**
 * Where a menu hangs that something else opens: fills its positioned parent without catching the pointer.
 *
 * @param at the point in that parent where the pointer asked for it
 */
export function MenuAnchor({ at }: { at?: { left: number; top: number } | undefined }) {
  return (
    <Radix.Trigger asChild>
      <span
        className={styles['anchor']}
        style={at && { ...at, right: 'auto', bottom: 'auto' }}
        aria-hidden
        tabIndex={-1}
      />
    </Radix.Trigger>
  )
}

export function MenuContent({ className, label, ...rest }: ComponentProps<typeof Radix.Content> & { label: string }) {
  const overlay = useOverlay()
  return (
    <Radix.Portal>
      <Radix.Content
        ref={overlay}
        className={cx(styles['menu'], className)}
        sideOffset={4}
        collisionPadding={8}
        loop
        aria-label={label}
        aria-labelledby={undefined}
        {...rest}
      />
    </Radix.Portal>
  )
}

interface MenuItemProps extends Omit<ComponentProps<typeof Radix.Item>, 'children'> {
  children: ReactNode
  /** A second line: a value, or why the item is not available. */
  detail?: ReactNode
  mono?: boolean
  end?: ReactNode
}

export function MenuItem({ children, detail, mono = false, end, className, ...rest }: MenuItemProps) {
  return (
    <Radix.Item className={cx(styles['item'], className)} {...rest}>
      <span className={styles['words']}>
        <span className={styles['label']}>{children}</span>
        {detail === undefined ? null : <span className={cx(styles['detail'], mono && styles['mono'])}>{detail}</span>}
      </span>
      {end}
    </Radix.Item>
  )
}

interface MenuSwitchProps {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  detail: string
  children: ReactNode
}

/** Something that is on or off; switching it leaves the menu open. */
export function MenuSwitch({ checked, onChange, disabled = false, detail, children }: MenuSwitchProps) {
  return (
    <Radix.CheckboxItem
      className={styles['item']}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles['words']}>
        <span className={styles['label']}>{children}</span>
        <span className={styles['detail']}>{detail}</span>
      </span>
      <Check size={14} strokeWidth={2} aria-hidden className={checked ? undefined : styles['off']} />
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles['title']}>{children}</Radix.Label>
}

export function MenuLine() {
  return <Radix.Separator className={styles['line']} />
}

export const MenuRadioGroup = Radix.RadioGroup

/** One of several small choices in a row of a menu; choosing it leaves the menu open. */
export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.RadioItem className={styles['choice']} value={value} onSelect={(event) => event.preventDefault()}>
      {children}
    </Radix.RadioItem>
  )
}
