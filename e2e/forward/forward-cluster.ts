import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { json } from 'node:stream/consumers'
import { afterAll, describe, onTestFinished, test } from 'vitest'
import { clusterAccess, type ClusterAccess } from '../../electron/cluster/cluster-access.ts'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs } from '../../electron/cluster/kubeconfig.ts'
import {
  forwardAgents,
  forwardHost,
  type ForwardAgents,
  type ForwardOptions,
} from '../../electron/forward/forward-agent.ts'
import type { ServicePortRef } from '../../electron/forward/pod-target.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { sharedCluster, suiteNamespace } from '../cluster/shared-cluster.ts'
import type { Echo } from '../cluster/apps/echo-request.ts'
import { endpoint } from '../cluster/manifests.ts'
import type { AddedService, ServiceOptions } from '../cluster/services.ts'
import { useRealKubelet, type Runtime } from './kubelet.ts'

/** What a suite of port-forward works with. */
export interface ForwardSuite {
  cluster: RealCluster
  namespace: string
  /** The administrator's way to the API server. */
  access: ClusterAccess
}

/** A suite against the shared real cluster with a real kubelet's port-forward; where there is none it is skipped, loudly. */
export async function describeForward(
  name: string,
  suite: (given: ForwardSuite) => void | Promise<void>,
  runtime?: Runtime,
): Promise<void> {
  const given = await unlessUnavailable(name, async () => {
    const cluster = await sharedCluster()
    const namespace = await suiteNamespace(cluster, 'forward')
    return { cluster, namespace, restore: await useRealKubelet(cluster, namespace, runtime) }
  })
  if (!given) {
    test.skip(name)
    return
  }
  const { cluster, namespace, restore } = given
  const access = await accessWith(cluster.kubeconfigPath)
  describe(name, async () => {
    afterAll(async () => {
      access.close()
      await restore()
      await cluster.stop()
    })
    await suite({ cluster, namespace, access })
  })
}

/** The way to the API server that a kubeconfig says. */
export async function accessWith(kubeconfig: string): Promise<ClusterAccess> {
  const config = mergeKubeconfigs([{ path: kubeconfig, text: await readFile(kubeconfig, 'utf8') }])
  return clusterAccess(kubeContext(config, config.currentContext))
}

/** A Service that was added, by the names of its ports (`http` by default) and its pods. */
export interface ForwardedService {
  port: (name?: string) => ServicePortRef
  pods: AddedService['pods']
}

/** Adds a Service: the echo application on an HTTP and an HTTPS port. */
export async function echoService(
  { cluster, namespace }: ForwardSuite,
  name: string,
  more: Partial<ServiceOptions> = {},
): Promise<ForwardedService> {
  const { pods } = await cluster.addService({
    namespace,
    name,
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ],
    app: { builtIn: 'echo' },
    ...more,
  })
  return { pods, port: (portName = 'http') => ({ namespace, service: name, portName }) }
}

/** Agents that end with the test. */
export function agentsFor(access: ClusterAccess, options?: ForwardOptions): ForwardAgents {
  const agents = forwardAgents(access, options)
  onTestFinished(() => agents.close())
  return agents
}

/** Sends a request through the agents to a port; over TLS where the port's name is https. */
export async function ask(
  agents: ForwardAgents,
  ref: ServicePortRef,
  path: string,
  options: http.RequestOptions & { body?: NodeJS.ReadableStream | string } = {},
): Promise<IncomingMessage> {
  const secure = ref.portName === 'https'
  const { body, ...rest } = options
  const request = (secure ? https : http).request({
    host: forwardHost(ref),
    path,
    agent: secure ? agents.https : agents.http,
    ...rest,
  })
  // A failure after the answer began is the answer's to tell, and this one's as well.
  request.on('error', () => undefined)
  if (body === undefined || typeof body === 'string') request.end(body)
  else body.pipe(request)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

/** The pod that answers a request. */
export async function podThatAnswers(
  agents: ForwardAgents,
  { port, pods }: ForwardedService,
  headers: http.OutgoingHttpHeaders = {},
): Promise<string> {
  const { answeredBy } = (await json(await ask(agents, port(), '/headers', { headers }))) as Echo
  return pods.find(({ ip }) => answeredBy.startsWith(`${ip}:`))?.name ?? ''
}

/** Marks which of a Service's pods are ready, as a controller would. */
export async function setReadyPods(
  { cluster, namespace }: ForwardSuite,
  { port, pods }: ForwardedService,
  ready: (pod: string) => boolean,
): Promise<void> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices/${port().service}`
  const endpoints = pods.map((pod) => endpoint(namespace, { ...pod, ready: ready(pod.name) }))
  await cluster.api.expect('PATCH', path, { endpoints })
}
