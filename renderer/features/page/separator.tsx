import type { KeyboardEvent, PointerEvent } from 'react'
import { strings } from '../../app/strings.ts'
import { divide, evenShare, leastShare, mostShare, useSplit } from './split-store.ts'
import styles from './separator.module.css'

/** How far an arrow key goes, in per cent. */
const step = 2

interface SeparatorProps {
  /** The pages stand one above the other. */
  stacked: boolean
  /** The ids of the panels that it divides. */
  controls: string
}

/** Divides the room between two pages: by dragging, by arrow keys; a double click divides it evenly. */
export function Separator({ stacked, controls }: SeparatorProps) {
  const share = useSplit((state) => state.share)
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { currentTarget, pointerId, clientX, clientY } = event
    if (!currentTarget.hasPointerCapture(pointerId)) return
    const room = currentTarget.parentElement?.getBoundingClientRect()
    if (!room) return
    if (stacked) divide(((clientY - room.top) / room.height) * 100)
    else {
      const part = ((clientX - room.left) / room.width) * 100
      divide(isRightToLeft(currentTarget) ? 100 - part : part)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = shareAfter(event.key, share, isRightToLeft(event.currentTarget) && !stacked)
    if (next === undefined) return
    event.preventDefault()
    divide(next)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={strings.tabs.split.divide}
      aria-orientation={stacked ? 'horizontal' : 'vertical'}
      aria-controls={controls}
      aria-valuenow={Math.round(share)}
      aria-valuemin={leastShare}
      aria-valuemax={mostShare}
      className={styles['separator']}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => divide(evenShare)}
      onKeyDown={onKeyDown}
    />
  )
}

/** What an arrow key makes of the left page's share; undefined for another key. */
export function shareAfter(key: string, share: number, rtl: boolean): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return rtl ? share + step : share - step
    case 'ArrowRight':
      return rtl ? share - step : share + step
    case 'ArrowUp':
      return share - step
    case 'ArrowDown':
      return share + step
    case 'Home':
      return leastShare
    case 'End':
      return mostShare
    case 'Enter':
      return evenShare
    default:
      return undefined
  }
}

const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl'
