import { dialog, WebContentsView, type BrowserWindow, type WebContents } from 'electron'
import { guardPage, type PageRoutes } from './page-guard.ts'
import { elsewhereProblem } from './page-problem.ts'
import { reportPage } from './page-report.ts'
import { keyMeaning, type PageAction } from './shortcuts.ts'
import type { PartitionOwner } from './partition.ts'
import type { TabPatch } from './tab-list.ts'
import { UserActivation } from './user-activation.ts'
import type { Bounds } from './view-bounds.ts'
import { serviceSession } from './view-session.ts'
import type { Shortcut } from '../../shared/contract.ts'

export interface ServiceViewOptions {
  window: BrowserWindow
  owner: PartitionOwner
  /** The origin the page stays on. */
  origin: string
  report: (patch: TabPatch) => void
  shortcut: (shortcut: Shortcut) => void
  /** The page closed itself. */
  gone: () => void
  routes: Pick<PageRoutes, 'openTab' | 'openOutside'>
}

/** One embedded page: a native view above the app's page, with no way to anything of ours. */
export class ServiceView {
  readonly #window: BrowserWindow
  readonly #view: WebContentsView
  readonly #contents: WebContents
  readonly #activation = new UserActivation()
  #closed = false

  constructor(options: ServiceViewOptions) {
    const { window, owner, origin, report } = options
    this.#window = window
    this.#view = new WebContentsView({
      webPreferences: {
        session: serviceSession(owner),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        safeDialogs: true,
      },
    })
    this.#contents = this.#view.webContents
    this.#view.setVisible(false)
    // A page that loads before it is shown lays itself out once, not first for a width of nothing.
    this.#view.setBounds({ x: 0, y: 0, ...contentSize(window) })
    window.contentView.addChildView(this.#view)
    reportPage(this.#contents, owner.service, origin, report)
    guardPage(this.#contents, origin, this.#activation, {
      ...options.routes,
      sentAway: (to, opened) => report({ problem: elsewhereProblem(to, opened), loading: false }),
    })
    this.#takeKeys(options.shortcut)
    this.#askBeforeUnload()
    this.#contents.once('destroyed', () => {
      if (!this.#closed) options.gone()
    })
  }

  /** Goes to an address; what becomes of it is reported. */
  load(url: string): void {
    this.#activation.grant()
    this.#contents.loadURL(url).catch(() => undefined)
  }

  /** Shows the page in a place of the window, or hides it (its state stays). */
  place(bounds: Bounds | undefined): void {
    if (this.#closed) return
    if (bounds) this.#view.setBounds(bounds)
    else if (this.isFocused) this.#window.webContents.focus()
    this.#view.setVisible(bounds !== undefined)
  }

  get isFocused(): boolean {
    return !this.#contents.isDestroyed() && this.#contents.isFocused()
  }

  focus(): void {
    this.#contents.focus()
  }

  act(action: PageAction | 'stop'): void {
    const history = this.#contents.navigationHistory
    this.#activation.grant()
    if (action === 'back') history.goBack()
    else if (action === 'forward') history.goForward()
    else if (action === 'stop') this.#contents.stop()
    else if (action === 'devtools') this.#contents.toggleDevTools()
    else this.#contents.reload()
  }

  /** Ends the page's process, without asking the page. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (!this.#window.isDestroyed()) {
      if (this.isFocused) this.#window.webContents.focus()
      this.#window.contentView.removeChildView(this.#view)
    }
    if (!this.#contents.isDestroyed()) this.#contents.close()
  }

  #takeKeys(shortcut: (shortcut: Shortcut) => void): void {
    this.#contents.on('before-input-event', (event, input) => {
      const meaning = keyMeaning(input, process.platform)
      if (meaning === undefined) return
      event.preventDefault()
      if (meaning === 'nothing') return
      if ('action' in meaning) this.act(meaning.action)
      else shortcut(meaning.shortcut)
    })
  }

  /** Without this, a page that asks to be kept (`beforeunload`) would be, and every link on it would seem dead. */
  #askBeforeUnload(): void {
    this.#contents.on('will-prevent-unload', (event) => {
      const choice = dialog.showMessageBoxSync(this.#window, {
        type: 'question',
        message: 'Leave this page?',
        detail: 'Changes that you made may not be saved.',
        buttons: ['Leave', 'Stay'],
        defaultId: 0,
        cancelId: 1,
      })
      if (choice === 0) event.preventDefault()
    })
  }
}

function contentSize(window: BrowserWindow): { width: number; height: number } {
  const [width = 0, height = 0] = window.getContentSize()
  return { width, height }
}
