import { get } from 'node:http'
import type { Cluster } from '../cluster/cluster.ts'
import { kubeContext } from '../cluster/kube-context.ts'
import { type Kubeconfig, mergeKubeconfigs } from '../cluster/kubeconfig.ts'
import { readKubeconfigFiles } from '../cluster/kubeconfig-files.ts'
import { readServing, type Serving } from '../core/serving-file.ts'

/** How long the Porthole that runs may take to answer a command, in milliseconds. */
export const answerLimit = 5_000

/**
 * Why a command cannot be handed to the Porthole that runs, as a sentence; undefined when none runs, or it answers. One that
 * hangs takes the command over and never does it: whoever waits at a prompt would wait for long, and not know why.
 *
 * @param servingFile where a running Porthole says where it serves
 * @param limit milliseconds
 */
export async function hungWindow(servingFile: string, limit = answerLimit): Promise<string | undefined> {
  const serving = await readServing(servingFile)
  if (!serving?.window || (await answers(serving.port, limit))) return undefined
  return `The Porthole that runs (process ${serving.pid}) has not answered within ${limit / 1000} s. Nothing was opened: end it, then try again.`
}

/**
 * The context by which the window that runs knows a cluster of the command line, or a sentence that says why it does not:
 * it may have been started with another kubeconfig, in which the same name may lead to another server.
 */
export async function contextInWindow(
  { pid, kubeconfig, demo }: Serving,
  { context, contexts, source, target }: Cluster,
): Promise<{ context: string; lacks: undefined } | { context: undefined; lacks: string }> {
  const who = `the Porthole that runs (process ${pid})`
  if (source === 'demo') {
    return demo === null
      ? { context: undefined, lacks: `${who} has not opened the demo cluster.` }
      : { context, lacks: undefined }
  }
  const config = await kubeconfigOf(kubeconfig)
  const known = contexts.find(({ context: name }) => config && serverOf(config, name) === target.server)
  if (known) return { context: known.context, lacks: undefined }
  return {
    context: undefined,
    lacks: `${who} has no context "${context}" for ${target.server}; it reads ${kubeconfig.join(', ')}.`,
  }
}

/** What the files say; undefined where they cannot be read, so that nothing can be told of them. */
async function kubeconfigOf(files: string[]): Promise<Kubeconfig | undefined> {
  try {
    return mergeKubeconfigs(await readKubeconfigFiles({ files, required: false }))
  } catch {
    return undefined
  }
}

function serverOf(config: Kubeconfig, context: string): string | undefined {
  try {
    return kubeContext(config, context).server
  } catch {
    return undefined
  }
}

/** Whether the listener says anything at all: what it says is of no interest, and a port where nobody listens is no hang. */
function answers(port: number, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.destroy()
      resolve(true)
    })
    request.setTimeout(limit, () => {
      resolve(false)
      request.destroy()
    })
    request.on('error', () => resolve(true))
  })
}
