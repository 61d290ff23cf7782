import type { Cluster } from '../../electron/cluster/cluster.ts'
import { Porthole } from '../../electron/core/porthole.ts'

/** Porthole without a window, on a free port, with the clusters of a kubeconfig; contacts none of them. */
export async function startPorthole(kubeconfig: string): Promise<Porthole> {
  const porthole = await Porthole.open({ kubeconfig })
  await porthole.start({ kubeconfig, context: undefined, port: 0, nextFree: false, demo: false })
  return porthole
}

/** Settles when a cluster is as wanted, looked at after each of its changes. */
export async function until(cluster: Cluster, wanted: (cluster: Cluster) => boolean): Promise<void> {
  while (!wanted(cluster)) await new Promise<void>((resolve) => cluster.once('changed', resolve))
}

/**
 * Connects a cluster; settles when all of its Services are listed and watched, and its classic port is open. Returns after
 * how many ms the list was there, which does not wait for the port.
 */
export async function openCluster(porthole: Porthole, context: string, services: number): Promise<number> {
  const began = performance.now()
  const cluster = porthole.cluster(context)
  const listening = porthole.connect(context)
  await until(cluster, ({ state, store }) => state.phase === 'connected' && store.size >= services)
  const listed = performance.now() - began
  await listening
  return listed
}
