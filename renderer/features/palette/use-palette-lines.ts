import { useMemo } from 'react'
import { useApp } from '../../app/app-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { useServices } from '../services/services-store.ts'
import { paletteCommands } from './palette-commands.ts'
import { serviceId } from './palette-items.ts'
import { type PaletteLine, paletteLines } from './palette-list.ts'
import { usePalette } from './palette-store.ts'

/** The lines of the open palette. */
export function usePaletteLines(): readonly PaletteLine[] {
  const state = useApp((app) => app.state)
  const { cluster, rows } = useServices()
  const { tabs, active } = useTabs()
  const others = usePalette((palette) => palette.others)
  const query = usePalette((palette) => palette.query)
  return useMemo(() => {
    const all = cluster === null ? others : new Map([...others, [cluster, rows]])
    const recency = new Map(
      tabs.map((tab, index) => [serviceId({ ...tab, name: tab.service }), tabs.length - index] as const),
    )
    return paletteLines({ state, rows: all, tabs, active, recency, commands: paletteCommands() }, query)
  }, [state, cluster, rows, others, tabs, active, query])
}
