import { FailureError } from '../../shared/failure.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { Porthole } from '../core/porthole.ts'
import { signInLine } from '../core/sign-in-line.ts'

/** What the command line says of the cluster that is meant. */
export interface ClusterChoice {
  kubeconfig: string | undefined
  context: string | undefined
  demo: boolean
}

/**
 * Gives the cluster that kubectl would mean, whatever a window shows: the context named, else the current one. The demo
 * cluster is meant by `--demo`, or, as in the window, where there is no kubeconfig. Ends everything afterwards.
 */
export async function withCluster<T>(
  options: ClusterChoice,
  note: (line: string) => void,
  work: (cluster: Cluster, porthole: Porthole) => Promise<T>,
): Promise<T> {
  const porthole = await Porthole.open({ kubeconfig: options.kubeconfig })
  try {
    await porthole.choose(options)
    porthole.contexts.check()
    const { files } = porthole.contexts.state
    const where = `No kubeconfig found (looked for ${files.join(', ')})`
    if (porthole.contexts.isEmpty && !options.demo) {
      if (options.context !== undefined) {
        throw new FailureError('kubeconfig-missing', `${where}: there is no context "${options.context}".`)
      }
      note(`${where}: this is the demo cluster.`)
    }
    const cluster = porthole.chosen()
    // An incomplete context throws what it lacks.
    cluster.access()
    let said = ''
    cluster.on('changed', () => {
      const line = signInLine(cluster.asks)
      if (line !== '' && line !== said) note(line)
      said = line
    })
    return await work(cluster, porthole)
  } finally {
    await porthole.close()
  }
}

/** Resolves when the Services are listed; rejects with the first failure, since somebody waits at a prompt. */
export async function listed(cluster: Cluster, namespace: string | undefined): Promise<void> {
  // Who may not list the whole cluster may still list this namespace.
  if (namespace !== undefined) cluster.choose([namespace])
  await cluster.listed()
}
