import type { ServiceRef } from '../../../shared/contract.ts'
import { announce } from '../notices/notice-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'

let opening = ''

/** Opens a Service's dashboard. A second click while the first is under way does nothing. */
export async function openTab(service: ServiceRef): Promise<void> {
  const id = JSON.stringify(service)
  if (opening === id) return
  opening = id
  await run('tabs.open', service)
  opening = ''
}

/** Shows a tab, or the Services for null. */
export async function showTab(tab: number | null): Promise<void> {
  if (useTabs.getState().active !== tab) await run('tabs.activate', { tab })
}

export async function closeTab(tab: number | null): Promise<void> {
  if (tab !== null) await run('tabs.close', { tab })
}

/** The next tab (1) or the previous one (-1), round and round; the Services are the first. */
export async function turnTab(by: 1 | -1): Promise<void> {
  const { tabs, active } = useTabs.getState()
  const all = [null, ...tabs.map(({ id }) => id)]
  const next = all[(all.indexOf(active) + by + all.length) % all.length]
  if (next !== undefined) await showTab(next)
}

/** The nth place in the strip: 1 is the Services, 9 the last tab, as in browsers. */
export async function showPlace(place: number): Promise<void> {
  const all = [null, ...useTabs.getState().tabs.map(({ id }) => id)]
  const tab = place === 9 ? all.at(-1) : all[place - 1]
  if (tab !== undefined) await showTab(tab)
}

/** Moves the tab on show to the left (-1) or to the right (1). */
export async function moveTab(by: 1 | -1): Promise<void> {
  const { tabs, active } = useTabs.getState()
  const place = tabs.findIndex(({ id }) => id === active)
  if (active !== null && tabs[place + by]) await placeTab(active, place + by)
}

/** Moves a tab to a place among the dashboards, counted from 0. */
export async function placeTab(tab: number, place: number): Promise<void> {
  const answer = await run('tabs.move', { tab, place })
  const title = useTabs.getState().tabs.find(({ id }) => id === tab)?.title
  if (answer && title !== undefined) announce(strings.tabs.moved(title, place + 2))
}
