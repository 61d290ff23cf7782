import { create } from 'zustand'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import { ask } from './bridge.ts'

/** Main's state as it last told it; null until it has. */
export const useApp = create<{ state: AppState | null }>()(() => ({ state: null }))

/** The cluster whose Services are on screen. */
export function activeCluster(state: AppState | null): ClusterSummary | undefined {
  return state?.clusters.find(({ id }) => id === state.active)
}

export function useActiveCluster(): ClusterSummary | undefined {
  return useApp(({ state }) => activeCluster(state))
}

/** Mirrors main's state from now on; returns how to stop. Listens before it asks, so that nothing is lost between. */
export function followApp(): () => void {
  const stop = window.porthole.on('app.changed', (state) => useApp.setState({ state }))
  void ask('app.state', undefined).then((answer) => {
    if (answer.ok) useApp.setState({ state: answer.value })
  })
  return stop
}
