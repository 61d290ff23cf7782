import { type Dashboard, isPinned, isSame } from '../../../shared/desk.ts'
import type { AppState } from '../../../shared/app-state.ts'
import { portId, preferredPort, type ServicePort } from '../../../shared/service.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { clusterOf } from '../../../shared/cluster-of.ts'
import { useApp } from '../../app/app-store.ts'
import { useDesk } from '../../app/desk-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { copyProxyUrl } from '../copy-url/copy-actions.ts'
import { copyForwarded, forwardPort } from '../forwards/forward-actions.ts'
import { announce, complain } from '../notices/notice-store.ts'
import { knownProbe } from '../probe/probe-store.ts'
import { rowOf } from '../services/row-of.ts'
import { hasNoPage } from '../services/service-actions.ts'
import { useServices } from '../services/services-store.ts'
import { closeTab, openTab } from '../tabs/tab-actions.ts'

/** The dashboard that a tab shows. */
export const dashboardOf = ({ cluster, namespace, service, port }: Tab): Dashboard => ({
  cluster,
  namespace,
  name: service,
  port,
})

/** Pins a dashboard, or takes its pin away. */
export async function togglePin(dashboard: Dashboard): Promise<void> {
  const pinned = !isPinned(useDesk.getState(), dashboard)
  if (await run('desk.pin', { dashboard, pinned }))
    announce((pinned ? strings.desk.pinned : strings.desk.unpinned)(dashboard.name))
}

/** Moves a pin up (-1) or down (1). */
export async function movePin(dashboard: Dashboard, by: 1 | -1): Promise<void> {
  const { pins } = useDesk.getState()
  const place = pins.findIndex((pin) => isSame(pin, dashboard)) + by
  if (place >= 0 && place < pins.length) await run('desk.movePin', { dashboard, place })
}

export async function forgetRecent(dashboard: Dashboard): Promise<void> {
  await run('desk.forget', dashboard)
}

/** Whether the cluster of a dashboard is there no more: its context was removed, or it is the demo's, which has not begun. */
export function isGone(state: AppState | null, { cluster }: Dashboard): boolean {
  return state !== null && state.kubeconfig.failure === null && clusterOf(state.clusters, cluster) === undefined
}

/**
 * Opens a dashboard that was kept, or forwards its port where it is known to have no page, as its row would. The demo
 * cluster begins for it; of a context that is gone it says so.
 */
export async function openKept(dashboard: Dashboard): Promise<void> {
  if (isGone(useApp.getState().state, dashboard)) {
    if (!isOfDemo(dashboard)) {
      complainOfGone(dashboard)
      return
    }
    if (!(await run('demo.open', undefined))) return
    await rowsHere(dashboard.cluster)
  }
  const open = useTabs.getState().tabs.some((tab) => isSame(dashboardOf(tab), dashboard))
  const port = open ? undefined : await pagelessPort(dashboard)
  await (port ? forwardPort(dashboard, port) : openTab(dashboard))
}

/** Copies the proxy URL of a dashboard that was kept, or where its port is on this computer if it has no page. */
export async function copyKept(dashboard: Dashboard): Promise<void> {
  const port = await pagelessPort(dashboard)
  await (port ? copyForwarded(dashboard, port) : copyProxyUrl(dashboard))
}

/** How long the first rows of the demo are waited for, ms: it is on this computer. */
const demoLimit = 2000

/** Settles when the Services of a cluster that comes on screen are known: by them a database is told from a dashboard. */
function rowsHere(id: string): Promise<void> {
  const here = ({ cluster, rows }: ReturnType<typeof useServices.getState>) => cluster === id && rows.length > 0
  if (here(useServices.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, demoLimit)
    const stop = useServices.subscribe((services) => here(services) && done())
  })
}

async function pagelessPort({ cluster, namespace, name, port: named }: Dashboard): Promise<ServicePort | undefined> {
  const row = await rowOf(cluster, `${namespace}/${name}`)
  const port = named === '' ? row && preferredPort(row) : row?.ports.find((one) => portId(one) === named)
  return row && port && hasNoPage(row, port, knownProbe(cluster, row, port)) ? port : undefined
}

function complainOfGone(dashboard: Dashboard): void {
  const forget = { label: strings.desk.forgetIt, run: () => void forgetEverywhere(dashboard) }
  complain(strings.desk.gone(dashboard.cluster), strings.desk.goneHint, forget)
}

/** Takes a dashboard out of pinned, recent and open ones. */
export async function forgetEverywhere(dashboard: Dashboard): Promise<void> {
  const kept = useDesk.getState()
  const open = useTabs.getState().tabs.find((tab) => isSame(dashboardOf(tab), dashboard))
  if (isPinned(kept, dashboard)) await run('desk.pin', { dashboard, pinned: false })
  if (kept.recents.some((one) => isSame(one, dashboard))) await run('desk.forget', dashboard)
  if (open) await closeTab(open.id)
  announce(strings.desk.forgotten(dashboard.name))
}

/** Whether it is the demo's, which begins when it is asked for. */
export const isOfDemo = ({ cluster }: Pick<Dashboard, 'cluster'>): boolean => demoIds.has(cluster)

/** What `openDemo` in electron/core calls it. */
const demoIds: ReadonlySet<string> = new Set(['demo', 'porthole-demo'])

/** Opens the nth pinned dashboard, counted from 1; false when there are not as many. */
export function openPin(place: number): boolean {
  const pin = useDesk.getState().pins[place - 1]
  if (pin) void openKept(pin)
  return pin !== undefined
}
