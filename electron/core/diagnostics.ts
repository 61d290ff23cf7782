import { readdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import type { Failure } from '../../shared/failure.ts'
import { homeFolder } from '../cluster/home-folder.ts'
import { lastLines, logEntry, logPath } from './log-file.ts'

/** How many lines of the log go with it: enough for a morning, little enough to read before it is sent. */
const mostLines = 60

export interface DiagnosticsFacts {
  readonly version: string
  /** `process.versions`. */
  readonly runtime: Readonly<Record<string, string | undefined>>
  readonly userData: string
  /** Undefined where no window runs, as for the command. */
  readonly state: AppState | undefined
}

/**
 * What helps whoever reads a report: versions, how each cluster stands, the last of the log. Without credentials, and
 * without the names of Services. The log may name clusters and hosts, as the failures of their servers do.
 */
export async function diagnosticsText({ version, runtime, userData, state }: DiagnosticsFacts): Promise<string> {
  const crashes = await crashDumps(userData)
  const log = await lastLines(logPath(userData), mostLines)
  const { electron, chrome, node } = runtime
  const sections = [
    `Porthole ${version}`,
    [
      electron === undefined ? undefined : `Electron ${electron}, Chromium ${chrome ?? '?'}`,
      `Node ${node ?? '?'}`,
      `${os.type()} ${os.release()} ${os.arch()}`,
    ]
      .filter((part) => part !== undefined)
      .join('; '),
    `Data: ${atHome(userData)}`,
    `Crash dumps, kept on this computer and never sent: ${crashes.length === 0 ? 'none' : crashes.join(', ')}`,
    ...(state === undefined ? ['No window was asked.'] : stateLines(state)),
    log.length === 0 ? 'The log is empty.' : `The last lines of ${atHome(logPath(userData))}:`,
    // Once more: an older Porthole may have known fewer kinds of secrets.
    ...log.map((line) => `  ${atHome(logEntry(line))}`),
  ]
  return `${sections.join('\n')}\n`
}

function stateLines({ address, kubeconfig, clusters, active, settings, forwards }: AppState): readonly string[] {
  return [
    `Listener: ${address ?? 'not started'}`,
    `Kubeconfig: ${kubeconfig.found} of ${kubeconfig.files.length} files found${said(kubeconfig.failure)}`,
    `Settings: ${settings === null ? 'kept' : `not kept${said(settings)}`}`,
    `Forwarded ports: ${forwards.length}`,
    `Clusters: ${clusters.length}`,
    // Of many contexts most were never asked for.
    ...clusters.flatMap((one, at) => (one.id === active || one.state.phase !== 'idle' ? [clusterLine(one, at)] : [])),
  ]
}

/** A name of a context often is an account's, or a customer's: a report has its place in the list instead. */
function clusterLine({ state, version, services, source, contexts }: ClusterSummary, at: number): string {
  const count = services === null ? 'no list' : `${services} Services`
  const failed = 'failure' in state ? said(state.failure) : ''
  return `  ${at + 1}. ${source}, ${contexts.length} contexts, Kubernetes ${version ?? 'unknown'}, ${count}: ${state.phase}${failed}`
}

function said(failure: Failure | null): string {
  return failure === null ? '' : ` (${failure.code})`
}

/** Where crash reports lie is Crashpad's choice: one file each, in one of these folders. */
async function crashDumps(userData: string): Promise<readonly string[]> {
  const folders = ['completed', 'pending', 'reports', 'new'].map((name) => path.join(userData, 'Crashpad', name))
  const found = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => path.join(folder, name))),
  )
  return found
    .flat()
    .filter((file) => file.endsWith('.dmp'))
    .map(atHome)
}

/** The name of a person is in the path of their home. */
function atHome(text: string): string {
  const home = homeFolder()
  return home.length > 1 ? text.replaceAll(home, '~') : text
}
