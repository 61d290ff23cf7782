import { create } from 'zustand'
import type { TrafficRow, TrafficSource } from '../../../shared/traffic.ts'
import { showScreen } from '../tabs/tab-actions.ts'
import { noFilter, type TrafficFilter } from './filter-traffic.ts'

interface Traffic {
  /** The Service that is looked at, as `trafficKey` says it; null for all. */
  service: string | null
  /** As main last told them, by id; null before it has. */
  rows: readonly TrafficRow[] | null
  /** The rows as they were when the person paused; null while they go on. */
  held: readonly TrafficRow[] | null
  sources: readonly TrafficSource[]
  filter: TrafficFilter
  /** The request that is selected, by id. */
  selected: number | null
  /** Whether the panel of the selected request is open. */
  panel: boolean
}

const none: Traffic = {
  service: null,
  rows: null,
  held: null,
  sources: [],
  filter: noFilter,
  selected: null,
  panel: false,
}

/** What the traffic screen shows, and how a person has left it. */
export const useTraffic = create<Traffic>()(() => none)

export const resetTraffic = (): void => useTraffic.setState(none)

/** Looks at one Service, or at all. */
export function chooseService(service: string | null): void {
  if (useTraffic.getState().service === service) return
  useTraffic.setState({ service, rows: null, held: null, selected: null, panel: false, filter: noFilter })
}

/** Shows the traffic screen with a Service, or with all, and of their requests only some where they are named. */
export async function showTraffic(service: string | null, status?: TrafficFilter['status']): Promise<void> {
  chooseService(service)
  if (status !== undefined) useTraffic.setState({ filter: { ...noFilter, status } })
  await showScreen('traffic')
}

export function narrowTraffic(change: Partial<TrafficFilter>): void {
  useTraffic.setState(({ filter }) => ({ filter: { ...filter, ...change } }))
}

export function togglePause(): void {
  useTraffic.setState(({ held, rows }) => ({ held: held ? null : rows }))
}

export const select = (selected: number | null): void => useTraffic.setState({ selected })
export const showRequest = (selected: number): void => useTraffic.setState({ selected, panel: true })
export const hideRequest = (): void => useTraffic.setState({ panel: false })
