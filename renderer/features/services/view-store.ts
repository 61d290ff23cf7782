import { create } from 'zustand'
import { type Filter, noFilter } from './list-lines.ts'

/** A menu of a row: all that can be done with it, its ports, at the button or at the port cell, or what can be copied. */
export type MenuKind = 'row' | 'ports' | 'ports-at-cell' | 'copy'

/** Where the pointer asked for a menu, in pixels from the corner of its row. */
export interface MenuPoint {
  left: number
  top: number
}

interface View {
  filter: Filter
  /** The key of the row that was selected; null lets the best match of a search be it. */
  selected: string | null
  /** The row whose menu is open. */
  menu: { key: string; kind: MenuKind; at?: MenuPoint } | null
  /** The search field should take the focus as soon as it can. */
  searchWanted: boolean
}

const initial: View = { filter: noFilter, selected: null, menu: null, searchWanted: false }

/** What a person typed, chose and selected in the list: the only state of the Services that is the renderer's own. */
export const useView = create<View>()(() => initial)

/** Filters as they were left, by cluster, as long as the window lives. */
const left = new Map<string, Filter>()

/** Shows the whole list. */
export const resetView = () => useView.setState(initial)

/** Another cluster: what was typed for the one before does not apply, and what was for this one does again. */
export function turnView(from: string | null, to: string | null): void {
  if (from !== null) left.set(from, useView.getState().filter)
  useView.setState({ ...initial, filter: (to === null ? undefined : left.get(to)) ?? noFilter })
}

/** Narrows the list. What was selected gives way, so that Enter opens the best match. */
export function narrow(change: Partial<Filter>): void {
  useView.setState(({ filter }) => ({ filter: { ...filter, ...change }, selected: null, menu: null }))
}

export const select = (key: string | null) => useView.setState({ selected: key })

export const openMenu = (menu: View['menu']) =>
  useView.setState(menu === null ? { menu } : { menu, selected: menu.key })
