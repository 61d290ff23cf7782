import { FailureError, failureLine, type FailureCode, toFailure } from '../../shared/failure.ts'
import { preferredPort } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { serviceUrls, type UrlBase } from '../core/copy-targets.ts'
import { diagnosticsText } from '../core/diagnostics.ts'
import { defaultPort, Porthole } from '../core/porthole.ts'
import { readServing } from '../core/serving-file.ts'
import { completionScript } from './completion.ts'
import { helpText } from './help.ts'
import { formatted, listedServices, listText } from './list-output.ts'
import type { Command } from './parse-command.ts'

/** The commands that are over when they have printed. */
export type PrintingCommand = Exclude<Command, { do: 'window' | 'open' | 'serve' }>

export interface CommandContext {
  readonly version: string
  /** Where the window keeps its settings and its log. */
  readonly userData: string
  /** Where a running Porthole says where it serves. */
  readonly servingFile: string
  readonly out: (text: string) => void
  /** A line for people, beside the output. */
  readonly note: (line: string) => void
}

const notFound: ReadonlySet<FailureCode> = new Set([
  'context-unknown',
  'cluster-unknown',
  'kubeconfig-missing',
  'no-such-service',
  'no-such-port',
])

/** Carries out a command and returns the exit code. Contacts the cluster once, and gives up at its first failure. */
export async function runCommand(command: PrintingCommand, context: CommandContext): Promise<number> {
  try {
    context.out(await outputOf(command, context))
    return 0
  } catch (error) {
    const failure = toFailure(error)
    context.note(`porthole: ${failureLine(failure)}`)
    return notFound.has(failure.code) ? 3 : 1
  }
}

async function outputOf(command: PrintingCommand, context: CommandContext): Promise<string> {
  switch (command.do) {
    case 'help':
      return helpText()
    case 'version':
      return `${context.version}\n`
    case 'diagnostics':
      return diagnosticsText({
        version: context.version,
        runtime: process.versions,
        userData: context.userData,
        state: undefined,
      })
    case 'completion':
      return completionScript(command.shell)
    case 'list':
      return withCluster(command.options, async (cluster) => {
        // As with kubectl, nothing said means the context's own namespace.
        const own = cluster.target.namespace === '' ? 'default' : cluster.target.namespace
        const namespace = command.all ? undefined : (command.namespace ?? own)
        await listed(cluster, namespace)
        const base = await urlBase(cluster, context)
        const { rows } = cluster.store.snapshot()
        return listText(listedServices(cluster.context, rows, namespace, base), command.format, command.all)
      })
    case 'url':
      return withCluster(command.options, async (cluster) => {
        const { namespace, name, port: wanted } = command.service
        await listed(cluster, namespace)
        const row = cluster.store.row(namespace, name)
        if (!row) throw new FailureError('no-such-service', `${cluster.context} has no Service ${namespace}/${name}.`)
        const port =
          wanted === ''
            ? preferredPort(row)
            : row.ports.find((one) => one.name === wanted || String(one.port) === wanted)
        if (!port)
          throw new FailureError(
            'no-such-port',
            `${row.key} has no ${wanted === '' ? 'port that can be opened' : `port "${wanted}"`}.`,
          )
        const urls = serviceUrls(row, port, await urlBase(cluster, context))
        if (command.format === 'json' || command.format === 'yaml') return formatted(urls, command.format)
        return `${command.classic ? urls.classic : urls.origin}\n`
      })
    case 'cluster-info':
      return withCluster(command.options, async (cluster) => {
        const text = await cluster.clusterInfo()
        if (command.format !== 'json' && command.format !== 'yaml') return text
        const running = [...text.matchAll(/^(.+) is running at (.+?) *$/gm)]
        return formatted(
          running.map(([, name = '', url = '']) => ({ name, url })),
          command.format,
        )
      })
  }
}

/** Gives the cluster that the flags mean, and ends everything afterwards. */
async function withCluster<T>(
  options: { kubeconfig: string | undefined; context: string | undefined; demo: boolean },
  work: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const porthole = await Porthole.open({ kubeconfig: options.kubeconfig })
  try {
    await porthole.choose(options)
    porthole.contexts.check()
    const { files, found } = porthole.contexts.state
    if (found === 0 && !options.demo) {
      throw new FailureError('kubeconfig-missing', `No kubeconfig found: looked for ${files.join(', ')}.`)
    }
    const cluster = porthole.chosen()
    // An incomplete context throws what it lacks.
    cluster.access()
    return await work(cluster)
  } finally {
    await porthole.close()
  }
}

/** Resolves when the Services are listed; rejects with the first failure, since somebody waits at a prompt. */
async function listed(cluster: Cluster, namespace: string | undefined): Promise<void> {
  // Who may not list the whole cluster may still list this namespace.
  if (namespace !== undefined) cluster.choose([namespace])
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      const { state } = cluster
      const failure = 'failure' in state ? state.failure : null
      if (state.phase === 'connected') resolve()
      else if (failure) reject(new FailureError(failure.code, failure.message, { hint: failure.hint }))
      else return
      cluster.off('changed', look)
    }
    cluster.on('changed', look)
    cluster.connect()
    look()
  })
}

/** Where the URLs lead: to the Porthole that runs, else to the ports that one would take. */
async function urlBase(cluster: Cluster, { servingFile, note }: CommandContext): Promise<UrlBase> {
  const serving = await readServing(servingFile)
  if (!serving) note('Porthole is not running: these URLs answer when it is.')
  const originPort = serving?.port ?? defaultPort
  return { cluster: cluster.id, originPort, classicPort: serving?.classic[cluster.id] ?? originPort }
}
