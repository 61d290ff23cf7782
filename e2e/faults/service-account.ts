import { createSign } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { parse, stringify } from 'yaml'
import type { RealCluster } from '../cluster/real-cluster.ts'

const issuer = 'https://kubernetes.default.svc'
/** The API server takes a token for so much longer than it says, in ms (go-jose's leeway). */
const leeway = 60_000
const withUid = z.object({ metadata: z.object({ uid: z.string() }) })

/** A service account whose tokens end when a test wants them to. */
export interface ServiceAccount {
  /** A kubeconfig that reads the token from {@link tokenFile}. */
  readonly kubeconfig: string
  readonly tokenFile: string
  /** Writes a new token, which the API server refuses from `until` on (ms since the epoch); it may remember a yes for 10 s more. */
  renew(until: number): Promise<void>
  /** Takes back what it may do. */
  remove(): Promise<void>
}

/**
 * Makes a service account that may do what a ClusterRole says everywhere, with its token and kubeconfig in `folder`. Its
 * tokens are made here, with the API server's own key: the shortest that the API server makes lasts ten minutes.
 *
 * @param kubeconfig of which the cluster is taken
 */
export async function addServiceAccount(
  cluster: RealCluster,
  {
    namespace,
    name,
    role,
    kubeconfig,
    folder,
  }: Record<'namespace' | 'name' | 'role' | 'kubeconfig' | 'folder', string>,
): Promise<ServiceAccount> {
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`
  const { metadata } = withUid.parse(await cluster.api.expect('POST', accounts, { metadata: { name } }))
  const apiGroup = 'rbac.authorization.k8s.io'
  await cluster.apply([
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: `${namespace}-${name}` },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
      roleRef: { kind: 'ClusterRole', name: role, apiGroup },
    },
  ])
  const key = await readFile(join(cluster.directory, 'pki', 'service-account.key'), 'utf8')
  const tokenFile = join(folder, `token-${name}`)
  const renew = async (until: number): Promise<void> => {
    const token = signed(key, {
      iss: issuer,
      aud: [issuer],
      sub: `system:serviceaccount:${namespace}:${name}`,
      iat: Math.floor(Date.now() / 1000) - 3600,
      exp: Math.floor((until - leeway) / 1000),
      'kubernetes.io': { namespace, serviceaccount: { name, uid: metadata.uid } },
    })
    await writeFile(tokenFile, token, { mode: 0o600 })
  }
  await renew(Date.now() + 86_400_000)
  const config = parse(await readFile(kubeconfig, 'utf8')) as { users: object[] }
  const own = join(folder, `kubeconfig-${name}`)
  config.users = config.users.map((user) => ({ ...user, user: { tokenFile } }))
  await writeFile(own, stringify(config), { mode: 0o600 })
  const remove = async (): Promise<void> => {
    await cluster.api.expect('DELETE', `/apis/${apiGroup}/v1/clusterrolebindings/${namespace}-${name}`)
  }
  return { kubeconfig: own, tokenFile, renew, remove }
}

/** Lets the tokens end, and writes new ones three seconds after the API server has stopped to take the old. */
export async function expireTokens(accounts: readonly ServiceAccount[]): Promise<void> {
  // Token files are read every ten seconds, and the API server remembers a yes for ten.
  const [read, remembered, late] = [11_000, 10_000, 3_000]
  await Promise.all(accounts.map((account) => account.renew(Date.now() + read)))
  await delay(read + remembered + late)
  await Promise.all(accounts.map((account) => account.renew(Date.now() + 86_400_000)))
}

/** A JSON Web Token, RS256. */
function signed(key: string, claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}
