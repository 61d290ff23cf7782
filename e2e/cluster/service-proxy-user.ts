import { allProxyVerbs } from './grants.ts'
import type { RealCluster } from './real-cluster.ts'

/** Lets the restricted user list Services and reach them by the service proxy, in every namespace. Returns the way back. */
export async function allowServiceProxy(cluster: RealCluster): Promise<() => Promise<void>> {
  const metadata = { name: 'service-proxy' }
  const apiGroup = 'rbac.authorization.k8s.io'
  const read = ['get', 'list', 'watch']
  await cluster.apply([
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRole',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['services'], verbs: read },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
        { apiGroups: [''], resources: ['services/proxy'], verbs: allProxyVerbs },
      ],
    },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      subjects: [{ kind: 'User', name: cluster.users.restricted.name, apiGroup }],
      roleRef: { kind: 'ClusterRole', name: metadata.name, apiGroup },
    },
  ])
  return async () => {
    const base = `/apis/${apiGroup}/v1`
    await cluster.api.expect('DELETE', `${base}/clusterrolebindings/${metadata.name}`)
    await cluster.api.expect('DELETE', `${base}/clusterroles/${metadata.name}`)
  }
}
