import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { noTabs, withActive, withSplit, withTab } from './tab-list.ts'
import { Stage, type StagedView } from './stage.ts'
import type { Bounds } from './view-bounds.ts'

/** A view that keeps what was done to it. */
class Seen implements StagedView {
  isFocused = false
  bounds: Bounds | undefined

  place(bounds: Bounds | undefined): void {
    this.bounds = bounds
    if (!bounds) this.isFocused = false
  }

  focus(): void {
    this.isFocused = true
  }
}

const window = { isDestroyed: () => false, webContents: { getZoomFactor: () => 1 } } as unknown as BrowserWindow
const box = { x: 10, y: 20, width: 300, height: 200 }
const service = (name: string) => ({ cluster: 'demo', namespace: 'shop', name, port: '' })
const two = withTab(withTab(noTabs, 1, service('a'), 'http://a.localhost/'), 2, service('b'), 'http://b.localhost/')

function staged(): { stage: Stage<Seen>; views: Map<number, Seen> } {
  const views = new Map<number, Seen>()
  const live = ({ id }: Tab): Seen => {
    const view = views.get(id) ?? new Seen()
    views.set(id, view)
    return view
  }
  return { stage: new Stage(window, views, live), views }
}

function show(stage: Stage<Seen>, state: TabsState, at: Bounds | null = box): void {
  stage.told(state)
  stage.took('whole', at)
  stage.arrange(state)
}

test('the page on show is where the renderer lets it be, and all others are hidden', () => {
  const { stage, views } = staged()
  show(stage, withActive(two, 1))
  show(stage, withActive(two, 2))
  expect(views.get(1)?.bounds).toBeUndefined()
  expect(views.get(2)?.bounds).toEqual(box)
})

test('a page that is to have the focus gets it when it can be seen, once', () => {
  const { stage, views } = staged()
  const state = withActive(two, 1)
  stage.wantFocus(true)
  show(stage, state, null)
  expect(views.get(1)?.isFocused).toBe(false)
  show(stage, state)
  expect(views.get(1)?.isFocused).toBe(true)
  views.get(1)?.place(undefined)
  stage.arrange(state)
  expect(views.get(1)?.isFocused).toBe(false)
})

test('a page that had the focus when something overlapped it has it again afterwards', () => {
  const { stage, views } = staged()
  const state = withActive(two, 1)
  stage.wantFocus(true)
  show(stage, state)
  show(stage, state, null)
  expect(views.get(1)?.isFocused).toBe(false)
  show(stage, state)
  expect(views.get(1)?.isFocused).toBe(true)
})

test('what is said late of a pane that is no longer on show counts no more', () => {
  const { stage } = staged()
  stage.told(withSplit(withActive(two, 1), 1, 2))
  expect(stage.took('right', box)).toBe(true)
  stage.told(withActive(two, 1))
  expect(stage.took('right', box)).toBe(false)
})
