/** A port of a Service, and where its pods listen. */
export interface ServicePort {
  readonly name?: string
  readonly port: number
  readonly targetPort: number
  readonly protocol?: 'TCP' | 'UDP'
  readonly appProtocol?: string
}

export interface ServiceSpec {
  readonly namespace: string
  readonly name: string
  readonly ports: readonly ServicePort[]
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer'
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** A pod behind a Service. */
export interface PodAddress {
  readonly name: string
  readonly ip: string
  readonly uid: string
  readonly ready: boolean
}

const node = 'node-1'

function ownLabels(service: ServiceSpec): Record<string, string> {
  return { app: service.name }
}

/** The Service, which selects its pods as a Deployment's would be. */
export function serviceManifest(service: ServiceSpec): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service.name,
      namespace: service.namespace,
      labels: { ...ownLabels(service), ...service.labels },
      annotations: service.annotations ?? {},
    },
    spec: { type: service.type ?? 'ClusterIP', selector: ownLabels(service), ports: service.ports },
  }
}

export function podManifest(service: ServiceSpec, name: string): object {
  const containerPorts = service.ports.map((port) => ({
    containerPort: port.targetPort,
    protocol: port.protocol ?? 'TCP',
    ...(port.name === undefined ? {} : { name: containerPortName(port.name) }),
  }))
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: service.namespace, labels: ownLabels(service) },
    spec: {
      nodeName: node,
      automountServiceAccountToken: false,
      containers: [{ name: 'app', image: 'test.invalid/app', ports: containerPorts }],
    },
  }
}

/** A container port's name has at most 15 characters; a Service's may have 63. */
function containerPortName(name: string): string {
  return name.slice(0, 15)
}

/** What a kubelet would write: nothing else makes a pod an endpoint that the service proxy dials. */
export function podStatus(ip: string, ready: boolean): object {
  const status = ready ? 'True' : 'False'
  return {
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      conditions: ['Initialized', 'PodScheduled']
        .map((type) => ({ type, status: 'True' }))
        .concat(['Ready', 'ContainersReady'].map((type) => ({ type, status }))),
      containerStatuses: [
        {
          name: 'app',
          image: 'test.invalid/app',
          imageID: '',
          ready,
          restartCount: 0,
          started: true,
          state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
        },
      ],
    },
  }
}

/** The slice that the service proxy resolves by: port names as in the Service, pods by name and uid. */
export function endpointSliceManifest(service: ServiceSpec, pods: readonly PodAddress[]): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: service.name,
      namespace: service.namespace,
      labels: { 'kubernetes.io/service-name': service.name },
    },
    addressType: 'IPv4',
    ports: service.ports.map((port) => ({
      name: port.name ?? '',
      port: port.targetPort,
      protocol: port.protocol ?? 'TCP',
      ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }),
    })),
    endpoints: pods.map((pod) => endpoint(service.namespace, pod)),
  }
}

/** One endpoint of a slice. */
export function endpoint(namespace: string, pod: PodAddress): object {
  return {
    addresses: [pod.ip],
    conditions: { ready: pod.ready, serving: pod.ready, terminating: false },
    nodeName: node,
    targetRef: { kind: 'Pod', namespace, name: pod.name, uid: pod.uid },
  }
}

/** kwok's rule for port-forward: each port of the pod leads to the same port of its address. */
export function portForwardManifest(service: ServiceSpec, name: string, ip: string): object {
  const tcp = service.ports.filter((port) => port.protocol !== 'UDP').map((port) => port.targetPort)
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'PortForward',
    metadata: { name, namespace: service.namespace },
    spec: { forwards: [...new Set(tcp)].map((port) => ({ ports: [port], target: { port, address: ip } })) },
  }
}
