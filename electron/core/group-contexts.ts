import { kubeContext } from '../cluster/kube-context.ts'
import type { Kubeconfig } from '../cluster/kubeconfig.ts'

export interface ContextGroup {
  /** The context that stands for all of them. */
  name: string
  /** The others that lead to the same server in the same way as the same user. */
  others: { context: string; namespace: string }[]
}

/**
 * The contexts, those that differ in nothing but their name and namespace together: they are one cluster. A whole entry is
 * compared, as another CA or proxy is another way. A context that is incomplete stays by itself.
 *
 * @param shown whether a context stands for its group already; else the first of the file does, so that names keep their meaning
 */
export function groupContexts(config: Kubeconfig, shown: (name: string) => boolean): ContextGroup[] {
  const groups = new Map<string, { context: string; namespace: string }[]>()
  for (const context of config.contexts.keys()) {
    const { way, namespace } = wayOf(config, context)
    const group = groups.get(way) ?? []
    group.push({ context, namespace })
    groups.set(way, group)
  }
  return Array.from(groups.values(), (group) => {
    const first = group.find(({ context }) => shown(context)) ?? group[0]
    return { name: first?.context ?? '', others: group.filter((one) => one !== first) }
  })
}

/** What makes two contexts one cluster: server, CA, proxy and user whole; and the namespace, which does not. */
export function wayOf(config: Kubeconfig, name: string): { way: string; namespace: string } {
  try {
    const { server, cluster, user, namespace } = kubeContext(config, name)
    return { way: JSON.stringify([server, cluster, user]), namespace }
  } catch (error) {
    return { way: `${name}: ${String(error)}`, namespace: '' }
  }
}
