import type { BrowserWindow, WebContents } from 'electron'

/** What the keeper needs of a page's contents. */
type Focusable = Pick<WebContents, 'focus' | 'isDestroyed' | 'isFocused'>
/** What it needs of the window. */
interface FocusWindow {
  webContents: Focusable
  isFocused: () => boolean
}

/** Whether a page may take the focus just now, of its own accord or by a key: one that is hidden or navigates may not. */
type MayTake = () => boolean

/**
 * Keeps the keyboard with whom its user gave it to. Electron gives the focus to every page that navigates, hidden ones and
 * the other one of a pair too (electron/electron#42578), so that a page which reloads itself would get what is typed into
 * another Service's password field. `focusOnNavigation` says no to that from Electron 41 on; before it, and for whatever
 * else a page may find, the focus goes back as soon as the window system lets it, and no key arrives meanwhile.
 */
export class FocusKeeper {
  readonly #window: FocusWindow
  readonly #later: (run: () => void) => unknown
  #holder: Focusable
  /** It has the focus, and is to give it back. */
  #taker: Focusable | undefined

  /** @param later runs a function when the change of focus is over: within it another one would be ignored */
  constructor(window: FocusWindow, later: (run: () => void) => unknown = setImmediate) {
    this.#window = window
    this.#later = later
    this.#holder = window.webContents
  }

  /** Gives a page the focus. */
  give(contents: Focusable): void {
    this.#holder = contents
    this.#taker = undefined
    contents.focus()
  }

  /** A page has the focus. Returns whether it may keep it. */
  took(contents: Focusable, mayTake: MayTake): boolean {
    if (contents !== this.#holder && (this.#taker === contents || !mayTake())) {
      this.#taker = contents
      this.#later(() => this.giveBack())
      return false
    }
    this.#holder = contents
    this.#taker = undefined
    return true
  }

  /** Whether what is typed is meant for a page that gets it. */
  mayType(contents: Focusable): boolean {
    return this.#taker !== contents
  }

  /** Somebody pressed a button of the mouse, or a finger, in a page: whatever it is about, they mean it. */
  pressed(contents: Focusable): void {
    if (this.#taker === contents || !contents.isFocused()) this.give(contents)
  }

  /** To focus a page is to focus its window: not in front of others, but when its user comes back to it. */
  giveBack(): void {
    if (!this.#taker || !this.#window.isFocused()) return
    if (this.#holder.isDestroyed()) this.#holder = this.#window.webContents
    this.give(this.#holder)
  }
}

const keepers = new WeakMap<BrowserWindow, FocusKeeper>()

/** The keeper of a window's focus. */
export function focusKeeper(window: BrowserWindow): FocusKeeper {
  const known = keepers.get(window)
  if (known) return known
  const keeper = new FocusKeeper(window)
  keepers.set(window, keeper)
  window.webContents.on('focus', () => keeper.took(window.webContents, () => true))
  window.on('focus', () => keeper.giveBack())
  return keeper
}

/** Keeps the focus from a page that nobody has turned to, and tells when somebody has. */
export function keepFocus(window: BrowserWindow, contents: WebContents, isShown: () => boolean, got: () => void): void {
  const keeper = focusKeeper(window)
  let navigates = false
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) navigates = true
  })
  const arrived = (): void => {
    navigates = false
  }
  contents.on('did-navigate', arrived)
  contents.on('did-stop-loading', arrived)
  contents.on('focus', () => {
    if (keeper.took(contents, () => isShown() && !navigates)) got()
  })
  contents.on('before-input-event', (event) => {
    if (!keeper.mayType(contents)) event.preventDefault()
  })
  contents.on('input-event', (_event, { type }) => {
    if (type === 'mouseDown' || type === 'touchStart' || type === 'gestureTap') keeper.pressed(contents)
  })
}
