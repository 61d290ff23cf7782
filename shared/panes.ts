import { z } from 'zod'
import type { Tab, TabsState } from './tabs-state.ts'

/** Where a page is on show: alone, or as one of two that stand side by side. */
export const paneSchema = z.enum(['whole', 'left', 'right'])
export type Pane = z.infer<typeof paneSchema>

/** What is on show, in order: a pair while the active tab is one of it, else the active tab alone, else nothing. */
export function panesOf({ tabs, active, split }: TabsState): readonly { pane: Pane; tab: Tab }[] {
  const isPair = split !== null && (active === split.left || active === split.right)
  const wanted = isPair
    ? ([
        ['left', split.left],
        ['right', split.right],
      ] as const)
    : ([['whole', active]] as const)
  return wanted.flatMap(([pane, id]) => {
    const tab = tabs.find((one) => one.id === id)
    return tab ? [{ pane, tab }] : []
  })
}

/** Whether a tab is one of the pair, on show or not. */
export function isPaired({ split }: Pick<TabsState, 'split'>, tab: number): boolean {
  return split !== null && (split.left === tab || split.right === tab)
}
