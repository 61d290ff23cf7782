import type { RefObject } from 'react'
import type { Dashboard } from '../../../shared/desk.ts'
import { run } from '../../app/run.ts'
import type { Axis } from '../../ui/reorder-rules.ts'
import { type ReorderItem, useReorder } from '../../ui/use-reorder.ts'

/** Lets pinned dashboards be dragged to another place among them; see {@link useReorder}. */
export function usePinOrder(
  list: RefObject<HTMLElement | null>,
  pins: readonly Dashboard[],
  axis?: Axis,
): (at: number) => ReorderItem {
  const place = (from: number, to: number) => {
    const dashboard = pins[from]
    if (dashboard) void run('desk.movePin', { dashboard, place: to })
  }
  return useReorder(list, JSON.stringify(pins), place, axis)
}
