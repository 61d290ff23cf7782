import { randomBytes } from 'node:crypto'
import type { Authorize } from './api/access.ts'
import { startApiServer } from './api/api-server.ts'
import type { Service } from './api/objects.ts'
import { endpointSlices, services } from './api/resources.ts'
import { Store } from './api/store.ts'
import { ClusterObjects } from './catalog/cluster-objects.ts'
import { type DemoWorkload, demoWorkloads } from './catalog/demo-workloads.ts'
import { kubernetesService, kubernetesSlice, paymentsService } from './catalog/special-services.ts'
import type { Workload, WorkloadPort } from './catalog/workload.ts'
import { startDemoApps, type DemoApps } from './demo-apps.ts'
import { demoKubeconfig } from './kubeconfig.ts'
import { Backends } from './proxy/backends.ts'
import { selfSignedCertificate } from './tls/certificate.ts'

export interface DemoClusterOptions {
  /** Says what its user may do; everything unless given. Refusals are 403, as RBAC's, and show in access reviews. */
  readonly authorize?: Authorize
  /** False: an empty cluster (default/kubernetes alone) without applications, for tests that bring their own. */
  readonly workloads?: boolean
  readonly now?: () => Date
}

/** A Service that a test adds. */
export interface NewService {
  readonly namespace: string
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** `localPort`: where the backend listens on 127.0.0.1; without it connections are refused. */
  readonly ports: readonly (WorkloadPort & { readonly localPort?: number })[]
  /** One endpoint each, true: ready. One ready endpoint unless given. */
  readonly endpoints?: readonly boolean[]
}

export interface DemoCluster {
  /** YAML: context `demo`, cluster `porthole-demo`, with CA and token. */
  readonly kubeconfig: string
  /** `https://127.0.0.1:PORT` */
  readonly server: string
  readonly token: string
  /** PEM */
  readonly ca: string
  /** Creates or replaces a Service with its EndpointSlice and pods (and its namespace where it is missing). */
  createService(service: NewService): void
  /** Deletes a Service with its EndpointSlice and pods; false when there was none. */
  deleteService(namespace: string, name: string): boolean
  /** Replaces a Service's object; watchers see MODIFIED. */
  changeService(namespace: string, name: string, change: (service: Service) => Service): void
  /** Makes the nth endpoint of a Service ready or not. */
  setEndpointReady(namespace: string, name: string, index: number, ready: boolean): void
  /** Forgets the past: earlier resourceVersions and continue tokens are answered with 410. */
  compact(): void
  /** Cuts every connection to the API server, which stays up. */
  dropConnections(): void
  close(): Promise<void>
}

/**
 * Starts a whole cluster in this process, on loopback alone: an API server that speaks the part of Kubernetes' API that
 * Porthole uses, and real HTTP services behind it. Nothing of it outlives `close`.
 */
export async function startDemoCluster(options: DemoClusterOptions = {}): Promise<DemoCluster> {
  const { now = () => new Date(), authorize = () => true } = options
  const store = new Store(now)
  const objects = new ClusterObjects(store, now)
  const backends = new Backends()
  const token = randomBytes(24).toString('base64url')
  const certificate = selfSignedCertificate('porthole-demo', ['kubernetes', 'kubernetes.default.svc'])
  const [api, apps] = await Promise.all([
    startApiServer({ store, backends, token, authorize }, certificate),
    options.workloads === false ? undefined : startDemoApps(selfSignedCertificate('porthole-demo-service')),
  ])

  for (const namespace of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) objects.addNamespace(namespace)
  store.put(services, kubernetesService(now()))
  store.put(endpointSlices, kubernetesSlice(now()))
  if (apps) addDemoWorkloads(objects, store, backends, apps, now())

  return {
    kubeconfig: demoKubeconfig({ server: api.url, ca: certificate.cert, token }),
    server: api.url,
    token,
    ca: certificate.cert,
    createService: (service) => addWorkload(objects, backends, workloadOf(service), localPortsOf(service)),
    deleteService: (namespace, name) => objects.removeService(namespace, name),
    changeService: (namespace, name, change) => objects.changeService(namespace, name, change),
    setEndpointReady: (namespace, name, index, ready) => objects.setEndpointReady(namespace, name, index, ready),
    compact: () => store.compact(),
    dropConnections: () => api.dropConnections(),
    close: async () => {
      await Promise.all([api.close(), apps?.close()])
      backends.close()
    },
  }
}

function addDemoWorkloads(objects: ClusterObjects, store: Store, backends: Backends, apps: DemoApps, now: Date): void {
  for (const [key, workload] of Object.entries(demoWorkloads)) {
    addWorkload(objects, backends, workload, apps.ports[key as DemoWorkload] ?? {})
  }
  store.put(services, paymentsService(now))
}

function addWorkload(
  objects: ClusterObjects,
  backends: Backends,
  workload: Workload,
  localPorts: Readonly<Record<number, number>>,
): void {
  for (const pod of objects.addWorkload(workload)) {
    for (const [port, localPort] of Object.entries(localPorts))
      backends.attach(pod.status.podIP, Number(port), localPort)
  }
}

function workloadOf({ endpoints = [true], ...service }: NewService): Workload {
  return { ...service, pods: endpoints, image: `registry.example.com/${service.name}:latest`, ageDays: 0 }
}

function localPortsOf({ ports }: NewService): Record<number, number> {
  return Object.fromEntries(
    ports.flatMap(({ port, containerPort = port, localPort }) =>
      localPort === undefined ? [] : [[containerPort, localPort]],
    ),
  )
}
