import { create } from 'zustand'
import type { ServiceRow } from '../../../shared/service.ts'
import type { ServicesSnapshot } from '../../../shared/services-patch.ts'
import { useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { useTabs } from '../../app/tabs-store.ts'

interface Palette {
  open: boolean
  query: string
  /** The index of the chosen line. */
  chosen: number
  /** The Services of the connected clusters that are not on screen, by the cluster's id, as they were when asked. */
  others: ReadonlyMap<string, readonly ServiceRow[]>
}

export const usePalette = create<Palette>()(() => ({ open: false, query: '', chosen: 0, others: new Map() }))

/** Opens the palette at once; the Services of the clusters that are not on screen follow. */
export function openPalette(): void {
  usePalette.setState({ open: true, query: '', chosen: 0 })
  const { state } = useApp.getState()
  const others = (state?.clusters ?? []).filter(({ id, state: { phase } }) => {
    return id !== state?.active && (phase === 'connected' || phase === 'degraded')
  })
  // What is kept of the last time shows until the answer is there.
  const kept = [...usePalette.getState().others].filter(([id]) => others.some((cluster) => cluster.id === id))
  usePalette.setState({ others: new Map(kept) })
  for (const { id } of others) void askServices(id)
}

async function askServices(cluster: string): Promise<void> {
  const answer = await ask('services.snapshot', { cluster })
  if (!answer.ok || !usePalette.getState().open) return
  const { rows } = JSON.parse(answer.value) as ServicesSnapshot
  usePalette.setState(({ others }) => ({ others: new Map([...others, [cluster, rows]]) }))
}

export const closePalette = () => usePalette.setState({ open: false })

/** Closes it without having done anything: a page that was on show has the focus again. */
export function leavePalette(): void {
  closePalette()
  const { active } = useTabs.getState()
  if (active !== null) void ask('tabs.activate', { tab: active })
}

export const typeInPalette = (query: string) => usePalette.setState({ query, chosen: 0 })
