import { type Dashboard, isPinned, isSame } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { announce } from '../notices/notice-store.ts'
import { openTab } from '../tabs/tab-actions.ts'

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

/** Opens the nth pinned dashboard, counted from 1; false when there are not as many. */
export function openPin(place: number): boolean {
  const pin = useDesk.getState().pins[place - 1]
  if (pin) void openTab(pin)
  return pin !== undefined
}
