import type { AppState, ClusterSummary } from '../../../shared/app-state.ts'
import type { Failure } from '../../../shared/failure.ts'
import { activeCluster } from '../../app/app-store.ts'

/** What the Services' place shows. */
export type Screen =
  | { kind: 'starting' }
  | { kind: 'kubeconfig-failure'; failure: Failure }
  | { kind: 'no-clusters'; found: number }
  | { kind: 'choose' }
  | { kind: 'off'; cluster: ClusterSummary }
  | { kind: 'connecting'; cluster: ClusterSummary }
  | { kind: 'failed'; cluster: ClusterSummary; failure: Failure; retryAt: number | null }
  | { kind: 'list'; cluster: ClusterSummary }

/** Chooses the screen from main's state alone. */
export function screenOf(state: AppState | null): Screen {
  if (!state) return { kind: 'starting' }
  const { clusters, kubeconfig } = state
  if (clusters.length === 0) {
    if (kubeconfig.failure) return { kind: 'kubeconfig-failure', failure: kubeconfig.failure }
    return { kind: 'no-clusters', found: kubeconfig.found }
  }
  const cluster = activeCluster(state)
  if (!cluster) return { kind: 'choose' }
  switch (cluster.state.phase) {
    case 'idle':
    case 'disconnected':
      return { kind: 'off', cluster }
    case 'connecting': {
      const { failure, retryAt, received } = cluster.state
      if (failure) return { kind: 'failed', cluster, failure, retryAt }
      // The first rows need not wait for the last.
      return { kind: received === 0 ? 'connecting' : 'list', cluster }
    }
    case 'connected':
    case 'degraded':
      return { kind: 'list', cluster }
  }
}
