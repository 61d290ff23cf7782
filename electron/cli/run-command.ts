import path from 'node:path'
import { failureLine, type FailureCode, toFailure } from '../../shared/failure.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { serviceUrls, type UrlBase } from '../core/copy-targets.ts'
import { diagnosticsText } from '../core/diagnostics.ts'
import { readServing } from '../core/serving-file.ts'
import { glance } from '../settings/load-settings.ts'
import { completionScript } from './completion.ts'
import { findPort } from './find-port.ts'
import { helpText } from './help.ts'
import { formatted, listedServices, inOthers, listText, noServices } from './list-output.ts'
import { notHttp } from './not-http.ts'
import type { Command } from './parse-command.ts'
import { contextInWindow } from './running-window.ts'
import { listed, withCluster } from './with-cluster.ts'

/** The commands that are over when they have printed. */
export type PrintingCommand = Exclude<Command, { do: 'window' | 'open' | 'serve' | 'forward' }>

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

/** How long a list waits for the counts of its endpoints, ms: without them it is still a list. */
const countLimit = 10_000

const notFound: ReadonlySet<FailureCode> = new Set([
  'context-unknown',
  'cluster-unknown',
  'kubeconfig-missing',
  'no-such-service',
  'no-such-port',
  'not-proxied',
])

/** Says in one line what failed, and gives the exit code that it stands for. */
export function failed(error: unknown, note: (line: string) => void): number {
  const failure = toFailure(error)
  note(`porthole: ${failureLine(failure)}`)
  return notFound.has(failure.code) ? 3 : 1
}

/** Carries out a command and returns the exit code. Contacts the cluster once, and gives up at its first failure. */
export async function runCommand(command: PrintingCommand, context: CommandContext): Promise<number> {
  try {
    context.out(await outputOf(command, context))
    return 0
  } catch (error) {
    return failed(error, context.note)
  }
}

async function outputOf(command: PrintingCommand, context: CommandContext): Promise<string> {
  switch (command.do) {
    case 'help':
      return helpText(command.about)
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
      return withCluster(command.options, context.note, async (cluster) => {
        // As with kubectl, nothing said means the context's own namespace.
        const own = cluster.target.namespace === '' ? 'default' : cluster.target.namespace
        const namespace = command.all ? undefined : (command.namespace ?? own)
        await listed(cluster, namespace)
        await cluster.counted(countLimit)
        const base = await urlBase(cluster, context)
        const { rows } = cluster.store.snapshot()
        const services = listedServices(cluster.context, rows, namespace, base)
        if (command.format === 'text') {
          if (services.length === 0) context.note(noServices(namespace))
          // Who named a namespace has said what is wanted.
          const others = rows.length - services.length
          if (command.namespace === undefined && others > 0) context.note(inOthers(others, services.length))
        }
        return listText(services, command.format, command.all)
      })
    case 'url':
      return withCluster(command.options, context.note, async (cluster) => {
        const { row, port } = await findPort(cluster, command.service)
        const urls = serviceUrls(row, port, await urlBase(cluster, context))
        const doubt = notHttp(row, port)
        if (doubt !== undefined) context.note(doubt)
        if (command.format === 'json' || command.format === 'yaml') return formatted(urls, command.format)
        return `${command.classic ? urls.classic : urls.origin}\n`
      })
    case 'cluster-info':
      return withCluster(command.options, context.note, async (cluster) => {
        const said = await cluster.clusterInfo()
        // The demo cluster of a window is the same one, at another port.
        const shown = cluster.source === 'demo' ? (await readServing(context.servingFile))?.demo : null
        const text = shown == null ? said : said.replaceAll(cluster.target.server, shown)
        if (command.format !== 'json' && command.format !== 'yaml') return text
        const running = [...text.matchAll(/^(.+) is running at (.+?) *$/gm)]
        return formatted(
          running.map(([, name = '', url = '']) => ({ name, url })),
          command.format,
        )
      })
  }
}

/** Where the URLs lead: to the Porthole that runs, else to the ports that one would take. */
async function urlBase(cluster: Cluster, { userData, servingFile, note }: CommandContext): Promise<UrlBase> {
  const serving = await readServing(servingFile)
  if (!serving) {
    note('Porthole is not running: these URLs answer when it is.')
    const { port } = (await glance(path.join(userData, 'settings.json'))).preferences
    return { cluster: cluster.id, originPort: port, classicPort: port }
  }
  const { lacks } = await contextInWindow(serving, cluster)
  if (lacks !== undefined) note(`These URLs do not answer now: ${lacks}`)
  return {
    cluster: cluster.id,
    originPort: serving.port,
    classicPort: serving.classic[cluster.id] ?? serving.port,
  }
}
