import { onTestFinished } from 'vitest'
import { clusterAccess, type ClusterAccess } from '../cluster-access.ts'
import type { KubeContext } from '../kube-context.ts'
import type { ClusterEntry, UserEntry } from '../kubeconfig.ts'

/** A context of a test. */
export function contextFor(server: string, user: UserEntry = {}, cluster: ClusterEntry = {}): KubeContext {
  return { name: 'test', server, namespace: '', cluster: { server, ...cluster }, user }
}

/** Access to a server of a test, closed when the test ends. */
export function accessTo(server: string, user: UserEntry = {}, cluster: ClusterEntry = {}): ClusterAccess {
  const access = clusterAccess(contextFor(server, user, cluster))
  onTestFinished(() => access.close())
  return access
}

/** PEM as a kubeconfig has it inline. */
export function base64(pem: string): string {
  return Buffer.from(pem).toString('base64')
}
