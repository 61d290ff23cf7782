import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { DemoCluster } from '../../electron/demo/demo-cluster.ts'

/** A context's cluster, and the namespace that it names, if any. */
export type ContextOf = readonly [cluster: DemoCluster, namespace?: string]

/** Writes a kubeconfig with contexts of embedded clusters. Returns its path, and how to remove it. */
export async function writeKubeconfig(
  contexts: Readonly<Record<string, ContextOf>>,
  current = '',
): Promise<{ kubeconfig: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-kubeconfig-'))
  const kubeconfig = path.join(folder, 'config')
  const clusters = [...new Set(Object.values(contexts).map(([cluster]) => cluster))]
  const nameOf = (cluster: DemoCluster): string => `cluster-${clusters.indexOf(cluster)}`
  const config = {
    'current-context': current,
    clusters: clusters.map((one) => ({
      name: nameOf(one),
      cluster: { server: one.server, 'certificate-authority-data': Buffer.from(one.ca).toString('base64') },
    })),
    users: clusters.map((one) => ({ name: nameOf(one), user: { token: one.token } })),
    contexts: Object.entries(contexts).map(([name, [cluster, namespace]]) => ({
      name,
      context: { cluster: nameOf(cluster), user: nameOf(cluster), ...(namespace !== undefined && { namespace }) },
    })),
  }
  await writeFile(kubeconfig, JSON.stringify(config))
  return { kubeconfig, remove: () => rm(folder, { recursive: true, force: true }) }
}
