import { type ClusterBroker, startClusterBroker } from './shared-cluster.ts'

let broker: ClusterBroker | undefined

/** Vitest's global setup: suites share one cluster, started when the first of them asks. */
export async function setup(): Promise<void> {
  broker = await startClusterBroker()
}

/** Ends it. */
export async function teardown(): Promise<void> {
  await broker?.close()
}
