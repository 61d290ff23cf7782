import { createHash } from 'node:crypto'
import type { Steps } from '../cluster/in-turns.ts'
import { kubeContext, type KubeContext } from '../cluster/kube-context.ts'
import type { Kubeconfig } from '../cluster/kubeconfig.ts'

export interface ContextGroup {
  /** The context that stands for all of them. */
  name: string
  /** The others that lead to the same server in the same way as the same user. */
  others: { context: string; namespace: string }[]
}

/** What makes two contexts one cluster: server, CA, proxy and user whole; and the namespace, which does not. */
export interface ContextWay {
  way: string
  namespace: string
  /** The context whole; undefined where it is incomplete. */
  whole: KubeContext | undefined
}

/** So many contexts are compared in a step: a millisecond. */
const contextsInStep = 20

/** The way of each context. A whole entry counts, as another CA or proxy is another way. */
export function* contextWays(config: Kubeconfig): Steps<Map<string, ContextWay>> {
  const ways = new Map<string, ContextWay>()
  for (const name of config.contexts.keys()) {
    if (ways.size % contextsInStep === 0) yield
    ways.set(name, wayOf(config, name))
  }
  return ways
}

function wayOf(config: Kubeconfig, name: string): ContextWay {
  try {
    const whole = kubeContext(config, name)
    const { server, cluster, user, namespace } = whole
    // Certificates make it long, and it is kept.
    const said = JSON.stringify([server, cluster, user])
    return { way: createHash('sha256').update(said).digest('base64'), namespace, whole }
  } catch (error) {
    return { way: `${name}: ${String(error)}`, namespace: '', whole: undefined }
  }
}

/**
 * The contexts, those that differ in nothing but their name and namespace together: they are one cluster. A context that is
 * incomplete stays by itself.
 *
 * @param shown whether a context stands for its group already; else the first of the file does, so that names keep their meaning
 */
export function groupContexts(
  ways: ReadonlyMap<string, Pick<ContextWay, 'way' | 'namespace'>>,
  shown: (name: string) => boolean,
): ContextGroup[] {
  const groups = new Map<string, { context: string; namespace: string }[]>()
  for (const [context, { way, namespace }] of ways) {
    const group = groups.get(way) ?? []
    group.push({ context, namespace })
    groups.set(way, group)
  }
  return Array.from(groups.values(), (group) => {
    const first = group.find(({ context }) => shown(context)) ?? group[0]
    return { name: first?.context ?? '', others: group.filter((one) => one !== first) }
  })
}
