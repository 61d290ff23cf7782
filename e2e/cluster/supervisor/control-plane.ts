import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApiClient } from '../api-client.ts'
import type { Binaries } from '../binaries.ts'
import { type Daemon, startDaemon } from './daemon.ts'
import type { IdentityFiles } from './identity.ts'
import { nodeAddress, waitForPort } from './network.ts'

/** What the control plane's programs need to start. */
export interface ControlPlane {
  readonly directory: string
  readonly binaries: Binaries
  readonly files: IdentityFiles
  readonly env: Readonly<Record<string, string>>
  readonly extraFlags: readonly string[]
}

const etcdUrl = 'http://127.0.0.1:2379'
const peerUrl = 'http://127.0.0.1:2380'
const startTimeoutMs = 60_000

/** Starts etcd and waits until it listens. */
export async function startEtcd(plane: ControlPlane): Promise<Daemon> {
  const etcd = await startDaemon({
    name: 'etcd',
    command: plane.binaries.etcd,
    args: [
      '--name=test',
      `--data-dir=${join(plane.directory, 'etcd')}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=test=${peerUrl}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    env: plane.env,
    cwd: plane.directory,
    logFile: join(plane.directory, 'logs', 'etcd.log'),
  })
  await waitForPort('127.0.0.1', 2379, etcd, startTimeoutMs)
  return etcd
}

/** Starts the API server and waits until it says that it is ready. */
export async function startApiServer(plane: ControlPlane, api: ApiClient): Promise<Daemon> {
  const { files } = plane
  const server = await startDaemon({
    name: 'kube-apiserver',
    command: plane.binaries.apiServer,
    args: [
      `--etcd-servers=${etcdUrl}`,
      '--secure-port=6443',
      `--advertise-address=${nodeAddress}`,
      `--tls-cert-file=${files.serverCertificate}`,
      `--tls-private-key-file=${files.serverKey}`,
      `--client-ca-file=${files.authority}`,
      `--token-auth-file=${files.tokens}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${files.serviceAccountKey}`,
      `--service-account-signing-key-file=${files.serviceAccountKey}`,
      // Nobody makes the default service accounts that it would insist on.
      '--disable-admission-plugins=ServiceAccount',
      '--kubelet-preferred-address-types=InternalIP',
      ...plane.extraFlags,
    ],
    env: plane.env,
    cwd: plane.directory,
    logFile: join(plane.directory, 'logs', 'kube-apiserver.log'),
  })
  await waitForPort(nodeAddress, 6443, server, startTimeoutMs)
  await waitUntilReady(api, server)
  return server
}

async function waitUntilReady(api: ApiClient, server: Daemon): Promise<void> {
  let ended: string | undefined
  void server.ended.then((how) => (ended = how))
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const answer = await api.request('GET', '/readyz').catch((error: unknown) => ({ status: 0, body: error }))
    if (answer.status === 200) return
    if (ended !== undefined) throw new Error(ended)
    if (Date.now() > deadline) throw new Error(`kube-apiserver is not ready: ${String(answer.body)}`)
    await delay(50)
  }
}
