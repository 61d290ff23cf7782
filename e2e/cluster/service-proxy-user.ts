import type { ClusterUser } from './cluster-file.ts'
import { allProxyVerbs } from './grants.ts'
import type { RealCluster } from './real-cluster.ts'

const read = ['get', 'list', 'watch']
const listing = [
  { apiGroups: [''], resources: ['services'], verbs: read },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
]

/** Lets the restricted user list Services and reach them by the service proxy, in every namespace. Returns the way back. */
export function allowServiceProxy(cluster: RealCluster): Promise<() => Promise<void>> {
  const proxy = { apiGroups: [''], resources: ['services/proxy'], verbs: allProxyVerbs }
  return allow(cluster, cluster.users.restricted, 'service-proxy', [...listing, proxy])
}

/** Lets a user list Services, in every namespace, and reach none. Returns the way back. */
export function allowListing(cluster: RealCluster, user: ClusterUser): Promise<() => Promise<void>> {
  return allow(cluster, user, 'service-list', listing)
}

async function allow(
  cluster: RealCluster,
  user: ClusterUser,
  name: string,
  rules: readonly object[],
): Promise<() => Promise<void>> {
  const apiGroup = 'rbac.authorization.k8s.io'
  await cluster.apply([
    { apiVersion: `${apiGroup}/v1`, kind: 'ClusterRole', metadata: { name }, rules },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      subjects: [{ kind: 'User', name: user.name, apiGroup }],
      roleRef: { kind: 'ClusterRole', name, apiGroup },
    },
  ])
  return async () => {
    const base = `/apis/${apiGroup}/v1`
    await cluster.api.expect('DELETE', `${base}/clusterrolebindings/${name}`)
    await cluster.api.expect('DELETE', `${base}/clusterroles/${name}`)
  }
}
