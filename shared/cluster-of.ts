import { clusterLabel } from './cluster-label.ts'
import type { ClusterSummary } from './app-state.ts'

/** The cluster of an id: its own, or that of another context which leads to the same cluster. */
export function clusterOf<C extends Pick<ClusterSummary, 'id' | 'contexts'>>(
  clusters: readonly C[],
  id: string,
): C | undefined {
  return (
    clusters.find((cluster) => cluster.id === id) ??
    clusters.find(({ contexts }) => contexts.some(({ context }) => clusterLabel(context) === id))
  )
}
