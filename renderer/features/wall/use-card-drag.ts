import { type DragEvent, useMemo, useRef, useState } from 'react'
import { type Dashboard, isSame } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { run } from '../../app/run.ts'

/** Dragging a card to the place of another. */
export interface CardDrag {
  /** The card over which another one is held. */
  over: Dashboard | null
  start: (dashboard: Dashboard, event: DragEvent) => void
  enter: (dashboard: Dashboard, event: DragEvent) => void
  drop: () => void
  end: () => void
}

export function useCardDrag(): CardDrag {
  const [over, setOver] = useState<Dashboard | null>(null)
  const dragged = useRef<Dashboard | null>(null)
  const target = useRef<Dashboard | null>(null)
  const handlers = useMemo(() => {
    const show = (next: Dashboard | null) => {
      target.current = next
      setOver(next)
    }
    return {
      start: (dashboard: Dashboard, event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move'
        // Without any data some systems start no drag. Nothing else takes this kind.
        event.dataTransfer.setData('application/x-porthole-card', dashboard.name)
        dragged.current = dashboard
      },
      enter: (dashboard: Dashboard, event: DragEvent) => {
        if (dragged.current === null) return
        event.preventDefault()
        if (target.current !== dashboard) show(isSame(dashboard, dragged.current) ? null : dashboard)
      },
      drop: () => {
        const { pins } = useDesk.getState()
        const to = target.current
        const place = to === null ? -1 : pins.findIndex((pin) => isSame(pin, to))
        if (dragged.current !== null && place >= 0) void run('desk.movePin', { dashboard: dragged.current, place })
      },
      end: () => {
        dragged.current = null
        show(null)
      },
    }
  }, [])
  return { ...handlers, over }
}
