import { useServices } from '../features/services/services-store.ts'
import { activeCluster, useApp } from './app-store.ts'

/** So long, in ms, the first drawing waits for what it is to show. */
const patience = 100

/**
 * Resolves when the first screen is known, rows and all, or after a moment: main knows it mostly before the page runs, and
 * to draw the window empty first would only keep the rows waiting.
 */
export function firstScreen(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isKnown()) return
      for (const stop of stops) stop()
      clearTimeout(timer)
      resolve()
    }
    const stops = [useApp.subscribe(look), useServices.subscribe(look)]
    const timer = setTimeout(() => {
      for (const stop of stops) stop()
      resolve()
    }, patience)
    look()
  })
}

/** Whether nothing is on its way that will be there in a moment. */
function isKnown(): boolean {
  const { state } = useApp.getState()
  if (!state) return false
  const cluster = activeCluster(state)?.state
  switch (cluster?.phase) {
    case 'connecting':
      return cluster.failure !== null
    case 'connected':
    case 'degraded':
      return useServices.getState().phase !== 'asking'
    case 'idle':
    case 'disconnected':
    case undefined:
      return true
  }
}
