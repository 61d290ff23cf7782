import type { BrowserWindowConstructorOptions, LoadURLOptions, WebContents, WebPreferences } from 'electron'
import type { OriginTarget } from '../../shared/origin.ts'
import { firstRequest } from './first-request.ts'
import { judgeNavigation } from './navigation.ts'
import type { UserActivation } from './user-activation.ts'

/** A window that a page opens on its own origin. */
export interface OpenedWindow {
  url: string
  /** What Chromium has made for it, tied to its opener; undefined for a link that was opened beside the page. */
  made: WebContents | undefined
  /** How its page is asked for, where nothing was made for it. */
  request?: LoadURLOptions
  /** Its user stays with the page. */
  inBackground: boolean
}

/** Gives the windows of a page a place. */
export interface WindowOpener {
  mayOpen: () => boolean
  preferences: WebPreferences
  /** Returns the contents of the window: those that were made for it, if any. */
  open: (opened: OpenedWindow) => WebContents
}

export interface PageRoutes {
  /** Without it no window opens. */
  windows?: WindowOpener
  /** Opens another Service's page in a tab of its own. */
  openTab: (target: OriginTarget, url: string) => void
  /** Opens a page in the system's browser. */
  openOutside: (url: string) => void
  /** The page was sent to another origin before there was anything to show: where to, and whether that was opened. */
  sentAway: (url: string, opened: boolean) => void
}

/** What Electron hands to `createWindow`; its types lack the contents. */
type WindowOptions = BrowserWindowConstructorOptions & { webContents?: WebContents }

/**
 * Keeps a page on its own origin. What leads elsewhere is stopped and, when it follows from something its user did, opened
 * where it belongs: once per act.
 *
 * @param origin of the tab
 * @param isWindow a page of the origin has opened it
 * @returns takes a URL where a link to it would lead
 */
export function guardPage(
  contents: WebContents,
  origin: string,
  activation: UserActivation,
  routes: PageRoutes,
  isWindow = false,
): (url: string) => void {
  let arrived = false
  contents.once('did-navigate', () => {
    arrived = true
  })
  const route = (url: string): void => {
    const verdict = judgeNavigation(url, true, origin, isWindow)
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
    if (judgeNavigation(details.url, details.isMainFrame, origin, isWindow).go === 'here') return
    details.preventDefault()
    if (details.isMainFrame) route(details.url)
  }
  contents.on('input-event', (_event, input) => activation.input(input.type))
  // That one does not tell of frames in processes of their own, sandboxes among them; this one comes with Electron 37.
  contents.on('before-mouse-event', (_event, { type }) => activation.input(type))
  // `will-navigate` is the same attempt of the main frame once more.
  contents.on('will-frame-navigate', check)
  contents.on('will-redirect', check)
  contents.setWindowOpenHandler((details) => {
    const { url, disposition } = details
    const { windows } = routes
    const isOwn = judgeNavigation(url, true, origin, true).go === 'here'
    if (!isOwn) route(url)
    if (!isOwn || !windows?.mayOpen() || !activation.takeInput()) return { action: 'deny' }
    const inBackground = disposition === 'background-tab'
    return {
      action: 'allow',
      // As in a browser.
      outlivesOpener: true,
      overrideBrowserWindowOptions: { webPreferences: windows.preferences },
      createWindow: ({ webContents: made }: WindowOptions) =>
        windows.open({ url, made, request: firstRequest(details), inBackground }),
    }
  })
  return route
}
