import { normalZoom } from './zoom.ts'
import type { ServiceRef, Tab, TabsState } from '../../shared/contract.ts'

/** What a page may change of its tab. */
export type TabPatch = Partial<Omit<Tab, 'id' | 'cluster' | 'namespace' | 'service' | 'port'>>

export const noTabs: TabsState = { tabs: [], active: null }

/** The tab of a Service's port, if it has one. */
export function findTab({ tabs }: TabsState, { cluster, namespace, name, port }: ServiceRef): Tab | undefined {
  return tabs.find(
    (tab) => tab.cluster === cluster && tab.namespace === namespace && tab.service === name && tab.port === port,
  )
}

/** Adds a tab at the end and shows it. */
export function withTab({ tabs }: TabsState, id: number, ref: ServiceRef, url: string): TabsState {
  const tab: Tab = {
    id,
    cluster: ref.cluster,
    namespace: ref.namespace,
    service: ref.name,
    port: ref.port,
    title: ref.name,
    favicon: null,
    url,
    loading: true,
    canGoBack: false,
    canGoForward: false,
    problem: null,
    stuck: false,
    zoom: normalZoom,
    found: null,
    question: null,
    decided: false,
  }
  return { tabs: [...tabs, tab], active: id }
}

/** A tab of last time, at the end and not on show: its page is loaded when somebody looks at it. */
export function withKeptTab({ tabs, active }: TabsState, id: number, ref: ServiceRef, url: string): TabsState {
  const { tabs: more } = withTab({ tabs, active }, id, ref, url)
  return { tabs: more.map((tab) => (tab.id === id ? { ...tab, loading: false } : tab)), active }
}

/** Moves a tab to a place among the others, counted from 0. */
export function withTabAt(state: TabsState, id: number, place: number): TabsState {
  const tab = state.tabs.find((one) => one.id === id)
  if (!tab) return state
  const others = state.tabs.filter((one) => one !== tab)
  return { ...state, tabs: others.toSpliced(place, 0, tab) }
}

/** Shows a tab, or the Services (null); a tab that is gone changes nothing. */
export function withActive(state: TabsState, id: number | null): TabsState {
  return id === null || state.tabs.some((tab) => tab.id === id) ? { ...state, active: id } : state
}

/** Takes a tab away. When it was on show its right neighbour follows, else its left one, else the Services. */
export function withoutTab(state: TabsState, id: number): TabsState {
  const index = state.tabs.findIndex((tab) => tab.id === id)
  if (index < 0) return state
  const tabs = state.tabs.toSpliced(index, 1)
  const next = tabs[index] ?? tabs[index - 1]
  return { tabs, active: state.active === id ? (next?.id ?? null) : state.active }
}

/** What a page reported about itself; the same state when nothing is new. */
export function withPatch(state: TabsState, id: number, patch: TabPatch): TabsState {
  const old = state.tabs.find((tab) => tab.id === id)
  if (!old) return state
  const next = { ...old, ...patch }
  const same = (Object.keys(next) as (keyof Tab)[]).every((key) => old[key] === next[key])
  return same ? state : { ...state, tabs: state.tabs.map((tab) => (tab === old ? next : tab)) }
}
