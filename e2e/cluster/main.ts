// `npm run cluster`: a real cluster to try Porthole on, until Ctrl-C.
import { once } from 'node:events'
import { addVerdaccio, publishSample, verdaccioApp } from './apps/verdaccio.ts'
import { ClusterUnavailable, unlessUnavailable } from './cluster-unavailable.ts'
import { type RealCluster, startRealCluster } from './real-cluster.ts'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** What a small cluster has: a few applications, and the cluster services that `kubectl cluster-info` lists. */
async function populate(cluster: RealCluster, withVerdaccio: boolean): Promise<void> {
  const clusterService = (name: string): Record<string, string> => ({
    'kubernetes.io/cluster-service': 'true',
    'kubernetes.io/name': name,
  })
  if (withVerdaccio) await publishSample(cluster, await addVerdaccio(cluster), 'hello-porthole')
  await cluster.addService({
    namespace: 'default',
    name: 'tiny',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    app: { builtIn: 'tiny' },
  })
  await cluster.addService({
    namespace: 'demo',
    name: 'echo',
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ],
    app: { builtIn: 'echo' },
    replicas: 2,
  })
  await cluster.addService({
    namespace: 'kube-system',
    name: 'kube-dns',
    labels: { 'k8s-app': 'kube-dns', ...clusterService('CoreDNS') },
    ports: [
      { name: 'dns', port: 53, targetPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, targetPort: 53 },
      { name: 'metrics', port: 9153, targetPort: 9153 },
    ],
    app: { builtIn: 'echo' },
  })
  await cluster.addService({
    namespace: 'kube-system',
    name: 'metrics-server',
    labels: { 'k8s-app': 'metrics-server', ...clusterService('Metrics-server') },
    ports: [{ name: 'https', port: 443, targetPort: 10251 }],
    app: { builtIn: 'echo' },
  })
}

function announce(cluster: RealCluster): void {
  const { command } = cluster.kubectlCommand([])
  process.stdout.write(`kubeconfig: ${cluster.kubeconfigPath}

  KUBECONFIG=${cluster.kubeconfigPath} npm start
  KUBECONFIG=${cluster.kubeconfigPath} ${command} get services -A
  KUBECONFIG=${cluster.kubeconfigPath} ${command} cluster-info
  KUBECONFIG=${cluster.kubeconfigPath} ${command} proxy --port=8002
    http://127.0.0.1:8002/api/v1/namespaces/tools/services/verdaccio/proxy/
    http://127.0.0.1:8002/api/v1/namespaces/demo/services/https:echo:https/proxy/
`)
}

async function run(): Promise<void> {
  const started = Date.now()
  // What has to be built or installed comes first, while there is nothing to clean up.
  const verdaccio = await unlessUnavailable('verdaccio', () => verdaccioApp(say))
  say('Starting etcd and kube-apiserver')
  const cluster = await startRealCluster({ contextName: 'porthole-cluster', portForward: 'if-possible', progress: say })
  const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
  try {
    say('Adding applications')
    const populated = populate(cluster, verdaccio !== undefined).then(() => {
      say(`Ready in ${((Date.now() - started) / 1000).toFixed(1)} s; Ctrl-C stops it and leaves nothing behind`)
      announce(cluster)
      return interrupted
    })
    await Promise.race([populated, interrupted])
    say('Stopping')
  } finally {
    await cluster.stop()
  }
}

run().catch((error: unknown) => {
  say(error instanceof ClusterUnavailable ? error.message : String(error))
  process.exitCode = 1
})
