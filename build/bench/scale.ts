import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRealCluster } from '../../e2e/cluster/real-cluster.ts'
import { ensureBuilt } from '../ensure-built.ts'
import type { Measurement } from './measurement.ts'
import { withContexts } from './scale/app.ts'
import { measureFlood } from './scale/changes.ts'
import { startFloodServer } from './scale/flood.ts'
import { measureList } from './scale/list.ts'
import { seed, serviceCount } from './scale/seed.ts'

/** 10,000 Services of a real API server in the real app, and a flood of changes. */
export const scale: Measurement = {
  name: 'scale',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(join(tmpdir(), 'porthole-scale-'))
    const cluster = await startRealCluster({ progress, contextName: 'real' })
    const [empty, flood] = await Promise.all([startFloodServer(0), startFloodServer(serviceCount)])
    try {
      await seed({ ...cluster, token: cluster.adminToken }, progress)
      const kubeconfig = join(folder, 'kubeconfig')
      await writeFile(kubeconfig, await withContexts(cluster, { empty: empty.url, flood: flood.url }))
      const list = await measureList(cluster, kubeconfig, rounds, progress)
      progress('Scale: changes')
      return [list, await measureFlood(kubeconfig, flood)]
    } finally {
      await Promise.all([empty.stop(), flood.stop(), cluster.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  },
}
