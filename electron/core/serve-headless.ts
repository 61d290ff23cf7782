import path from 'node:path'
import { FailureError, failureKinds, failureLine } from '../../shared/failure.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { listenFrom } from '../proxy/listener.ts'
import { openSettings } from '../settings/settings-store.ts'
import { followSettings } from './follow-settings.ts'
import { headlessLines, textLines } from './headless-lines.ts'
import { defaultPort } from './listeners.ts'
import { Porthole } from './porthole.ts'
import { followServing } from './serving-file.ts'
import { servingOf } from './serving-of.ts'
import { signInLine } from './sign-in-line.ts'

export interface HeadlessOptions {
  kubeconfig: string | undefined
  context: string | undefined
  port: number | undefined
  demo: boolean
  output: 'text' | 'json'
  /** The folder with the settings, which are the window's, and with the file that tells commands where it serves. */
  userData: string
}

/** Where the lines go: results and progress, each a line without its newline. */
export interface HeadlessOutput {
  result: (line: string) => void
  progress: (line: string) => void
}

/**
 * Serves one cluster without a window, as `kubectl proxy` does: says where, then prints a line for every Service and port
 * as soon as the cluster has listed them. What the settings say holds here, too: a cluster that is read-only is. Resolves
 * with how to end it once the listener is open; rejects with a FailureError when it can't begin: a kubeconfig that cannot
 * be used, or `port-taken`, which names a free port.
 */
export async function serveHeadless(options: HeadlessOptions, output: HeadlessOutput): Promise<() => Promise<void>> {
  const settings = await openSettings(path.join(options.userData, 'settings.json'))
  if (settings.problem) output.progress(failureLine(settings.problem))
  const porthole = await Porthole.open({ ...options, settings })
  try {
    await start(porthole, options)
  } catch (error) {
    await porthole.close()
    throw error
  }
  const cluster = porthole.cluster(porthole.first ?? '')
  const port = porthole.port ?? defaultPort
  output.result(`Starting to serve on 127.0.0.1:${port}`)
  if (options.port === undefined && port !== porthole.preferredPort) {
    const missed = porthole.listening.missedPort?.cause === 'forbidden' ? 'needs an administrator’s rights' : 'is taken'
    output.progress(`Port ${porthole.preferredPort} ${missed}: serving on ${port}.`)
  }
  if (cluster.source === 'demo') {
    const looked = porthole.contexts.state.files.join(', ')
    output.progress(
      options.demo
        ? 'Serving the demo cluster.'
        : `No kubeconfig found (looked for ${looked}): serving the demo cluster.`,
    )
  }
  reportState(cluster, output)
  const print = (): void => {
    const base = { cluster: cluster.id, classicPort: port, originPort: port }
    const lines = headlessLines(cluster.context, cluster.store.snapshot().rows, base)
    for (const line of options.output === 'json' ? lines.map((line) => JSON.stringify(line)) : textLines(lines))
      output.result(line)
  }
  const whenListed = (): void => {
    if (cluster.state.phase !== 'connected') return
    if (cluster.namespaces?.some(({ phase }) => phase === 'listing') === true) return
    cluster.off('changed', whenListed)
    print()
  }
  cluster.on('changed', whenListed)
  const followed = followSettings(settings)
  const serving = path.join(options.userData, 'serving.json')
  const stopTelling = followServing(serving, porthole, () => servingOf(porthole, false))
  await porthole.connect(cluster.id)
  return async () => {
    followed.close()
    await Promise.all([stopTelling(), porthole.close()])
  }
}

async function start(porthole: Porthole, options: HeadlessOptions): Promise<void> {
  try {
    await porthole.start({ ...options, nextFree: options.port === undefined })
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'port-taken') throw error
    const taken = options.port ?? porthole.preferredPort
    const free = await freePort(taken + 1)
    throw new FailureError('port-taken', error.failure.message, { hint: `Port ${free} is free: use --port ${free}.` })
  }
  porthole.contexts.check()
  // An incomplete context does not mend itself, so there is nothing to serve: this throws what it lacks.
  porthole.chosen().access()
}

async function freePort(from: number): Promise<number> {
  const { port, close } = await listenFrom(
    from,
    (_request, response) => response.destroy(),
    (_request, socket) => socket.destroy(),
  )
  await close()
  return port
}

/** One line of progress for each new state: what is being waited for, what went wrong and when it is tried again. */
function reportState(cluster: Cluster, { progress }: HeadlessOutput): void {
  let last = ''
  const report = (): void => {
    const line = describe(cluster)
    if (line === last || line === '') return
    last = line
    progress(line)
  }
  cluster.on('changed', report)
}

function describe({ asks, context, state, target, store }: Cluster): string {
  if (asks !== '') return signInLine(asks)
  switch (state.phase) {
    case 'connecting':
      if (state.failure) return state.retryAt === null ? '' : `${failureLine(state.failure)} Trying again.`
      return `Connecting to ${context} (${target.server}).`
    case 'connected':
      return `Connected to ${context}: ${store.size} Services.`
    case 'degraded':
      return `${failureKinds[state.failure.code].title}. The last list is kept; trying again.`
    case 'disconnected':
      return state.failure ? failureLine(state.failure) : ''
    case 'idle':
      return ''
  }
}
