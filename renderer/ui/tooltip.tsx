import { Tooltip as Radix } from 'radix-ui'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

interface TooltipProps {
  text: string
  keys?: string | undefined
  side?: 'top' | 'right' | 'bottom'
  children: ReactElement
}

/** How long the pointer may take from the control to the text, which stays while it is there, ms. */
const way = 300

/** A short text beside a control, on hover and on keyboard focus. Needs {@link TooltipProvider} above it. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const content = useRef<HTMLDivElement>(null)
  // Radix waits for the pointer's next move over this page, and a pointer that has jumped onto an embedded one makes none.
  const leave = () => {
    setTimeout(() => {
      const over = [trigger, content].some(({ current }) => current?.matches(':hover'))
      if (!over) setOpen(false)
    }, way)
  }
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild ref={trigger} onPointerLeave={leave}>
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={content}
          onPointerLeave={leave}
          className={styles['tooltip']}
          side={side}
          sideOffset={6}
          collisionPadding={6}
        >
          {text}
          {keys === undefined ? null : <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Shares the delay of tooltips, so that the second one comes at once. */
export function TooltipProvider({ children }: { children?: ReactNode }) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  )
}
