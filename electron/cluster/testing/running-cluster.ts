import { onTestFinished } from 'vitest'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { Cluster } from '../cluster.ts'
import type { KubeContext } from '../kube-context.ts'
import { contextFor } from './contexts.ts'
import { fakeKubernetes, type FakeKubernetes } from './fake-kubernetes.ts'
import { apiService, apiSlice } from './objects.ts'

export function clusterOf(resolve: () => KubeContext): Cluster {
  const cluster = new Cluster('my@cluster', 'kubeconfig', resolve)
  onTestFinished(() => {
    cluster.disconnect()
    cluster.store.close()
  })
  return cluster
}

export async function fakeCluster(): Promise<{ fake: FakeKubernetes; cluster: Cluster }> {
  const fake = await fakeKubernetes()
  fake.services = [apiService('apps/web'), apiService('apps/api')]
  fake.slices = [apiSlice('apps/web-1', 'web', { p1: true, p2: false })]
  return { fake, cluster: clusterOf(() => contextFor(fake.server.url, { token: 't' })) }
}

/** Settles when the cluster is as wanted, looked at after each of its changes. */
export async function until(cluster: Cluster, wanted: (cluster: Cluster) => boolean): Promise<void> {
  while (!wanted(cluster)) await new Promise<void>((resolve) => cluster.once('changed', resolve))
}
export const phase = (cluster: Cluster, wanted: ClusterState['phase']): Promise<void> =>
  until(cluster, ({ state }) => state.phase === wanted)
export const failing = (cluster: Cluster): Promise<void> =>
  until(cluster, ({ state }) => state.phase === 'connecting' && state.retryAt !== null)
