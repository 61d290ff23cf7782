import { create } from 'zustand'
import type { Tab, TabsState } from '../../shared/contract.ts'
import { ask } from './bridge.ts'
import { turnToScreen } from './screen-store.ts'

/** The open dashboards as main last told them. */
export const useTabs = create<TabsState>()(() => ({ tabs: [], active: null }))

/** The tab on show; undefined while the Services are. */
export function activeTab({ tabs, active }: TabsState): Tab | undefined {
  return active === null ? undefined : tabs.find(({ id }) => id === active)
}

/** Mirrors main's tabs from now on; returns how to stop. */
export function followTabs(): () => void {
  const stop = window.porthole.on('tabs.changed', (state) => {
    // Whoever closes a dashboard that covered a screen is back at the Services, as with any dashboard.
    if (state.active !== null && state.active !== useTabs.getState().active) turnToScreen(null)
    useTabs.setState(state)
  })
  void ask('tabs.state', undefined).then((answer) => {
    if (answer.ok) useTabs.setState(answer.value)
  })
  return stop
}
