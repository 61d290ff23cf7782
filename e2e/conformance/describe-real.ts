import { afterAll, describe, test } from 'vitest'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { sharedCluster } from '../cluster/shared-cluster.ts'

/** A suite against the shared real cluster; where there can be none it is skipped, and says so on stderr. */
export async function describeReal(name: string, suite: (cluster: RealCluster) => void): Promise<void> {
  const cluster = await unlessUnavailable(name, sharedCluster)
  if (!cluster) {
    test.skip(name)
    return
  }
  describe(name, () => {
    // Hooks after run in reverse: what the suite cleans up comes before.
    afterAll(() => cluster.stop())
    suite(cluster)
  })
}
