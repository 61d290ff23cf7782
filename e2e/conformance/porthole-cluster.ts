import { readFile } from 'node:fs/promises'
import { Cluster } from '../../electron/cluster/cluster.ts'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs } from '../../electron/cluster/kubeconfig.ts'

/** Porthole's own view of the cluster that a kubeconfig's current context names; not yet connected. */
export async function portholeCluster(kubeconfig: string): Promise<Cluster> {
  const config = mergeKubeconfigs([{ path: kubeconfig, text: await readFile(kubeconfig, 'utf8') }])
  return new Cluster(config.currentContext, 'kubeconfig', () => kubeContext(config, config.currentContext))
}

/** Resolves when the cluster is in a state that `reached` accepts, now or after a change; or when `signal` says to stop. */
export async function until(
  cluster: Cluster,
  reached: (cluster: Cluster) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  while (!reached(cluster) && signal?.aborted !== true) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cluster.off('changed', done)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      cluster.on('changed', done)
      signal?.addEventListener('abort', done)
    })
  }
}
