import { create } from 'zustand'
import { type AppChange, type AppSnapshot, withChange } from '../../shared/app-change.ts'
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

/**
 * Mirrors main's state from now on; returns how to stop. Listens before it asks, and changes that come while a snapshot is on
 * its way wait for it, so that nothing is lost between.
 */
export function followApp(): () => void {
  let held: AppSnapshot | null = null
  let waiting: AppChange[] = []

  const request = async () => {
    held = null
    waiting = []
    const answer = await ask('app.follow', undefined)
    if (!answer.ok) return
    take(JSON.parse(answer.value) as AppSnapshot)
    for (const change of waiting) receive(change)
  }
  const take = (snapshot: AppSnapshot) => {
    held = snapshot
    useApp.setState({ state: snapshot.state })
  }
  const receive = (change: AppChange) => {
    if (!held) {
      waiting.push(change)
      return
    }
    const next = withChange(held, change)
    if (!next) void request()
    else if (next !== held) take(next)
  }

  const stop = window.porthole.on('app.changed', (json) => receive(JSON.parse(json) as AppChange))
  void request()
  return stop
}
