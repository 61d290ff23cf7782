import { readFile, writeFile } from 'node:fs/promises'
import { apiJson } from '../../electron/cluster/api-client.ts'
import { clusterAccess, type ClusterAccess } from '../../electron/cluster/cluster-access.ts'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs } from '../../electron/cluster/kubeconfig.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { runCommand } from '../cluster/run-command.ts'

/** Who the API server takes somebody for: `userInfo` of a SelfSubjectReview. */
export interface UserInfo {
  username: string
  uid?: string
  groups?: string[]
  extra?: Record<string, string[]>
}

/** Writes a kubeconfig of one context with this user, and more of its cluster. */
export async function writeKubeconfig(
  path: string,
  { server, certificateAuthority }: RealCluster,
  user: object,
  cluster: object = {},
): Promise<string> {
  const ca = Buffer.from(certificateAuthority).toString('base64')
  const config = {
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': ca, ...cluster } }],
    users: [{ name: 'u', user }],
  }
  await writeFile(path, JSON.stringify(config))
  return path
}

/** Porthole's own way to the API server of a kubeconfig's context. */
export async function accessOf(kubeconfig: string): Promise<ClusterAccess> {
  const config = mergeKubeconfigs([{ path: kubeconfig, text: await readFile(kubeconfig, 'utf8') }])
  return clusterAccess(kubeContext(config, config.currentContext))
}

/** Asks with Porthole's own requests. */
export async function portholeWho(access: ClusterAccess): Promise<UserInfo> {
  const answer = (await apiJson(access, {
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
    signal: AbortSignal.timeout(60_000),
  })) as { status: { userInfo: UserInfo } }
  return answer.status.userInfo
}

/** Asks with kubectl; its own words where it fails. */
export async function kubectlWho(cluster: RealCluster, kubeconfig: string): Promise<UserInfo | string> {
  const { command } = cluster.kubectlCommand([])
  const args = [`--kubeconfig=${kubeconfig}`, 'auth', 'whoami', '-o', 'json']
  const env = { PATH: process.env['PATH'], HOME: cluster.directory }
  const { stdout, stderr, code } = await runCommand({ command, args }, { env })
  if (code !== 0) return stderr
  return (JSON.parse(stdout) as { status: { userInfo: UserInfo } }).status.userInfo
}
