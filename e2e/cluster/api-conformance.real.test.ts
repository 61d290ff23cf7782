import { join } from 'node:path'
import { test } from 'vitest'
import { describeApiConformance } from '../../electron/demo/api-conformance.ts'
import type { ConformanceCluster, ConformanceService } from '../../electron/demo/conformance/cluster.ts'
import { unlessUnavailable } from './cluster-unavailable.ts'
import type { AppSpec } from './control-protocol.ts'
import type { RealCluster } from './real-cluster.ts'
import { sharedCluster, suiteNamespace } from './shared-cluster.ts'

// The demo cluster's suite, on a real API server: what it demands of the demo must be true here.

const repository = join(import.meta.dirname, '../..')
const backend: AppSpec = {
  command: process.execPath,
  args: ['--import', 'tsx', 'electron/demo/conformance/backend-main.ts', '$(POD_IP)'],
  cwd: repository,
}

async function connect(cluster: RealCluster): Promise<ConformanceCluster> {
  const namespace = await suiteNamespace(cluster, 'conformance')
  return {
    server: cluster.server,
    ca: cluster.certificateAuthority,
    token: cluster.adminToken,
    namespace,
    createService: (service) => createService(cluster, namespace, service),
    deleteService: (name) => cluster.removeService({ namespace, name }),
    labelService: async (name, label, value) => {
      const path = `/api/v1/namespaces/${namespace}/services/${name}`
      await cluster.api.expect('PATCH', path, { metadata: { labels: { [label]: value } } })
    },
    // A restarted API server has a new watch cache, which begins now.
    forget: async () => {
      await cluster.stopApiServer()
      await cluster.startApiServer()
    },
    close: () => cluster.stop(),
  }
}

async function createService(
  cluster: RealCluster,
  namespace: string,
  { endpoints = [true], listening = true, ports, ...service }: ConformanceService,
): Promise<void> {
  const { pods } = await cluster.addService({
    ...service,
    namespace,
    ports: ports.map(({ containerPort, ...port }) => ({ ...port, targetPort: containerPort })),
    app: listening ? backend : { builtIn: 'tiny' },
    replicas: endpoints.length,
    readyReplicas: endpoints.filter((ready) => ready).length,
  })
  if (!listening) await Promise.all(pods.map(({ ip }) => cluster.stopPod(ip)))
}

const cluster = await unlessUnavailable('API conformance on a real API server', sharedCluster)
if (cluster) describeApiConformance('Kubernetes', () => connect(cluster), { portForward: cluster.portForward })
else test.skip('API conformance: Kubernetes')
