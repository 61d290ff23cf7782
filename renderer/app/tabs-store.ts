import { create } from 'zustand'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import type { ClusterSummary } from '../../shared/app-state.ts'
import { clusterOf } from '../../shared/cluster-of.ts'
import { activeCluster, useApp } from './app-store.ts'
import { ask } from './bridge.ts'
import { turnToScreen } from './screen-store.ts'

interface Tabs extends TabsState {
  /** The open tabs that were on show, by their ids: the one looked at last comes first. */
  used: readonly number[]
}

/** The open dashboards as main last told them. */
export const useTabs = create<Tabs>()(() => ({ tabs: [], active: null, split: null, used: [] }))

/** The tab on show; undefined while the Services are. */
export function activeTab({ tabs, active }: TabsState): Tab | undefined {
  return active === null ? undefined : tabs.find(({ id }) => id === active)
}

/** The cluster that is looked at: that of the dashboard on show, else that of the Services. Undefined when it is gone. */
export function useShownCluster(): ClusterSummary | undefined {
  const cluster = useTabs((tabs) => activeTab(tabs)?.cluster)
  return useApp(({ state }) =>
    cluster === undefined ? activeCluster(state) : clusterOf(state?.clusters ?? [], cluster),
  )
}

/** The other tabs, those first that were looked at last. */
export function othersByUse({ tabs, used }: Tabs, than: number): readonly Tab[] {
  const rank = ({ id }: Tab) => (used.includes(id) ? used.indexOf(id) : used.length)
  return tabs.filter(({ id }) => id !== than).toSorted((a, b) => rank(a) - rank(b))
}

/** Mirrors main's tabs from now on; returns how to stop. */
export function followTabs(): () => void {
  const take = (state: TabsState) =>
    useTabs.setState(({ used }) => {
      const order = state.active === null ? used : [state.active, ...used.filter((id) => id !== state.active)]
      return { ...state, used: order.filter((id) => state.tabs.some((tab) => tab.id === id)) }
    })
  const stop = window.porthole.on('tabs.changed', (state) => {
    // Whoever closes a dashboard that covered a screen is back at the Services, as with any dashboard.
    if (state.active !== null && state.active !== useTabs.getState().active) turnToScreen(null)
    take(state)
  })
  void ask('tabs.state', undefined).then((answer) => {
    if (answer.ok) take(answer.value)
  })
  return stop
}
