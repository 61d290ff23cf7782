import path from 'node:path'
import type { Porthole } from './porthole.ts'
import type { Serving } from './serving-file.ts'

/** What the commands are told of a Porthole that runs in this process. */
export function servingOf({ listening, contexts, clusters }: Porthole, window: boolean): Serving {
  const demo = clusters.all().find(({ source }) => source === 'demo')
  const kubeconfig = contexts.state.files.map((file) => path.resolve(file))
  return { pid: process.pid, window, ...listening.ports, kubeconfig, demo: demo?.target.server ?? null }
}
