import type { WebContents } from 'electron'
import { killPage } from './kill-page.ts'

/** In so many ms … */
const period = 3_000
/** … a page may have main do so much: 200 frames that go somewhere, 2,000 moves within a page or titles, or 6,000 permissions. */
const most = 6_000

/** What a page has main do for it, which holds up the whole window and every other page when it does not end. */
const costs = { navigation: 30, move: 3, title: 3, permission: 1 } as const

interface Count {
  from: number
  cost: number
}

const counts = new WeakMap<WebContents, Count>()
const ended = new WeakSet<WebContents>()

/** Ends a page that navigates its frames without end: what it has asked for already would keep main busy for minutes. */
export function endFlood(contents: WebContents): void {
  contents.on('did-start-navigation', ({ isSameDocument }) => {
    // Honest ones move with the pointer: a map writes where it is into its address.
    countFor(contents, isSameDocument ? 'move' : 'navigation')
  })
  contents.on('page-title-updated', () => countFor(contents, 'title'))
}

/** Main does something for a page. */
export function countFor(contents: WebContents, what: keyof typeof costs, now = performance.now()): void {
  const count = counts.get(contents)
  if (!count || now - count.from > period) counts.set(contents, { from: now, cost: costs[what] })
  else if ((count.cost += costs[what]) > most && !ended.has(contents)) {
    // What it has asked for already is not held against the page that is loaded in its place.
    counts.set(contents, { from: now, cost: -Infinity })
    endPage(contents)
  }
}

/** Ends a page, and says so. */
export function endPage(contents: WebContents): void {
  ended.add(contents)
  killPage(contents)
}

/** Whether the end of a page's process was ours; said once. */
export const takeFlood = (contents: WebContents): boolean => ended.delete(contents)
