import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiClient } from '../api-client.ts'
import { makeServerCertificate } from '../certificates.ts'
import { type Daemon, startDaemon } from './daemon.ts'
import { nodeAddress, waitForPort } from './network.ts'

export const nodeName = 'node-1'
const kubeletPort = 10250

/** Creates the Node that every pod runs on; its kubelet may or may not be there. */
export async function createNode(api: ApiClient): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName } }
  await api.expect('POST', '/api/v1/nodes', node)
  await api.expect('PATCH', `/api/v1/nodes/${nodeName}/status`, {
    status: {
      addresses: [{ type: 'InternalIP', address: nodeAddress }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
      ],
    },
  })
}

/**
 * Starts kwok, whose kubelet port forwards as real ones do: the pods' PortForward objects say where to. Its two stages
 * select nothing, so that it leaves the pods and the node as they were written.
 */
export async function startKubelet(
  directory: string,
  kwok: string,
  kubeconfig: string,
  env: Readonly<Record<string, string>>,
  api: ApiClient,
): Promise<Daemon> {
  await api.expect('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', portForwardDefinition)
  const certificate = await makeServerCertificate({ name: nodeName, addresses: [nodeAddress] })
  const certFile = join(directory, 'pki', 'kubelet.crt')
  const keyFile = join(directory, 'pki', 'kubelet.key')
  const configFile = join(directory, 'kwok.json')
  await Promise.all([
    writeFile(certFile, certificate.cert),
    writeFile(keyFile, certificate.key, { mode: 0o600 }),
    writeFile(configFile, ['Node', 'Pod'].map((kind) => JSON.stringify(inertStage(kind))).join('\n---\n')),
  ])
  const daemon = await startDaemon({
    name: 'kwok',
    command: kwok,
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--config=${configFile}`,
      `--manage-single-node=${nodeName}`,
      `--node-ip=${nodeAddress}`,
      `--node-port=${kubeletPort}`,
      `--server-address=${nodeAddress}:${kubeletPort}`,
      `--tls-cert-file=${certFile}`,
      `--tls-private-key-file=${keyFile}`,
      '--node-lease-duration-seconds=0',
      '--enable-crds=PortForward',
    ],
    env,
    cwd: directory,
    logFile: join(directory, 'logs', 'kwok.log'),
  })
  await waitForPort(nodeAddress, kubeletPort, daemon, 60_000)
  return daemon
}

function inertStage(kind: string): unknown {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: `inert-${kind.toLowerCase()}` },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: { matchLabels: { 'porthole.test/never': 'set' } },
      next: {},
    },
  }
}

const portForwardDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'portforwards.kwok.x-k8s.io',
    // Needed by names that end in k8s.io.
    annotations: { 'api-approved.kubernetes.io': 'unapproved, test only' },
  },
  spec: {
    group: 'kwok.x-k8s.io',
    scope: 'Namespaced',
    names: { kind: 'PortForward', listKind: 'PortForwardList', plural: 'portforwards', singular: 'portforward' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        subresources: { status: {} },
      },
    ],
  },
}
