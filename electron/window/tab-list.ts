import { normalZoom } from './zoom.ts'
import type { ServiceRef } from '../../shared/service-ref.ts'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { isPaired } from '../../shared/panes.ts'

/** What a page may change of its tab. */
export type TabPatch = Partial<Omit<Tab, 'id' | 'cluster' | 'namespace' | 'service' | 'port'>>

export const noTabs: TabsState = { tabs: [], active: null, split: null }

/** The tab of a Service's port, if it has one; windows that its pages have opened are not. */
export function findTab({ tabs }: TabsState, { cluster, namespace, name, port }: ServiceRef): Tab | undefined {
  return tabs.find(
    (tab) =>
      tab.opener === null &&
      tab.cluster === cluster &&
      tab.namespace === namespace &&
      tab.service === name &&
      tab.port === port,
  )
}

/** Adds a tab at the end and shows it. */
export function withTab(state: TabsState, id: number, ref: ServiceRef, url: string): TabsState {
  const tab: Tab = {
    id,
    cluster: ref.cluster,
    namespace: ref.namespace,
    service: ref.name,
    port: ref.port,
    title: ref.name,
    favicon: null,
    url,
    origin: new URL(url).origin,
    opener: null,
    loading: true,
    canGoBack: false,
    canGoForward: false,
    problem: null,
    failure: null,
    stuck: false,
    zoom: normalZoom,
    found: null,
    question: null,
    askedPort: null,
    socketLost: false,
    decided: false,
  }
  return { ...state, tabs: [...state.tabs, tab], active: id }
}

/** A tab of last time, at the end and not on show: its page is loaded when somebody looks at it. */
export function withKeptTab(state: TabsState, id: number, ref: ServiceRef, url: string): TabsState {
  const { tabs } = withTab(state, id, ref, url)
  return { ...state, tabs: tabs.map((tab) => (tab.id === id ? { ...tab, loading: false } : tab)) }
}

/** Windows of one Service's pages that are open at once: no page can fill the strip. */
const windowLimit = 8

/** Whether a page of that origin may open one more window. */
export function mayOpenWindow({ tabs }: TabsState, origin: string): boolean {
  return tabs.filter((tab) => tab.opener !== null && tab.origin === origin).length < windowLimit
}

/** Adds a window that a page has opened: beside that page's tab and the windows it has already, not on show. */
export function withWindow(state: TabsState, id: number, opener: Tab, url: string): TabsState {
  const { cluster, namespace, service: name, port, origin } = opener
  const added = withTab(state, id, { cluster, namespace, name, port }, origin)
  const tabs = added.tabs.map((tab) => (tab.id === id ? { ...tab, url, opener: opener.id } : tab))
  const last = state.tabs.findLastIndex((tab) => tab.id === opener.id || tab.opener === opener.id)
  return withTabAt({ ...added, tabs, active: state.active }, id, last + 1)
}

/** Moves a tab to a place among the others, counted from 0; a pair stays together. */
export function withTabAt(state: TabsState, id: number, place: number): TabsState {
  const tab = state.tabs.find((one) => one.id === id)
  if (!tab) return state
  const others = state.tabs.filter((one) => one !== tab)
  return joined({ ...state, tabs: others.toSpliced(place, 0, tab) }, id, place < state.tabs.indexOf(tab))
}

/** Shows a tab, or the Services (null); a tab that is gone changes nothing. */
export function withActive(state: TabsState, id: number | null): TabsState {
  return id === null || state.tabs.some((tab) => tab.id === id) ? { ...state, active: id } : state
}

/** Takes a tab away. When it was on show the other one of its pair follows, else the one that opened it, its right neighbour, its left one, the Services. */
export function withoutTab(state: TabsState, id: number): TabsState {
  const index = state.tabs.findIndex((tab) => tab.id === id)
  if (index < 0) return state
  const tabs = state.tabs.toSpliced(index, 1)
  const { active, split } = state
  const ends = isPaired(state, id)
  const partner = ends ? (split?.left === id ? split.right : split?.left) : undefined
  const opener = tabs.find((tab) => tab.id === state.tabs[index]?.opener)?.id
  const next = partner ?? opener ?? tabs[index]?.id ?? tabs[index - 1]?.id ?? null
  return { tabs, active: active === id ? next : active, split: ends ? null : split }
}

/** Makes two tabs the pair; the right one follows the left one in the strip. Tabs that are gone, or one twice, change nothing. */
export function withSplit(state: TabsState, left: number, right: number): TabsState {
  const { tabs } = state
  const follower = tabs.find(({ id }) => id === right)
  const others = tabs.filter(({ id }) => id !== right)
  const place = others.findIndex(({ id }) => id === left)
  if (!follower || place < 0) return state
  return { ...state, tabs: others.toSpliced(place + 1, 0, follower), split: { left, right } }
}

/** Ends the pair. */
export function withoutSplit(state: TabsState): TabsState {
  return state.split === null ? state : { ...state, split: null }
}

/**
 * Puts the pair together again after a tab was moved. Its order in the strip is that of its pages, so that moving one over
 * the other swaps the sides; moved elsewhere it takes the other along; a third tab passes both at once.
 */
function joined(state: TabsState, moved: number, back: boolean): TabsState {
  if (state.split === null) return state
  const { left, right } = state.split
  const placeOf = (tabs: readonly Tab[], id: number) => tabs.findIndex((tab) => tab.id === id)
  const distance = placeOf(state.tabs, right) - placeOf(state.tabs, left)
  if (distance === 1) return state
  if (distance === -1) return { ...state, split: { left: right, right: left } }
  const third = back ? ([moved, 'before', left] as const) : ([moved, 'after', right] as const)
  const [goes, side, other] =
    moved === left ? ([right, 'after', left] as const) : moved === right ? ([left, 'before', right] as const) : third
  const others = state.tabs.filter(({ id }) => id !== goes)
  const place = placeOf(others, other) + (side === 'after' ? 1 : 0)
  return { ...state, tabs: others.toSpliced(place, 0, ...state.tabs.filter(({ id }) => id === goes)) }
}

/** What a page reported about itself; the same state when nothing is new. */
export function withPatch(state: TabsState, id: number, patch: TabPatch): TabsState {
  const old = state.tabs.find((tab) => tab.id === id)
  if (!old) return state
  const next = { ...old, ...patch }
  const same = (Object.keys(next) as (keyof Tab)[]).every((key) => old[key] === next[key])
  return same ? state : { ...state, tabs: state.tabs.map((tab) => (tab === old ? next : tab)) }
}
