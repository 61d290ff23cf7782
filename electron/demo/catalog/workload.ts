import { createHash } from 'node:crypto'
import type { EndpointSlice, ObjectMeta, Pod, Service, ServicePort } from '../api/objects.ts'

/** A Service and the pods behind it, in few words; `objectsOf` turns it into what the API shows. */
export interface Workload {
  readonly namespace: string
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** What the Service selects by; `app.kubernetes.io/name` unless given. */
  readonly selector?: Readonly<Record<string, string>>
  readonly ports: readonly WorkloadPort[]
  /** One pod each; true: ready. */
  readonly pods: readonly boolean[]
  readonly image: string
  /** Pods are called NAME-0, NAME-1, … */
  readonly stateful?: boolean
  readonly service?: Partial<Pick<Service['spec'], 'type' | 'externalTrafficPolicy' | 'allocateLoadBalancerNodePorts'>>
  /** A load balancer's address. */
  readonly ingressIp?: string
  readonly ageDays: number
}

export interface WorkloadPort {
  readonly name?: string
  readonly port: number
  readonly protocol?: 'TCP' | 'UDP'
  readonly appProtocol?: string
  readonly nodePort?: number
  /** The port in the pod; the Service's own unless given. */
  readonly containerPort?: number
}

export interface WorkloadObjects {
  readonly service: Service
  readonly slice: EndpointSlice
  readonly pods: readonly Pod[]
}

/** Hands out addresses that no two objects share. */
export interface Addresses {
  podIp(): string
  clusterIp(): string
}

const nodes = ['porthole-demo-worker', 'porthole-demo-worker2']

export function objectsOf(workload: Workload, addresses: Addresses, now: Date): WorkloadObjects {
  const { namespace, name, ports } = workload
  const created = daysAgo(now, workload.ageDays)
  const selector = workload.selector ?? { 'app.kubernetes.io/name': name }
  const labels = workload.labels ?? selector
  const service: Service = {
    metadata: meta({ name, namespace, labels, creationTimestamp: created }, workload.annotations),
    spec: serviceSpec(workload, selector, addresses.clusterIp()),
    status: { loadBalancer: workload.ingressIp === undefined ? {} : { ingress: [{ ip: workload.ingressIp }] } },
  }
  const pods = workload.pods.map((ready, index) =>
    podOf(workload, selector, index, ready, addresses.podIp(), daysAgo(now, Math.min(workload.ageDays, 3))),
  )
  const slice: EndpointSlice = {
    addressType: 'IPv4',
    metadata: meta({
      name: `${name}-${suffix(`${namespace}/${name}/slice`, 5)}`,
      namespace,
      creationTimestamp: created,
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
    }),
    endpoints: pods.map((pod, index) => endpointOf(pod, workload.pods[index] ?? false)),
    ports: ports.map(({ name: portName = '', port, protocol = 'TCP', containerPort = port }) => ({
      name: portName,
      protocol,
      port: containerPort,
    })),
  }
  return { service, slice, pods }
}

function serviceSpec(
  { service = {}, ports }: Workload,
  selector: Readonly<Record<string, string>>,
  clusterIP: string,
): Service['spec'] {
  return {
    ports: ports.map(
      ({ name, port, protocol = 'TCP', appProtocol, nodePort, containerPort = port }): ServicePort => ({
        ...(name !== undefined && { name }),
        protocol,
        ...(appProtocol !== undefined && { appProtocol }),
        port,
        targetPort: containerPort,
        ...(nodePort !== undefined && { nodePort }),
      }),
    ),
    selector,
    clusterIP,
    clusterIPs: [clusterIP],
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
    ...service,
  }
}

function podOf(
  { namespace, name, ports, image, stateful = false }: Workload,
  selector: Readonly<Record<string, string>>,
  index: number,
  ready: boolean,
  ip: string,
  startTime: string,
): Pod {
  const hash = suffix(`${namespace}/${name}/hash`, 10)
  const podName = stateful ? `${name}-${index}` : `${name}-${hash}-${suffix(`${namespace}/${name}/${index}`, 5)}`
  return {
    metadata: meta({
      name: podName,
      namespace,
      creationTimestamp: startTime,
      labels: { ...selector, ...(!stateful && { 'pod-template-hash': hash }) },
    }),
    spec: {
      containers: [
        {
          name,
          image,
          ports: ports.map(({ name: portName, port, protocol = 'TCP', containerPort = port }) => ({
            ...(portName !== undefined && { name: portName }),
            containerPort,
            protocol,
          })),
        },
      ],
      nodeName: nodes[index % nodes.length] ?? '',
      serviceAccountName: 'default',
    },
    status: {
      phase: 'Running',
      conditions: conditionsOf(ready),
      hostIP: `172.18.0.${3 + (index % nodes.length)}`,
      podIP: ip,
      podIPs: [{ ip }],
      startTime,
    },
  }
}

/** A pod's conditions, ready or not. */
export function conditionsOf(ready: boolean): Pod['status']['conditions'] {
  const status = ready ? 'True' : 'False'
  const reason = ready ? {} : { reason: 'ContainersNotReady' }
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'ContainersReady', status, ...reason },
    { type: 'Ready', status, ...reason },
  ]
}

/** An endpoint that is a pod. The pod's uid is filled in when the store has given it one (see cluster-objects.ts). */
export function endpointOf({ metadata, spec, status }: Pod, ready: boolean): EndpointSlice['endpoints'][number] {
  return {
    addresses: [status.podIP],
    conditions: { ready, serving: ready, terminating: false },
    targetRef: { kind: 'Pod', namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid ?? '' },
    nodeName: spec.nodeName,
  }
}

function meta(base: ObjectMeta, annotations?: Readonly<Record<string, string>>): ObjectMeta {
  return annotations ? { ...base, annotations } : base
}

/** A creationTimestamp of so many days ago. */
export function daysAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** Characters as Kubernetes makes names of, always the same for the same seed. */
export function suffix(seed: string, length: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  const bytes = createHash('sha256').update(seed).digest().subarray(0, length)
  return [...bytes].map((byte) => letters[byte % letters.length]).join('')
}
