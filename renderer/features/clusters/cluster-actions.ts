import type { ClusterSummary } from '../../../shared/app-state.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { narrow } from '../services/view-store.ts'
import { showTab } from '../tabs/tab-actions.ts'

/** Brings a cluster's Services on screen; this is also what connects it. */
export async function showCluster(cluster: string): Promise<void> {
  await Promise.all([run('cluster.show', { cluster }), showTab(null)])
}

/** Shows the nth cluster of the sidebar; false when there are fewer. */
export function showNthCluster(nth: number): boolean {
  const cluster = useApp.getState().state?.clusters[nth - 1]
  if (cluster) void showCluster(cluster.id)
  return cluster !== undefined
}

/** Shows a cluster as one of its contexts does: narrowed to that context's namespace. */
export async function showContext(cluster: string, namespace: string): Promise<void> {
  await showCluster(cluster)
  if (useApp.getState().state?.active !== cluster) {
    // Another cluster on screen clears what was narrowed, so this waits for it.
    await new Promise<void>((resolve) => {
      const stop = useApp.subscribe(({ state }) => {
        if (state?.active !== cluster) return
        stop()
        resolve()
      })
    })
  }
  narrow({ namespace })
}

/** Tries at once instead of at the next turn. */
export async function retryCluster(cluster: string): Promise<void> {
  await run('cluster.retry', { cluster })
}

export async function setReadOnly({ id, mode }: Pick<ClusterSummary, 'id' | 'mode'>, readOnly: boolean): Promise<void> {
  await run('cluster.setMode', { cluster: id, mode: { ...mode, readOnly } })
}

export async function disconnectCluster(cluster: string): Promise<void> {
  await run('cluster.disconnect', { cluster })
}

export async function openDemo(): Promise<void> {
  await Promise.all([run('demo.open', undefined), showTab(null)])
}

export async function reloadKubeconfig(): Promise<void> {
  await run('kubeconfig.reload', undefined)
}
