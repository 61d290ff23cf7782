import type { ClusterState } from '../../shared/cluster-state.ts'
import type { Failure } from '../../shared/failure.ts'

export type ClusterEvent =
  | { type: 'connect' }
  /** The sign-in command waits for a person. */
  | { type: 'asking' }
  | { type: 'signed-in' }
  | { type: 'page'; received: number; about: number | null }
  /** A list has arrived and a watch runs. */
  | { type: 'watching' }
  | { type: 'failed'; failure: Failure; retryAt: number }
  | { type: 'retrying' }
  | { type: 'disconnect'; failure: Failure | null }

/**
 * `idle → connecting → connected ⇄ degraded → disconnected`. A cluster that was connected once keeps its list and is
 * degraded by a failure; one that never was stays connecting, with the reason. Events that mean nothing in a phase (a
 * late answer after disconnecting, say) leave it as it is.
 *
 * @param now milliseconds since the epoch
 */
export function nextState(state: ClusterState, event: ClusterEvent, now: number): ClusterState {
  switch (event.type) {
    case 'connect':
      return state.phase === 'idle' || state.phase === 'disconnected' ? connecting(now) : state
    case 'disconnect':
      return state.phase === 'idle' || state.phase === 'disconnected'
        ? state
        : { phase: 'disconnected', since: now, failure: event.failure }
    case 'asking':
      // What failed before is past: somebody is needed now.
      return state.phase === 'connecting' ? { ...state, step: 'credentials', failure: null, retryAt: null } : state
    case 'signed-in':
      return state.phase === 'connecting' && state.step === 'credentials' ? { ...state, step: 'version' } : state
    case 'page':
      return state.phase === 'connecting'
        ? { ...state, step: 'services', received: event.received, about: event.about }
        : state
    case 'watching':
      return state.phase === 'connecting' || state.phase === 'degraded' ? { phase: 'connected', since: now } : state
    case 'failed': {
      const { failure, retryAt } = event
      // It has a list, if not a whole one.
      if (failure.code === 'cluster-too-large' && state.phase === 'connecting')
        return { phase: 'degraded', since: now, failure, retryAt }
      if (state.phase === 'connecting') return { ...state, failure, retryAt }
      if (state.phase === 'degraded') return { ...state, failure, retryAt }
      return state.phase === 'connected' ? { phase: 'degraded', since: now, failure, retryAt } : state
    }
    case 'retrying':
      return state.phase === 'connecting' || state.phase === 'degraded' ? { ...state, retryAt: null } : state
  }
}

function connecting(since: number): ClusterState {
  const nothing = { received: 0, about: null, failure: null, retryAt: null }
  return { phase: 'connecting', since, step: 'credentials', ...nothing }
}
