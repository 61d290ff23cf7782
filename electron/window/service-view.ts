import { WebContentsView, type BrowserWindow, type LoadURLOptions, type NativeImage, type WebContents } from 'electron'
import { hearAskedPort } from './asked-port.ts'
import { calm } from './calm.ts'
import { hearCalls } from './called-again.ts'
import { watchHeldUp } from './held-up.ts'
import { endFlood, endPage } from './page-flood.ts'
import { focusKeeper, keepFocus } from './focus-keeper.ts'
import { guardPage, type OpenedWindow, type PageRoutes } from './page-guard.ts'
import type { Downloads } from './downloads.ts'
import { PageChoices, type PageChoicesOptions } from './page-choices.ts'
import { keepPermissions } from './page-permissions.ts'
import { leaveWhenDone } from './opened-page.ts'
import { judgeNavigation, shownUrl } from './navigation.ts'
import { elsewhereProblem } from './page-problem.ts'
import { PageQuestions } from './page-questions.ts'
import { askSignIn } from './page-sign-in.ts'
import { askBeforeLeaving } from './page-leaving.ts'
import { knowSandboxes, type FrameMark } from './sandboxed-pages.ts'
import { showPageMenu } from './show-page-menu.ts'
import { reportPage } from './page-report.ts'
import { answerDialogs, type PageDialog } from './page-prompt.ts'
import { hearKeys } from './page-keys.ts'
import type { PageAction } from './shortcuts.ts'
import { UserActivation } from './user-activation.ts'
import type { Bounds } from './view-bounds.ts'
import { pagePreferences, serviceSession } from './view-session.ts'
import type { OriginTarget } from '../../shared/origin.ts'
import type { Shortcut } from '../../shared/shortcut.ts'
import type { PagePermission } from '../../shared/page-question.ts'

export interface ServiceViewOptions extends PageChoicesOptions {
  window: BrowserWindow
  /** The origin the page stays on. */
  origin: string
  shortcut: (shortcut: Shortcut) => void
  /** The page got the focus: by a click into it, or because it was given it. */
  focused: () => void
  /** The page that opened it has sent it somewhere. */
  called: () => void
  /** The page closed itself. */
  gone: () => void
  routes: Pick<PageRoutes, 'openTab' | 'openOutside'>
  /** Where a URL leads by which the page names another Service of its cluster. */
  named: (url: string) => Promise<{ target: OriginTarget; url: string } | undefined>
  /** Another page opened it. */
  isWindow: boolean
  /** What Chromium has made for it, when that page may talk to it. */
  made: WebContents | undefined
  windows: { mayOpen: () => boolean; open: (opened: OpenedWindow) => ServiceView }
  downloads: Downloads
  frameMark: FrameMark
}

/** One embedded page: a native view above the app's page, with no way to anything of ours. */
export class ServiceView {
  readonly #window: BrowserWindow
  readonly #view: WebContentsView
  readonly #contents: WebContents
  readonly #activation = new UserActivation()
  readonly #choices: PageChoices
  readonly #options: ServiceViewOptions
  readonly questions: PageQuestions
  /** It shares its state with the page that opened it, and could not be made anew. */
  readonly isTied: boolean
  #closed = false
  #shown = false

