import { z } from 'zod'
import type { ApiClient } from './api-client.ts'
import type { ControlClient } from './control-client.ts'
import type { AppPort, AppSpec } from './control-protocol.ts'
import {
  endpoint,
  endpointSliceManifest,
  type PodAddress,
  podManifest,
  podStatus,
  portForwardManifest,
  type ServicePort,
  type ServiceSpec,
  serviceManifest,
} from './manifests.ts'

/** A Service with running pods behind it. */
export interface ServiceOptions extends ServiceSpec {
  /** What answers on the pods; without one the Service has no pods (and no EndpointSlice addresses). */
  readonly app?: AppSpec
  /** How many pods; 1 by default. */
  readonly replicas?: number
  /** How many of them are ready; all by default. The others run too. */
  readonly readyReplicas?: number
  /** How long the application may take to listen, ms; a minute by default. */
  readonly timeoutMs?: number
}

/** Names a Service. */
export interface ServiceName {
  readonly namespace: string
  readonly name: string
}

export interface AddedService extends ServiceName {
  readonly pods: readonly PodAddress[]
}

const slice = z.object({
  endpoints: z
    .array(z.object({ addresses: z.tuple([z.string()]), targetRef: z.object({ name: z.string(), uid: z.string() }) }))
    .nullish(),
})
const withUid = z.object({ metadata: z.object({ uid: z.string() }) })
const alreadyThere = [409]
const gone = [404]

/** Creates the namespace if need be, the pods, the EndpointSlice and the Service; resolves when it can be reached. */
export async function addService(
  api: ApiClient,
  control: ControlClient,
  portForward: boolean,
  service: ServiceOptions,
): Promise<AddedService> {
  const { namespace, app } = service
  const replicas = app === undefined ? 0 : (service.replicas ?? 1)
  const readyReplicas = service.readyReplicas ?? replicas
  await addNamespace(api, namespace)
  const pods = await Promise.all(
    Array.from({ length: replicas }, (_, index) =>
      addPod(api, control, portForward, service, `${service.name}-${index}`, index < readyReplicas),
    ),
  )
  await api.expect('POST', slicesPath(namespace), endpointSliceManifest(service, pods))
  await api.expect('POST', `/api/v1/namespaces/${namespace}/services`, serviceManifest(service))
  return { namespace, name: service.name, pods }
}

async function addPod(
  api: ApiClient,
  control: ControlClient,
  portForward: boolean,
  service: ServiceOptions,
  name: string,
  ready: boolean,
): Promise<PodAddress> {
  const { namespace, app } = service
  const started = await control.call('startPod', {
    label: `${namespace}-${name}`,
    app: app ?? { builtIn: 'echo' },
    ports: appPorts(service.ports),
    timeoutMs: service.timeoutMs ?? 60_000,
  })
  const path = `/api/v1/namespaces/${namespace}/pods`
  const pod = withUid.parse(await api.expect('POST', path, podManifest(service, name)))
  await api.expect('PATCH', `${path}/${name}/status`, podStatus(started.podIP, ready))
  if (portForward) {
    await api.expect('POST', forwardsPath(namespace), portForwardManifest(service, name, started.podIP))
  }
  return { name, ip: started.podIP, uid: pod.metadata.uid, ready }
}

/**
 * Replaces a Service's pods by one new pod, as a rolling update does: the new one gets ready and takes their place among
 * the endpoints, then they are killed.
 */
export async function replacePod(
  api: ApiClient,
  control: ControlClient,
  portForward: boolean,
  service: ServiceOptions,
  name: string,
): Promise<PodAddress> {
  const { namespace } = service
  const before = await podsOf(api, service)
  const pod = await addPod(api, control, portForward, service, name, true)
  await api.expect('PATCH', `${slicesPath(namespace)}/${service.name}`, { endpoints: [endpoint(namespace, pod)] })
  await Promise.all(before.map((old) => removePod(api, control, portForward, namespace, old)))
  return pod
}

export async function addNamespace(api: ApiClient, name: string): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  await api.expect('POST', '/api/v1/namespaces', namespace, alreadyThere)
}

/** Makes the first `ready` pods of a Service ready, and the others not. */
export async function setReady(api: ApiClient, { namespace, name }: ServiceName, ready: number): Promise<void> {
  const pods = (await podsOf(api, { namespace, name })).map((pod, index) => ({ ...pod, ready: index < ready }))
  for (const pod of pods) {
    const path = `/api/v1/namespaces/${namespace}/pods/${pod.name}/status`
    await api.expect('PATCH', path, podStatus(pod.ip, pod.ready))
  }
  const endpoints = pods.map((pod) => endpoint(namespace, pod))
  await api.expect('PATCH', `${slicesPath(namespace)}/${name}`, { endpoints })
}

/** Stops a Service's applications and deletes what `addService` created, except the namespace. */
export async function removeService(
  api: ApiClient,
  control: ControlClient,
  portForward: boolean,
  { namespace, name }: ServiceName,
): Promise<void> {
  const pods = await podsOf(api, { namespace, name })
  await api.expect('DELETE', `/api/v1/namespaces/${namespace}/services/${name}`)
  await api.expect('DELETE', `${slicesPath(namespace)}/${name}`)
  await Promise.all(pods.map((pod) => removePod(api, control, portForward, namespace, pod)))
}

async function removePod(
  api: ApiClient,
  control: ControlClient,
  portForward: boolean,
  namespace: string,
  pod: PodAddress,
): Promise<void> {
  // Without a kubelet a graceful deletion would never end.
  const path = `/api/v1/namespaces/${namespace}/pods/${pod.name}?gracePeriodSeconds=0`
  await api.expect('DELETE', path, undefined, gone)
  if (portForward) await api.expect('DELETE', `${forwardsPath(namespace)}/${pod.name}`, undefined, gone)
  await control.call('stopPod', { podIP: pod.ip })
}

async function podsOf(api: ApiClient, { namespace, name }: ServiceName): Promise<PodAddress[]> {
  const found = slice.parse(await api.expect('GET', `${slicesPath(namespace)}/${name}`))
  return (found.endpoints ?? []).map(({ addresses: [ip], targetRef }) => ({ ...targetRef, ip, ready: true }))
}

/** The built-in applications speak TLS where Kubernetes' own rule says https, or `appProtocol` does. */
function appPorts(ports: readonly ServicePort[]): AppPort[] {
  const tcp = ports.filter((port) => port.protocol !== 'UDP')
  const unique = new Map(tcp.map((port) => [port.targetPort, port]))
  return [...unique.values()].map((port) => ({ port: port.targetPort, tls: isHttps(port) }))
}

function isHttps(port: ServicePort): boolean {
  if (port.appProtocol !== undefined) return /^(?:kubernetes\.io\/)?(?:https|wss)$/.test(port.appProtocol)
  return port.name === 'https' || port.port === 443
}

function slicesPath(namespace: string): string {
  return `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
}

function forwardsPath(namespace: string): string {
  return `/apis/kwok.x-k8s.io/v1alpha1/namespaces/${namespace}/portforwards`
}
