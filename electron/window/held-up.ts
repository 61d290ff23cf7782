import { availableParallelism } from 'node:os'
import { app, type WebContents } from 'electron'
import { isToBlame, Lateness, lookInterval } from './lateness.ts'

const pages = new Set<WebContents>()
let timer: NodeJS.Timeout | undefined

/**
 * Ends a page that holds up main by what main is not told of: workers and service workers by the thousand.
 * Chromium answers for each in the thread that everybody waits for. Which page it is nobody says: it is the busiest.
 */
export function watchHeldUp(contents: WebContents, end: (contents: WebContents) => void): void {
  pages.add(contents)
  contents.once('destroyed', () => {
    pages.delete(contents)
    if (pages.size > 0) return
    clearInterval(timer)
    timer = undefined
  })
  if (timer) return
  const lateness = new Lateness()
  timer = setInterval(() => {
    const state = lateness.look(performance.now())
    if (state === 'calm') return
    // What each has used since the last time, so it is asked also when main has only become late.
    const busiest = toBlame()
    if (state === 'held-up' && busiest) end(busiest)
  }, lookInterval).unref()
}

function toBlame(): WebContents | undefined {
  const used = new Map(app.getAppMetrics().map(({ pid, cpu }) => [pid, cpu.percentCPUUsage]))
  let busiest: WebContents | undefined
  let most = 0
  for (const contents of pages) {
    const own = [...processesOf(contents)].reduce((sum, pid) => sum + (used.get(pid) ?? 0), 0)
    if (own > most) [busiest, most] = [contents, own]
  }
  return isToBlame(used.get(process.pid) ?? 0, most, availableParallelism()) ? busiest : undefined
}

/** Frames of other sites have processes of their own. */
function processesOf(contents: WebContents): Set<number> {
  try {
    return new Set(contents.mainFrame.framesInSubtree.map(({ osProcessId }) => osProcessId))
  } catch {
    // A page that has ended has no frames, and says so with an error.
    return new Set()
  }
}
