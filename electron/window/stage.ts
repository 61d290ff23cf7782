import type { BrowserWindow } from 'electron'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { type Pane, panesOf } from '../../shared/panes.ts'
import { viewPlace, type Bounds } from './view-bounds.ts'

/** What of a page's view the stage needs. */
export interface StagedView {
  readonly isFocused: boolean
  place: (bounds: Bounds | undefined) => void
  focus: () => void
}

/** Makes the views agree with the state: those in panes where the renderer lets them draw, all others hidden. */
export class Stage<V extends StagedView> {
  readonly #window: BrowserWindow
  readonly #views: { entries: () => Iterable<[number, V]> }
  readonly #live: (tab: Tab) => V
  /** Where the renderer lets the page in a pane draw; null while something overlaps it, absent before it has said so. */
  readonly #boxes = new Map<Pane, Bounds | null>()
  /** What the renderer was told last to have on show: its words about other panes come late, and count no more. */
  #panes: readonly Pane[] = []
  /** The active page wants the focus as soon as it can be seen. */
  #focusWanted = false

  /** @param live the view of a tab that is about to be shown, made where there is none */
  constructor(window: BrowserWindow, views: { entries: () => Iterable<[number, V]> }, live: (tab: Tab) => V) {
    this.#window = window
    this.#views = views
    this.#live = live
  }

  /** Whether the active page is to have the focus when it can be seen next. */
  wantFocus(wanted: boolean): void {
    this.#focusWanted = wanted
  }

  /** The renderer is told of a state: from tab to tab a place stays; what was not on show meanwhile gets its place anew. */
  told(state: TabsState): void {
    this.#panes = panesOf(state).map(({ pane }) => pane)
    for (const pane of this.#boxes.keys()) if (!this.#panes.includes(pane)) this.#boxes.delete(pane)
  }

  /** Takes what the renderer says of a pane's place; false when it speaks of one that is no longer on show. */
  took(pane: Pane, box: Bounds | null): boolean {
    if (!this.#panes.includes(pane)) return false
    this.#boxes.set(pane, box)
    return true
  }

  /** Places, hides and focuses the pages as a state has them. */
  arrange(state: TabsState): void {
    if (this.#window.isDestroyed()) return
    const zoom = this.#window.webContents.getZoomFactor()
    const { active } = state
    // The active one last: it is the most recent.
    const shown = panesOf(state).toSorted((a, b) => Number(a.tab.id === active) - Number(b.tab.id === active))
    const boxes = new Map<V, Bounds | null | undefined>()
    let page: V | undefined
    for (const { pane, tab } of shown) {
      const view = this.#live(tab)
      boxes.set(view, tab.problem === null ? this.#boxes.get(pane) : null)
      if (tab.id === active) page = view
    }
    const place = page && viewPlace(boxes.get(page), zoom)
    // A page that had the focus when something overlapped it has it again afterwards.
    if (page?.isFocused && place === 'hidden') this.#focusWanted = true
    for (const [, view] of this.#views.entries()) {
      const its = boxes.has(view) ? viewPlace(boxes.get(view), zoom) : 'hidden'
      if (its !== 'as it is') view.place(its === 'hidden' ? undefined : its)
    }
    if (!page || typeof place !== 'object' || !this.#focusWanted) return
    this.#focusWanted = false
    page.focus()
  }
}
