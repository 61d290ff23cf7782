import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { startServiceSite } from './service-site.ts'

export interface SiteCluster {
  /** A file with the one context `demo`. */
  readonly kubeconfig: string
  close(): Promise<void>
}

/**
 * An embedded cluster with one Service in `default` for each name, a site of its own behind it.
 *
 * @param sites name → where the site's `/` redirects to, or undefined when it is a page
 * @param containerPort where the pods listen, as far as the cluster knows
 */
export async function startSiteCluster(
  sites: Readonly<Record<string, string | undefined>>,
  containerPort = 80,
): Promise<SiteCluster> {
  const cluster = await startDemoCluster({ workloads: false })
  const servers = await Promise.all(
    Object.entries(sites).map(async ([name, home]) => {
      const site = await startServiceSite(name, home)
      const port = { name: 'http', port: 80, containerPort, localPort: site.port }
      cluster.createService({ namespace: 'default', name, ports: [port] })
      return site
    }),
  )
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-sites-'))
  const kubeconfig = path.join(folder, 'config')
  await writeFile(kubeconfig, cluster.kubeconfig)
  return {
    kubeconfig,
    async close() {
      await Promise.all([cluster.close(), ...servers.map((server) => server.close())])
      await rm(folder, { recursive: true })
    },
  }
}
