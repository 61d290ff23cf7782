import { FailureError } from '../../shared/failure.ts'
import { clusterProblem, userProblem } from './kube-context-problems.ts'
import type { ClusterEntry, Kubeconfig, UserEntry } from './kubeconfig.ts'
import { serverUrl, userFor } from './server-url.ts'

/** All that is needed to talk to one context's API server. */
export interface KubeContext {
  name: string
  /** The server's URL as the kubeconfig has it, without a user and a query: what `kubectl cluster-info` prints. */
  server: string
  namespace: string
  cluster: ClusterEntry
  user: UserEntry
}

/**
 * The context of that name, whole. Throws `context-unknown` or, when its cluster or user is missing or the server's URL
 * cannot be used, `context-incomplete`.
 */
export function kubeContext(config: Kubeconfig, name: string): KubeContext {
  const context = config.contexts.get(name)
  if (!context) {
    const names = [...config.contexts.keys()]
    const known =
      names.length === 0
        ? 'It has no contexts.'
        : `It has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`
    throw new FailureError('context-unknown', `There is no context "${name}" in the kubeconfig. ${known}`)
  }
  const clusterName = context.cluster ?? ''
  const userName = context.user ?? ''
  const cluster = config.clusters.get(clusterName)
  const user = config.users.get(userName) ?? (userName === '' ? {} : undefined)
  if (!cluster)
    throw incomplete(
      name,
      clusterName === ''
        ? 'names no cluster'
        : `names the cluster "${clusterName}", which the kubeconfig does not have`,
    )
  if (!user) throw incomplete(name, `names the user "${userName}", which the kubeconfig does not have`)
  const wrong = userProblem(user)
  if (wrong !== undefined) throw incomplete(name, `names the user "${userName}", which ${wrong}`)
  const written = cluster.server ?? ''
  if (written === '') throw incomplete(name, `uses the cluster "${clusterName}", which has no server`)
  const url = serverUrl(written)
  if (!url) {
    // A password in it is not repeated.
    const shown = written.replace(/^([^/@]*\/\/)?.*@/, '$1…@')
    throw incomplete(name, `uses the cluster "${clusterName}", whose server "${shown}" is not an http or https URL`)
  }
  const problem = clusterProblem(cluster)
  if (problem !== undefined) throw incomplete(name, `uses the cluster "${clusterName}", ${problem}`)
  return { name, server: url.server, namespace: context.namespace ?? '', cluster, user: userFor(url, user) }
}

function incomplete(name: string, why: string): FailureError {
  return new FailureError('context-incomplete', `The context "${name}" ${why}.`)
}
