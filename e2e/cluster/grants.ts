import type { ApiClient } from './api-client.ts'

const alreadyThere = [409]

/** The verbs of `services/proxy` that let a user do everything in a dashboard. */
export const allProxyVerbs = ['get', 'create', 'update', 'patch', 'delete'] as const

/** One line of a Role: verbs on resources of a group ('' is the core one). */
export interface Rule {
  readonly apiGroups?: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

/** Lets a user do what `rules` say in one namespace, by a Role and a RoleBinding named after `name`. */
export async function grant(
  api: ApiClient,
  user: string,
  namespace: string,
  rules: readonly Rule[],
  name: string,
): Promise<void> {
  const base = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`
  const metadata = { name: `${user}-${name}`, namespace }
  const apiVersion = 'rbac.authorization.k8s.io/v1'
  const filled = rules.map((rule) => ({ apiGroups: [''], ...rule }))
  await api.expect('POST', `${base}/roles`, { apiVersion, kind: 'Role', metadata, rules: filled }, alreadyThere)
  const binding = {
    apiVersion,
    kind: 'RoleBinding',
    metadata,
    subjects: [{ kind: 'User', name: user, apiGroup: 'rbac.authorization.k8s.io' }],
    roleRef: { kind: 'Role', name: metadata.name, apiGroup: 'rbac.authorization.k8s.io' },
  }
  await api.expect('POST', `${base}/rolebindings`, binding, alreadyThere)
}