  constructor(options: ServiceViewOptions) {
    const { window, owner, origin, report, made } = options
    this.#window = window
    this.#options = options
    this.questions = new PageQuestions((question) => report({ question }))
    this.isTied = made !== undefined
    const session = serviceSession(owner, options.downloads)
    const preferences = pagePreferences(session)
    // Contents that are there have got their preferences from the handler of their opener.
    this.#view = new WebContentsView(made ? { webContents: made } : { webPreferences: preferences })
    this.#contents = this.#view.webContents
    knowSandboxes(this.#contents, options.frameMark)
    this.#view.setVisible(false)
    // A page that loads before it is shown lays itself out once, not first for a width of nothing.
    this.#view.setBounds({ x: 0, y: 0, ...contentSize(window) })
    this.#choices = new PageChoices(this.#contents, options)
    reportPage(this.#contents, owner.service, origin, report)
    endFlood(this.#contents)
    watchHeldUp(this.#contents, endPage)
    // Pages may ask for one port after the other, as fast as they like.
    hearAskedPort(
      this.#contents,
      origin,
      calm((askedPort) => report({ askedPort })),
    )
    const { openTab } = options.routes
    const routes: PageRoutes = {
      windows: {
        preferences,
        mayOpen: options.windows.mayOpen,
        open: (opened) => options.windows.open(opened).#contents,
      },
      openTab,
      openOutside: (url) => void this.#askOutside(url),
      sentAway: (to, opened) => report({ problem: elsewhereProblem(to, opened), loading: false }),
    }
    const follow = guardPage(this.#contents, origin, this.#activation, routes, options.isWindow)
    askSignIn(this.#contents, origin, this.questions)
    answerDialogs(this.#contents, origin, (dialog) => this.#askDialog(dialog))
    keepPermissions(this.#contents, {
      origin,
      settings: () => this.#choices.settings,
      acted: () => this.#activation.recent,
      ask: (permissions) => this.#askPermissions(permissions),
    })
    showPageMenu(window, this.#contents, {
      act: (action) => this.act(action),
      find: () => options.shortcut('find'),
      follow: (url) => {
        this.#activation.grant()
        follow(url)
      },
      judge: (url) => judgeNavigation(url, true, origin, options.isWindow).go,
      mayOpenBeside: options.windows.mayOpen,
      openBeside: (url) => options.windows.open({ url, made: undefined, inBackground: true }),
    })
    if (made) {
      // Its opener's user has just acted: it may be sent elsewhere, once.
      this.#activation.grant()
      leaveWhenDone(this.#contents, session, origin)
      hearCalls(this.#contents, options.called)
    }
    this.#contents.on('did-navigate', () => this.questions.dismissAll())
    hearKeys(window, this.#contents, (meaning) => {
      if (meaning === 'nothing' || this.#closed) return
      if ('action' in meaning) this.act(meaning.action)
      else options.shortcut(meaning.shortcut)
    })
    askBeforeLeaving(
      this.#contents,
      () => this.#activation.takeQuestion(),
      async () => (await this.#askDialog({ kind: 'leave' })) !== null,
      () => this.questions.dismiss('leave'),
    )
    keepFocus(window, this.#contents, () => this.#shown, options.focused)
    this.#contents.once('destroyed', () => {
      if (!this.#closed) options.gone()
    })
  }

  /** Goes to an address; what becomes of it is reported. */
  load(url: string, request?: LoadURLOptions): void {
    this.#activation.grant()
    this.#contents.loadURL(url, request).catch(() => undefined)
  }

  /**
   * Shows the page in a place of the window, or takes it out (its state stays). Hidden within the window, a page that
   * navigates by itself would hold back what the window draws: a menu that opens is not seen for seconds.
   */
  place(bounds: Bounds | undefined): void {
    if (this.#closed) return
    const was = this.#shown
    this.#shown = bounds !== undefined
    if (bounds) this.#view.setBounds(bounds)
    else if (this.isFocused) this.#window.webContents.focus()
    if (was === this.#shown) return
    this.#view.setVisible(this.#shown)
    this.#takePlace(this.#shown)
  }

  #takePlace(within: boolean): void {
    if (this.#window.isDestroyed()) return
    const { contentView } = this.#window
    if (within) contentView.addChildView(this.#view)
    else if (contentView.children.includes(this.#view)) contentView.removeChildView(this.#view)
  }

  get isFocused(): boolean {
    return !this.#contents.isDestroyed() && this.#contents.isFocused()
  }

  focus(): void {
    focusKeeper(this.#window).give(this.#contents)
  }

  /** Whether its user has just acted on the page, which is used up by asking. */
  takeInput(): boolean {
    return this.#activation.takeInput()
  }

  act(action: PageAction | 'stop' | 'wait' | 'forget-permissions'): void {
    const history = this.#contents.navigationHistory
    this.#activation.grant()
    if (action === 'zoom-in' || action === 'zoom-out' || action === 'zoom-reset') {
      this.#choices.zoom(action)
      return
    }
    if (action === 'wait') {
      this.#options.report({ stuck: false })
      return
    }
    if (action === 'forget-permissions') {
      this.#choices.forgetPermissions()
      return
    }
    if (action === 'back') history.goBack()
    else if (action === 'forward') history.goForward()
    else if (action === 'stop') this.#contents.stop()
    else if (action === 'devtools') this.#contents.toggleDevTools()
    else if (action === 'print') this.#contents.print()
    else this.#contents.reload()
  }

  /** Looks for a text: from the start, or on from the place that is shown. Nothing is looked for with ''. */
  find(text: string, step: 'first' | 'next' | 'previous'): void {
    if (text === '') {
      this.#contents.stopFindInPage('keepSelection')
      this.#options.report({ found: null })
    } else this.#contents.findInPage(text, { findNext: step === 'first', forward: step !== 'previous' })
  }

  /** The page as it looks; null where there is nothing to see yet. */
  async picture(): Promise<NativeImage | null> {
    // Out of the window it draws nothing.
    if (!this.#shown) this.#takePlace(true)
    try {
      const image = await this.#contents.capturePage()
      return image.isEmpty() ? null : image
    } finally {
      if (!this.#shown) this.#takePlace(false)
    }
  }

  /** Ends the page's process, without asking the page. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.questions.dismissAll()
    if (!this.#window.isDestroyed() && this.isFocused) this.#window.webContents.focus()
    this.#takePlace(false)
    if (!this.#contents.isDestroyed()) this.#contents.close()
  }

  /** Another Service has a tab; a page of another site is opened when its user says so, who has seen where it leads. */
  async #askOutside(url: string): Promise<void> {
    const { named, routes } = this.#options
    const place = await named(url)
    if (place) {
      routes.openTab(place.target, place.url)
      return
    }
    const answer = await this.questions.ask({ kind: 'link', url: shownUrl(url) })
    if (answer?.kind === 'yes') routes.openOutside(url)
  }

  /** The page stands still until it is answered; who is typing in it types the answer. */
  async #askDialog(dialog: PageDialog | { kind: 'leave' }): Promise<string | null> {
    const had = this.isFocused
    const asked = this.questions.ask(dialog)
    if (had) this.#window.webContents.focus()
    const answer = await asked
    if (had && this.#shown && !this.#closed) this.focus()
    if (answer?.kind === 'text') return answer.text
    return answer?.kind === 'yes' ? '' : null
  }

  async #askPermissions(permissions: PagePermission[]): Promise<boolean> {
    const answer = await this.questions.ask({ kind: 'permission', permissions })
    if (answer === undefined) return false
    const decision = answer.kind === 'yes' ? 'allow' : 'block'
    this.#choices.decide(permissions, decision)
    return decision === 'allow'
  }
}

function contentSize(window: BrowserWindow): { width: number; height: number } {
  const [width = 0, height = 0] = window.getContentSize()
  return { width, height }
}
