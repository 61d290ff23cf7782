import type { ClusterState } from '../../shared/cluster-state.ts'

/** What the sign-in command of a cluster says to whoever waits at a terminal, in one line; empty where it says nothing. */
export function signInLine(state: ClusterState): string {
  if (state.phase !== 'connecting' || state.asks === '') return ''
  return `The sign-in command waits for you. It says: ${state.asks.replaceAll('\n', ' ')}`
}
