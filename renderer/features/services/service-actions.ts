import type { ServiceRef } from '../../../shared/service-ref.ts'
import type { ServicePort, ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { copyProxyUrl } from '../copy-url/copy-actions.ts'
import { complain } from '../notices/notice-store.ts'
import { openTab } from '../tabs/tab-actions.ts'
import { portId, shownName, whyNothingOpenable } from './port-words.ts'

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

export async function copyServiceUrl(cluster: string, row: ServiceRow): Promise<void> {
  await copyProxyUrl(refOf(cluster, row))
}
