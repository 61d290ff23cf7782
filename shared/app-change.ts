import type { AppState, ClusterSummary } from './app-state.ts'

/** Main's state whole. */
export interface AppSnapshot {
  /** Grows by one with every change; the next change that applies has `sequence + 1`. */
  sequence: number
  state: AppState
}

/** What changed since the change (or snapshot) before it. Some people have thousands of clusters, and mostly one changes. */
export interface AppChange {
  sequence: number
  /** Those that are new or not as they were. */
  clusters: ClusterSummary[]
  /** The ids of all clusters as they stand on screen; null where they are those of before. */
  order: string[] | null
  /** All else, which is little. */
  rest: Omit<AppState, 'clusters'>
}

/**
 * A snapshot with a change in it; clusters that the change does not name stay the same objects. Undefined when changes were
 * missed: the caller then asks for a snapshot. A change that is already contained is skipped.
 */
export function withChange(snapshot: AppSnapshot, change: AppChange): AppSnapshot | undefined {
  const { sequence, state } = snapshot
  if (change.sequence <= sequence) return snapshot
  if (change.sequence !== sequence + 1) return undefined
  return { sequence: change.sequence, state: { ...change.rest, clusters: clustersWith(state.clusters, change) } }
}

function clustersWith(before: ClusterSummary[], { clusters, order }: AppChange): ClusterSummary[] {
  if (clusters.length === 0 && order === null) return before
  const changed = new Map(clusters.map((cluster) => [cluster.id, cluster]))
  if (order === null) return before.map((cluster) => changed.get(cluster.id) ?? cluster)
  const known = new Map(before.map((cluster) => [cluster.id, cluster]))
  return order.map((id) => changed.get(id) ?? known.get(id)).filter((cluster) => cluster !== undefined)
}
