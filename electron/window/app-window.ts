import { BrowserWindow, nativeTheme, type WebContents } from 'electron'
import type { PlacedWindow } from './window-place.ts'
import { reached } from './milestones.ts'
import { refusePermissions } from './permissions.ts'

export interface AppWindowOptions {
  /** The page to show: `app://porthole/`, or a development server's. */
  url: string
  /** The absolute path of the bundled preload script. */
  preload: string
  /** Where it was last time; without it, in the middle. */
  place: PlacedWindow | undefined
  /** Not shown before somebody asks for it. */
  hidden: boolean
}

/** The page's background (`--bg` of its tokens), so that nothing flashes before it has painted. */
const backgrounds = { light: '#fcfcfd', dark: '#101317' }

/** Creates the one window, hidden until its page has painted, and has it load its page. */
export function createAppWindow({ url, preload, place, hidden }: AppWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Porthole',
    ...(place ? { x: place.x, y: place.y, width: place.width, height: place.height } : { width: 1280, height: 800 }),
    minWidth: 640,
    minHeight: 420,
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // The page is the same at each start: what V8 has made of it is kept from the first on, not from the second.
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  reached('window-created')
  window.once('ready-to-show', () => {
    reached('ready-to-show')
    if (!hidden) window.show()
  })
  window.once('show', () => {
    if (place?.maximized === true) window.maximize()
  })
  const themed = () => window.setBackgroundColor(background())
  nativeTheme.on('updated', themed)
  window.once('closed', () => nativeTheme.off('updated', themed))
  refusePermissions(window.webContents.session)
  keepPage(window.webContents, new URL(url))
  reloadAfterCrash(window.webContents)
  reached('page-asked')
  // A failure is on the screen, and nobody waits for this promise.
  window.loadURL(url).catch(() => undefined)
  return window
}

/** Tells where the window is whenever it was moved, resized or maximized, from when it shows first. */
export function followPlace(window: BrowserWindow, moved: (place: PlacedWindow) => void): void {
  const report = () => moved({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  const follow = () => {
    window.on('resize', report)
    window.on('move', report)
    window.on('maximize', report)
    window.on('unmaximize', report)
  }
  if (window.isVisible()) follow()
  else window.once('show', follow)
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light
}

/** The page stays what it is: it goes nowhere, opens nothing, and its links lead to the system's browser. */
function keepPage(contents: WebContents, page: URL): void {
  const refuse = (details: { preventDefault: () => void; url: string }) => {
    // A development server reloads the page it serves.
    if (page.protocol === 'http:' && details.url.startsWith(`${page.origin}/`)) return
    details.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.setWindowOpenHandler(({ url }) => {
    // By then long read: the rules of addresses are more code than all else that a window needs.
    void import('./external-links.ts').then(({ openOutside }) => openOutside(url))
    return { action: 'deny' }
  })
}

/** Reloads a crashed page, but not one that crashes again and again: at most thrice in a minute. */
function reloadAfterCrash(contents: WebContents): void {
  let crashes: number[] = []
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = performance.now()
    crashes = [...crashes.filter((at) => now - at < 60_000), now]
    if (crashes.length <= 3) contents.reload()
  })
}
