import { ownProtocol } from '../../../shared/own-protocols.ts'
import { mayShowPage, type Probe } from '../../../shared/probe.ts'
import type { ServiceRef } from '../../../shared/service-ref.ts'
import { portId, isOpenable, preferredPort, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { copyProxyUrl } from '../copy-url/copy-actions.ts'
import { copyForwarded, forwardPort } from '../forwards/forward-actions.ts'
import { complain } from '../notices/notice-store.ts'
import { openTab } from '../tabs/tab-actions.ts'
import { shownName, whyNothingOpenable } from './port-words.ts'

/** How to name a row and one of its ports to main; without a port it is the preferred one. */
export function refOf(cluster: string, row: ServiceRow, port?: ServicePort): ServiceRef {
  return { cluster, namespace: row.namespace, name: row.name, port: port ? portId(port) : '' }
}

/** Opens the dashboard of a row, or says why there is none to open. */
export async function openService(cluster: string, row: ServiceRow, port?: ServicePort): Promise<void> {
  const reason = whyNothingOpenable(row)
  if (reason === undefined) await openTab(refOf(cluster, row, port))
  else complain(strings.notOpenable.title(shownName(row)), reason)
}

/** Whether a port is known to have no page, by what it answered, else by what it is called. */
export function hasNoPage(row: ServiceRow, port: ServicePort, probe: Probe | undefined): boolean {
  if (!isOpenable(row, port)) return false
  const known = probe !== undefined && probe.speaks !== 'unreachable'
  return known ? !mayShowPage(probe) : ownProtocol(port) !== undefined
}

/** The port that is forwarded instead of opened, having no page: that is what a person is here for. */
export function forwardedPort(row: ServiceRow, probe: Probe | undefined): ServicePort | undefined {
  const port = preferredPort(row)
  return port && hasNoPage(row, port, probe) ? port : undefined
}

/** What the filled button of a row says, and Enter and a click on the row do. */
export async function actOnService(cluster: string, row: ServiceRow, probe: Probe | undefined): Promise<void> {
  const port = forwardedPort(row, probe)
  await (port ? forwardPort(refOf(cluster, row), port) : openService(cluster, row))
}

/** Copies the proxy URL of a row, or, of one that is forwarded, where it is on this computer. */
export async function copyService(cluster: string, row: ServiceRow, probe: Probe | undefined): Promise<void> {
  const port = forwardedPort(row, probe)
  await (port ? copyForwarded(refOf(cluster, row), port) : copyProxyUrl(refOf(cluster, row)))
}
