/** What the API server says is missing, out of its own sentence. */
export interface MissingRight {
  user: string
  verb: string
  /** With the subresource, e.g. `services/proxy`. */
  resource: string
  apiGroup: string
  namespace: string
}

const sentence =
  /User "([^"]+)" cannot (\w+) resource "([^"]+)" in API group "([^"]*)"(?: in the namespace "([^"]+)"| at the cluster scope)?/

/** What these are made of. A Role for `*`, or one with lines of somebody else's, is none that a page may offer. */
const resourceName = /^[a-z][a-z0-9./-]*$/
const namespaceName = /^[a-z0-9-]*$/

/** Reads `… is forbidden: User "U" cannot V resource "R" in API group "G" in the namespace "N"` (RBAC, apiserver). */
export function missingRight(message: string): MissingRight | undefined {
  const [, user, verb, resource, apiGroup = '', namespace = ''] = sentence.exec(message) ?? []
  if (user === undefined || verb === undefined || resource === undefined) return undefined
  if (!resourceName.test(resource) || !namespaceName.test(namespace)) return undefined
  return { user, verb, resource, apiGroup, namespace }
}

/** A Role and a RoleBinding that would grant a right, as YAML for `kubectl apply -f -`; for the whole cluster without a namespace. */
export function roleFor({ user, verb, resource, apiGroup, namespace }: MissingRight): string {
  const kind = namespace === '' ? 'ClusterRole' : 'Role'
  const name = `porthole-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`
  const metadata = `metadata:\n  name: ${name}${namespace === '' ? '' : `\n  namespace: ${namespace}`}`
  const group = 'rbac.authorization.k8s.io'
  return `apiVersion: ${group}/v1
kind: ${kind}
${metadata}
rules:
  - apiGroups: [${JSON.stringify(apiGroup)}]
    resources: [${JSON.stringify(resource)}]
    verbs: [${JSON.stringify(verb)}]
---
apiVersion: ${group}/v1
kind: ${kind}Binding
${metadata}
subjects:
  - kind: User
    apiGroup: ${group}
    name: ${JSON.stringify(user)}
roleRef:
  kind: ${kind}
  apiGroup: ${group}
  name: ${name}
`
}
