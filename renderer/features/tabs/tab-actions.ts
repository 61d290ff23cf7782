import { panesOf } from '../../../shared/panes.ts'
import type { ServiceRef } from '../../../shared/service-ref.ts'
import type { ScreenId } from '../../../shared/screen.ts'
import type { TabsState } from '../../../shared/tabs-state.ts'
import { announce } from '../notices/notice-store.ts'
import { allPlaces, currentPlace, type Place } from '../../app/place.ts'
import { run } from '../../app/run.ts'
import { turnToScreen, useScreens } from '../../app/screen-store.ts'
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
  if (tab === null) turnToScreen(null)
  const before = useTabs.getState()
  if (before.active === tab) return
  // From page to page in one place the window turns at once: main need only swap what it draws there.
  const ahead = { ...before, active: tab }
  const atOnce = samePanes(before, ahead)
  if (atOnce) useTabs.setState({ active: tab })
  const turned = await run('tabs.activate', { tab })
  if (atOnce && !turned && useTabs.getState().active === tab) useTabs.setState({ active: before.active })
}

/** Whether the same places are on show: main hears of any other place only once it has turned to it. */
function samePanes(a: TabsState, b: TabsState): boolean {
  const [was, is] = [a, b].map((state) => panesOf(state).map(({ pane }) => pane))
  return String(was) === String(is)
}

/** Shows a screen, in the place of the Services. */
export async function showScreen(screen: ScreenId): Promise<void> {
  turnToScreen(screen)
  if (useTabs.getState().active !== null) await run('tabs.activate', { tab: null })
}

async function show(place: Place): Promise<void> {
  await (typeof place === 'string' ? showScreen(place) : showTab(place))
}

export async function closeTab(tab: number | null): Promise<void> {
  if (tab !== null) await run('tabs.close', { tab })
}

export async function closeOthers(than: number): Promise<void> {
  for (const { id } of useTabs.getState().tabs) if (id !== than) await closeTab(id)
}

/** The next tab (1) or the previous one (-1), round and round; the Services are the first. */
export async function turnTab(by: 1 | -1): Promise<void> {
  const all = allPlaces()
  const next = all[(all.indexOf(currentPlace()) + by + all.length) % all.length]
  if (next !== undefined) await show(next)
}

/** The nth place in the strip: 1 is the Services, 9 the last tab, as in browsers. */
export async function showNth(nth: number): Promise<void> {
  const all = allPlaces()
  const place = nth === 9 ? all.at(-1) : all[nth - 1]
  if (place !== undefined) await show(place)
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
  if (answer && title !== undefined) {
    announce(strings.tabs.moved(title, answer.value + 2 + useScreens.getState().open.length))
  }
}
