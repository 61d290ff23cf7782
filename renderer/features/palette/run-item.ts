import { type Desk, isPinned } from '../../../shared/desk.ts'
import type { ServiceRef } from '../../../shared/service-ref.ts'
import { showCluster } from '../clusters/cluster-actions.ts'
import { copyKept, togglePin } from '../desk/desk-actions.ts'
import { knownProbe } from '../probe/probe-store.ts'
import { actOnService, copyService, forwardedPort, refOf } from '../services/service-actions.ts'
import { showTab } from '../tabs/tab-actions.ts'
import type { PaletteItem } from './palette-items.ts'
import { closePalette, leavePalette } from './palette-store.ts'

/** Does what a line stands for. */
export function runItem(item: PaletteItem): void {
  if (item.kind === 'command' && item.command.stays) leavePalette()
  else closePalette()
  switch (item.kind) {
    case 'service':
      void actOnService(item.cluster.id, item.row, knownProbe(item.cluster.id, item.row))
      return
    case 'tab':
      void showTab(item.tab.id)
      return
    case 'cluster':
      void showCluster(item.cluster.id)
      return
    case 'command':
      item.command.run()
  }
}

/** Whether Enter on a line forwards a port: there is no page to open. */
export function isForwarded(item: PaletteItem | undefined): boolean {
  return item?.kind === 'service' && forwardedPort(item.row, knownProbe(item.cluster.id, item.row)) !== undefined
}

/** The Service that a line is about. */
export function serviceOf(item: PaletteItem | undefined): ServiceRef | undefined {
  if (item?.kind === 'service') return refOf(item.cluster.id, item.row)
  if (item?.kind !== 'tab') return undefined
  const { cluster, namespace, service, port } = item.tab
  return { cluster, namespace, name: service, port }
}

/** Copies the proxy URL of a line's Service, or its address where it is forwarded; false when it is about none. */
export function copyItem(item: PaletteItem | undefined): boolean {
  const service = serviceOf(item)
  if (!service) return false
  leavePalette()
  if (item?.kind === 'service') void copyService(item.cluster.id, item.row, knownProbe(item.cluster.id, item.row))
  else void copyKept(service)
  return true
}

/** Pins a line's Service, or takes its pin away; false when it is about none. */
export function pinItem(item: PaletteItem | undefined): boolean {
  const service = serviceOf(item)
  if (!service) return false
  leavePalette()
  void togglePin(service)
  return true
}

/** Whether a line's Service is pinned. */
export function isItemPinned(item: PaletteItem | undefined, desk: Desk): boolean {
  const service = serviceOf(item)
  return service !== undefined && isPinned(desk, service)
}
