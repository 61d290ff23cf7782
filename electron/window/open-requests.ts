import { type BrowserWindow, dialog } from 'electron'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import type { ServiceRef } from '../../shared/service-ref.ts'
import { failureLine, toFailure } from '../../shared/failure.ts'
import type { Core } from './core.ts'

/** A Service that is to be opened, or why a link cannot be followed. */
export type OpenRequest =
  | {
      kind: 'service'
      /** The context's name; undefined means the demo cluster. */
      context: string | undefined
      namespace: string
      service: string
      port: string
      path: string
      /** Another program asks, e.g. a web page by a link: a person must agree. */
      outside: boolean
    }
  | { kind: 'refused'; message: string }

export interface OpenRequestOptions {
  window: BrowserWindow
  core: Promise<Core>
  openTab: (ref: ServiceRef, path: string) => Promise<void>
}

/** Windows with a link that waits for its answer. */
const asked = new WeakSet<BrowserWindow>()

/**
 * Carries out what the command line or a link asks for: shows the cluster and opens the Service in a tab. While somebody is
 * asked about one link, others are dropped: a page could send them in a loop, each with a dialog. Never rejects.
 */
export async function carryOut(request: OpenRequest, options: OpenRequestOptions): Promise<void> {
  const { window } = options
  const outside = request.kind === 'refused' || request.outside
  if (outside && asked.has(window)) return
  if (outside) asked.add(window)
  try {
    await open(request, options)
  } catch (error) {
    await tell(window, 'This could not be opened', failureLine(toFailure(error)))
  } finally {
    if (outside) asked.delete(window)
  }
}

async function open(request: OpenRequest, { window, core, openTab }: OpenRequestOptions): Promise<void> {
  if (request.kind === 'refused') return tell(window, 'This link cannot be opened', request.message)
  const ready = await core
  const { channels } = ready
  if (request.context === undefined) await channels['demo.open'](undefined)
  const cluster = clusterOf(ready.state(), request.context)
  if (!cluster) {
    return tell(window, 'There is no such cluster', `The kubeconfig has no context "${request.context ?? ''}".`)
  }
  const { namespace, service, port, path } = request
  if (request.outside && !(await confirm(window, cluster, request))) return
  await channels['cluster.show']({ cluster: cluster.id })
  await openTab({ cluster: cluster.id, namespace, name: service, port }, path)
}

function clusterOf({ clusters }: AppState, context: string | undefined): ClusterSummary | undefined {
  if (context === undefined) return clusters.find(({ source }) => source === 'demo')
  return clusters.find(({ contexts }) => contexts.some((one) => one.context === context))
}

/** A native dialog: no page can imitate it or lie above it. What the link says is data in it, on lines of its own. */
async function confirm(
  window: BrowserWindow,
  cluster: ClusterSummary,
  { namespace, service, port, path }: Extract<OpenRequest, { kind: 'service' }>,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${service} of ${cluster.name}?`,
    detail: `A link from outside Porthole asks for it.\n\nCluster: ${cluster.context}\nService: ${namespace}/${service}${port === '' ? '' : `:${port}`}\nPage: ${path.length > 200 ? `${path.slice(0, 200)}…` : path}`,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

async function tell(window: BrowserWindow, message: string, detail: string): Promise<void> {
  if (window.isDestroyed()) return
  await dialog.showMessageBox(window, { type: 'warning', message, detail, buttons: ['OK'], noLink: true })
}
