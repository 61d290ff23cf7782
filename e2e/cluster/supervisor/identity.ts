import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeAuthority, makeClientCertificate, makeServerCertificate, makeServiceAccountKey } from '../certificates.ts'
import { type ClusterFile, clusterFilePath } from '../cluster-file.ts'
import { type Credential, kubeconfigText } from '../kubeconfig.ts'
import { nodeAddress } from './network.ts'
import type { Plan } from './plan.ts'

/** Files that the API server reads. */
export interface IdentityFiles {
  readonly authority: string
  readonly serverCertificate: string
  readonly serverKey: string
  readonly serviceAccountKey: string
  readonly tokens: string
}

export const insideServer = `https://${nodeAddress}:6443`
const ownerOnly = { mode: 0o600 } as const

/** Makes the cluster's certificates, tokens and kubeconfigs, and writes down what tests need of them. */
export async function writeIdentity(
  directory: string,
  plan: Plan,
  port: number,
): Promise<{ files: IdentityFiles; cluster: ClusterFile }> {
  const pki = join(directory, 'pki')
  await mkdir(pki, { mode: 0o700 })
  const authority = await makeAuthority('porthole-test-ca')
  const server = await makeServerCertificate(
    {
      name: 'kube-apiserver',
      hosts: ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
      addresses: ['127.0.0.1', '::1', nodeAddress, '10.96.0.1'],
    },
    authority,
  )
  const users = plan.users.map((user) => ({
    ...user,
    token: randomBytes(16).toString('hex'),
    kubeconfigPath: join(directory, `kubeconfig-${user.name}`),
  }))
  const admin = users[0]
  if (admin === undefined) throw new Error('A cluster needs an administrator')
  const files: IdentityFiles = {
    authority: join(pki, 'ca.crt'),
    serverCertificate: join(pki, 'server.crt'),
    serverKey: join(pki, 'server.key'),
    serviceAccountKey: join(pki, 'service-account.key'),
    tokens: join(pki, 'tokens.csv'),
  }
  const cluster: ClusterFile = {
    server: `https://127.0.0.1:${port}`,
    insideServer,
    certificateAuthority: authority.cert,
    contextName: plan.contextName,
    kubectl: plan.binaries.kubectl,
    portForward: plan.portForward,
    users: users.map(({ name, token, kubeconfigPath }) => ({ name, token, kubeconfigPath })),
    insideKubeconfigPath: join(directory, 'kubeconfig-inside'),
    certificateKubeconfigPath: join(directory, 'kubeconfig-certificate'),
  }
  const client = await makeClientCertificate(admin.name, admin.groups, authority)
  const kubeconfig = (address: string, userName: string, credential: Credential): string =>
    kubeconfigText({
      contextName: plan.contextName,
      server: address,
      certificateAuthority: authority.cert,
      userName,
      credential,
    })
  await Promise.all([
    writeFile(files.authority, authority.cert),
    writeFile(files.serverCertificate, server.cert),
    writeFile(files.serverKey, server.key, ownerOnly),
    writeFile(files.serviceAccountKey, makeServiceAccountKey(), ownerOnly),
    writeFile(files.tokens, users.map(tokenLine).join(''), ownerOnly),
    ...users.map((user) =>
      writeFile(user.kubeconfigPath, kubeconfig(cluster.server, user.name, { token: user.token }), ownerOnly),
    ),
    writeFile(cluster.insideKubeconfigPath, kubeconfig(insideServer, admin.name, { token: admin.token }), ownerOnly),
    writeFile(
      cluster.certificateKubeconfigPath,
      kubeconfig(cluster.server, admin.name, { clientCertificate: client.cert, clientKey: client.key }),
      ownerOnly,
    ),
    writeFile(clusterFilePath(directory), JSON.stringify(cluster), ownerOnly),
  ])
  return { files, cluster }
}

/** `token,user,uid,"group1,group2"`, the format of --token-auth-file. */
function tokenLine(user: { token: string; name: string; groups: readonly string[] }): string {
  return `${user.token},${user.name},${user.name},"${user.groups.join(',')}"\n`
}
