import { isPaired } from '../../../shared/panes.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { othersByUse, useTabs } from '../../app/tabs-store.ts'
import { announce, complain } from '../notices/notice-store.ts'

/** Shows two tabs side by side. The one on show stays first, else that which stands first in the strip. */
export async function showBeside(tab: number, other: number): Promise<void> {
  const { tabs, active } = useTabs.getState()
  const placeOf = (id: number) => (id === active ? -1 : tabs.findIndex((one) => one.id === id))
  const [left, right] = placeOf(tab) < placeOf(other) ? [tab, other] : [other, tab]
  const title = (id: number) => tabs.find((one) => one.id === id)?.title ?? ''
  if (await run('tabs.split', { left, right })) announce(strings.tabs.split.begun(title(left), title(right)))
}

export async function swapSides(): Promise<void> {
  const { split } = useTabs.getState()
  if (split) await run('tabs.split', { left: split.right, right: split.left })
}

/** Shows the active tab of the pair alone again. */
export async function endSplit(): Promise<void> {
  if (await run('tabs.unsplit', undefined)) announce(strings.tabs.split.ended)
}

/** Shows the tab beside the one that was looked at before it, or alone again. False on the Services. */
export function toggleSplit(): boolean {
  const state = useTabs.getState()
  const { active } = state
  if (active === null) return false
  const [other] = othersByUse(state, active)
  if (isPaired(state, active)) void endSplit()
  else if (other) void showBeside(active, other.id)
  else complain(strings.tabs.split.alone, strings.tabs.split.openAnother)
  return true
}
