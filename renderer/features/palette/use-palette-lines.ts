import { useMemo } from 'react'
import { type Desk, serviceId } from '../../../shared/desk.ts'
import { useApp } from '../../app/app-store.ts'
import { useDesk } from '../../app/desk-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { useServices } from '../services/services-store.ts'
import { paletteCommands } from './palette-commands.ts'
import type { Recency } from './palette-items.ts'
import { type PaletteLine, paletteLines } from './palette-list.ts'
import { usePalette } from './palette-store.ts'

/** The lines of the open palette. */
export function usePaletteLines(): readonly PaletteLine[] {
  const state = useApp((app) => app.state)
  const { cluster, rows } = useServices()
  const { tabs, active } = useTabs()
  const { recents, pins } = useDesk()
  const others = usePalette((palette) => palette.others)
  const query = usePalette((palette) => palette.query)
  return useMemo(() => {
    const all = cluster === null ? others : new Map([...others, [cluster, rows]])
    const recency = recencyOf({ recents, pins })
    return paletteLines({ state, rows: all, tabs, active, recency, commands: paletteCommands() }, query)
  }, [state, cluster, rows, others, tabs, active, recents, pins, query])
}

/** What was opened last stands first, then what is pinned. */
function recencyOf({ recents, pins }: Pick<Desk, 'recents' | 'pins'>): Recency {
  const order = new Map<string, number>()
  for (const one of [...recents, ...pins]) if (!order.has(serviceId(one))) order.set(serviceId(one), order.size)
  return order
}
