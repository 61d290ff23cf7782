import type { WebContents } from 'electron'
import type { OriginTarget } from '../../shared/origin.ts'
import { judgeNavigation } from './navigation.ts'
import type { UserActivation } from './user-activation.ts'

export interface PageRoutes {
  /** Opens another Service's page in a tab of its own. */
  openTab: (target: OriginTarget, url: string) => void
  /** Opens a page in the system's browser. */
  openOutside: (url: string) => void
  /** The page was sent to another origin before there was anything to show: where to, and whether that was opened. */
  sentAway: (url: string, opened: boolean) => void
}

/**
 * Keeps a page on its own origin. What leads elsewhere is stopped and, when it follows from something its user did, opened
 * where it belongs: once per act.
 *
 * @param origin of the tab
 * @returns takes a URL where a link to it would lead
 */
export function guardPage(
  contents: WebContents,
  origin: string,
  activation: UserActivation,
  routes: PageRoutes,
): (url: string) => void {
  let arrived = false
  contents.once('did-navigate', () => {
    arrived = true
  })
  const route = (url: string): void => {
    const verdict = judgeNavigation(url, true, origin)
    if (verdict.go === 'here') {
      contents.loadURL(url).catch(() => undefined)
      return
    }
    const opened = verdict.go !== 'nowhere' && activation.take()
    if (opened && verdict.go === 'tab') routes.openTab(verdict.target, verdict.url)
    if (opened && verdict.go === 'outside') routes.openOutside(verdict.url)
    if (!arrived) routes.sentAway(url, opened)
  }
  const check = (details: { preventDefault: () => void; url: string; isMainFrame: boolean }): void => {
    if (judgeNavigation(details.url, details.isMainFrame, origin).go === 'here') return
    details.preventDefault()
    if (details.isMainFrame) route(details.url)
  }
  contents.on('input-event', (_event, input) => activation.input(input.type))
  // `will-navigate` is the same attempt of the main frame once more.
  contents.on('will-frame-navigate', check)
  contents.on('will-redirect', check)
  contents.setWindowOpenHandler(({ url }) => {
    route(url)
    return { action: 'deny' }
  })
  return route
}
