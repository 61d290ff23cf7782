import type { BrowserWindow, LoadURLOptions, WebContents } from 'electron'
import type { OriginTarget } from '../../shared/origin.ts'
import { panesOf } from '../../shared/panes.ts'
import type { Shortcut } from '../../shared/shortcut.ts'
import type { Tab } from '../../shared/tabs-state.ts'
import type { Downloads } from './downloads.ts'
import { openOutside } from './external-links.ts'
import { LiveViews } from './live-views.ts'
import type { OpenedWindow } from './page-guard.ts'
import type { PageMemory } from './page-memory.ts'
import type { FrameMark } from './sandboxed-pages.ts'
import { ServiceView } from './service-view.ts'
import { mayOpenWindow, withActive, withPatch, withWindow, type TabPatch } from './tab-list.ts'
import type { TabRecord } from './tab-record.ts'

/** What the pages of all tabs share. */
export interface PageSurroundings {
  window: BrowserWindow
  shortcut: (shortcut: Shortcut) => void
  /** Where a URL leads by which a page of a Service names another one of its cluster. */
  named: (
    from: Pick<Tab, 'cluster' | 'namespace' | 'service'>,
    url: string,
  ) => Promise<{ target: OriginTarget; url: string } | undefined>
  downloads: Downloads
  memory: PageMemory
  frameMark: FrameMark
}

/** What becomes of tabs by their pages. */
export interface PageEvents {
  activate: (id: number) => void
  close: (id: number) => void
  follow: (target: OriginTarget, url: string) => void
  change: (id: number, patch: TabPatch) => void
}

/** The pages that live, each that of a tab: made when its tab is shown, and closed when there are too many. */
export class TabViews {
  readonly #record: TabRecord
  readonly #options: PageSurroundings
  readonly #events: PageEvents
  readonly #live = new LiveViews<ServiceView>((id, view) => !view.isTied && !this.#hasTied(id))

  constructor(record: TabRecord, options: PageSurroundings, events: PageEvents) {
    this.#record = record
    this.#options = options
    this.#events = events
  }

  get(id: number): ServiceView | undefined {
    return this.#live.get(id)
  }

  entries(): Iterable<[number, ServiceView]> {
    return this.#live.entries()
  }

  close(id: number): void {
    this.#live.close(id)
  }

  closeAll(): void {
    this.#live.closeAll()
  }

  /** The view of a tab that is about to be shown. It may begin to report before this returns. */
  show(tab: Tab, made?: WebContents, request?: LoadURLOptions): ServiceView {
    const isNew = this.#live.get(tab.id) === undefined
    const { view, evicted } = this.#live.show(tab.id, () => this.#createView(tab, made))
    for (const id of evicted) {
      this.#record.set(
        withPatch(this.#record.state, id, { loading: false, canGoBack: false, canGoForward: false, found: null }),
      )
    }
    // What was made for a page goes to its address by itself.
    if (isNew && !made) view.load(tab.url, request)
    return view
  }

  /** A window that a page opened: a tab whatever its size was to be, in the session of its opener and guarded as it. */
  #openWindow(opener: Tab, { url, made, request, inBackground }: OpenedWindow): ServiceView {
    const id = this.#record.newId()
    this.#record.set(withWindow(this.#record.state, id, opener, url))
    const view = this.show(this.#record.tab(id), made, request)
    if (!inBackground) this.#events.activate(id)
    return view
  }

  /** Whether windows of a tab's page live that talk to it. */
  #hasTied(id: number): boolean {
    return this.#record.state.tabs.some((tab) => tab.opener === id && this.#live.get(tab.id)?.isTied === true)
  }

  #createView(tab: Tab, made: WebContents | undefined): ServiceView {
    const { id, origin, opener, ...owner } = tab
    return new ServiceView({
      window: this.#options.window,
      owner,
      origin,
      isWindow: opener !== null,
      made,
      windows: {
        mayOpen: () => mayOpenWindow(this.#record.state, origin),
        open: (opened) => this.#openWindow(tab, opened),
      },
      report: (patch) => this.#events.change(id, patch),
      shortcut: (shortcut) => {
        if (shortcut !== 'next-tab' && shortcut !== 'previous-tab') this.#options.window.webContents.focus()
        this.#options.shortcut(shortcut)
      },
      focused: () => this.#focused(id),
      called: () => {
        // As in a browser: a name leads to the window that has it, where a click did.
        if (opener !== null && this.#live.get(opener)?.takeInput()) this.#events.activate(id)
      },
      gone: () => this.#events.close(id),
      downloads: this.#options.downloads,
      memory: this.#options.memory,
      frameMark: this.#options.frameMark,
      named: (to) => this.#options.named(tab, to),
      routes: {
        openTab: (target, to) => this.#events.follow(target, to),
        openOutside: (to) => void openOutside(to),
      },
    })
  }

  /** Whoever turns to the other page of the pair means it with what they do next. */
  #focused(id: number): void {
    const shown = panesOf(this.#record.state).some(({ tab }) => tab.id === id)
    if (shown && this.#record.state.active !== id) this.#record.set(withActive(this.#record.state, id))
  }
}
