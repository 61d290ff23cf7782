// Run by lifetime.real.test.ts: a process that owns a cluster, says so, and does not clean up unless told to.
import { startRealCluster } from './real-cluster.ts'

async function run(): Promise<void> {
  const cluster = await startRealCluster()
  await cluster.addService({
    namespace: 'default',
    name: 'echo',
    ports: [{ port: 80, targetPort: 8080 }],
    app: { builtIn: 'echo' },
  })
  process.once('message', () => {
    void cluster.stop().then(() => process.disconnect())
  })
  process.send?.(cluster.address)
}

void run()
