import { beforeEach, expect, test } from 'vitest'
import { FocusKeeper } from './focus-keeper.ts'

/** As the window system has it: one of them has the focus, and whoever gets it is told at once. */
let focused: Page
let active: boolean
let due: (() => void)[]

function turnTo(page: Page): void {
  focused = page
}

class Page {
  destroyed = false
  mayTake = true
  kept: boolean | undefined
  focus(): void {
    turnTo(this)
    this.kept = keeper.took(this, () => this.mayTake)
  }
  isFocused(): boolean {
    return focused === this
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
}

/** The change of focus is over. */
function settle(): void {
  for (const run of due.splice(0)) run()
}

let own: Page
let chat: Page
let notes: Page
let keeper: FocusKeeper

beforeEach(() => {
  active = true
  due = []
  own = new Page()
  chat = new Page()
  notes = new Page()
  focused = own
  keeper = new FocusKeeper({ webContents: own, isFocused: () => active }, (run) => due.push(run))
})

test('a page that may not take the focus gives it back, and nothing is typed into it meanwhile', () => {
  keeper.give(chat)
  notes.mayTake = false
  notes.focus()
  expect(notes.kept).toBe(false)
  expect(keeper.mayType(notes)).toBe(false)
  settle()
  expect(focused).toBe(chat)
  expect(keeper.mayType(chat)).toBe(true)
  keeper.give(notes)
  expect(keeper.mayType(notes)).toBe(true)
})

test('a page that somebody turned to keeps it, navigating or not', () => {
  chat.mayTake = false
  keeper.give(chat)
  chat.focus()
  settle()
  expect(chat.kept).toBe(true)
  expect(focused).toBe(chat)
})

test('a page that is pressed while it navigates has the focus', () => {
  notes.mayTake = false
  notes.focus()
  keeper.pressed(notes)
  settle()
  expect(focused).toBe(notes)
  expect(keeper.mayType(notes)).toBe(true)
  chat.mayTake = false
  chat.focus()
  settle()
  expect(focused).toBe(notes)
})

test('the focus does not go back in front of other windows, but when this one has it again', () => {
  keeper.give(chat)
  active = false
  notes.mayTake = false
  notes.focus()
  settle()
  expect(focused).toBe(notes)
  active = true
  // The window system remembers who had it, who does not navigate any more.
  notes.mayTake = true
  notes.focus()
  expect(keeper.mayType(notes)).toBe(false)
  keeper.giveBack()
  expect(focused).toBe(chat)
  notes.focus()
  settle()
  expect(focused).toBe(notes)
})

test('where the one before is gone the app has it', () => {
  keeper.give(chat)
  chat.destroyed = true
  notes.mayTake = false
  notes.focus()
  settle()
  expect(focused).toBe(own)
})
