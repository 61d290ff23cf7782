import type { WebContents } from 'electron'

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

/**
 * Ends a page, and says so. By its process: to crash it Chromium asks the page itself, which may have no time for that, and then
 * writes down all that its thousands of workers were about.
 */
export function endPage(contents: WebContents): void {
  ended.add(contents)
  const pid = contents.getOSProcessId()
  // None is 0, which would mean our own and all its children.
  if (pid > 0) process.kill(pid, 'SIGKILL')
}

/** Whether the end of a page's process was ours; said once. */
export const takeFlood = (contents: WebContents): boolean => ended.delete(contents)
