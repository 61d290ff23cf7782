import { run } from '../../app/run.ts'
import { showTab } from '../tabs/tab-actions.ts'

/** Brings a cluster's Services on screen; this is also what connects it. */
export async function showCluster(cluster: string): Promise<void> {
  await Promise.all([run('cluster.show', { cluster }), showTab(null)])
}

/** Tries at once instead of at the next turn. */
export async function retryCluster(cluster: string): Promise<void> {
  await run('cluster.retry', { cluster })
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
