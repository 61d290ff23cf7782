import type { BrowserWindow, NativeImage, WebContents } from 'electron'
import type { ServiceRef } from '../../shared/service-ref.ts'
import type { Shortcut } from '../../shared/shortcut.ts'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { FailureError } from '../../shared/failure.ts'
import type { Implementation, WindowChannel } from '../../shared/implementation.ts'
import { originUrl, type OriginTarget } from '../../shared/origin.ts'
import { type Pane, panesOf } from '../../shared/panes.ts'
import { openOutside } from './external-links.ts'
import type { Downloads } from './downloads.ts'
import { LiveViews } from './live-views.ts'
import type { PageMemory } from './page-memory.ts'
import { pageAddress } from './page-address.ts'
import type { OpenedWindow } from './page-guard.ts'
import { ServiceView } from './service-view.ts'
import { restoreTabs, type TabsOfLastTime } from './restore-tabs.ts'
import { Stage } from './stage.ts'
import {
  findTab,
  mayOpenWindow,
  withActive,
  withoutSplit,
  withPatch,
  withSplit,
  withTab,
  withTabAt,
  withWindow,
  type TabPatch,
} from './tab-list.ts'
import { TabRecord } from './tab-record.ts'
import type { Seen } from './wall-pictures.ts'

export interface TabsOptions {
  window: BrowserWindow
  /** Port of the listener that serves the origins. */
  listenerPort: () => Promise<number>
  /** Called once for all changes of one turn of the event loop. */
  changed: (state: TabsState) => void
  shortcut: (shortcut: Shortcut) => void
  /** Somebody opened a dashboard, or went to its tab by its Service. */
  opened: (service: ServiceRef) => void
  /** Where a URL leads by which a page of a Service names another one of its cluster. */
  named: (
    from: Pick<Tab, 'cluster' | 'namespace'>,
    url: string,
  ) => Promise<{ target: OriginTarget; url: string } | undefined>
  downloads: Downloads
  memory: PageMemory
}

/** The Service that something is told of. */
type Named = Pick<Tab, 'cluster' | 'namespace' | 'service'>

export type TabChannels = Pick<Implementation, Extract<WindowChannel, `tabs.${string}`>>
type TabAction = Parameters<Implementation['tabs.act']>[0]['action']
const navigating: ReadonlySet<TabAction> = new Set<TabAction>(['back', 'forward', 'reload'])

/** The truth about tabs, and the owner of their pages. The renderer draws what it is told. */
export class Tabs {
  readonly channels: TabChannels
  readonly #options: TabsOptions
  readonly #views = new LiveViews<ServiceView>((id, view) => !view.isTied && !this.#hasTied(id))
  readonly #stage: Stage<ServiceView>
  readonly #record: TabRecord

  constructor(options: TabsOptions) {
    this.#options = options
    this.#record = new TabRecord((state) => {
      this.#stage.told(state)
      options.changed(state)
    })
    this.#stage = new Stage(options.window, this.#views, (tab) => this.#live(tab))
    this.channels = {
      'tabs.state': () => this.#record.state,
      'tabs.open': (ref) => this.#open(ref),
      'tabs.activate': ({ tab, focus }) => this.#activate(tab, focus),
      'tabs.close': ({ tab }) => this.#close(tab),
      'tabs.reopen': () => this.#reopen(),
      'tabs.move': ({ tab, place }) => this.#move(tab, place),
      'tabs.split': ({ left, right }) => this.#split(left, right),
      'tabs.unsplit': () => {
        this.#record.set(withoutSplit(this.#record.state))
        this.#arrange()
      },
      'tabs.act': ({ tab, action }) => {
        const acted = this.#act(this.#record.tab(tab), action)
        if (navigating.has(action)) this.#turnTo(tab)
        return acted
      },
      'tabs.navigate': ({ tab, address }) => {
        this.#navigate(this.#record.tab(tab), address)
        this.#turnTo(tab)
      },
      'tabs.find': ({ tab, text, step }) => this.#views.get(this.#record.tab(tab).id)?.find(text, step),
      'tabs.answer': ({ tab, question, answer }) =>
        this.#views.get(this.#record.tab(tab).id)?.questions.answer(question, answer),
      'tabs.picture': ({ pane }) => this.#picture(pane),
      'tabs.bounds': ({ pane, box }) => {
        if (this.#stage.took(pane, box)) this.#arrange()
      },
    }
    options.window.once('closed', () => this.#views.closeAll())
  }

  /** Shows the pages of a Service anew, since the proxy has something to say about them. */
  reload(service: Named): void {
    for (const tab of this.#of(service)) {
      // What a window shows may not come again.
      if (tab.opener === null) void this.#act(tab, 'reload')
    }
  }

  /** A page of a Service may stand still: says so beside its pages. */
  socketLost(service: Named): void {
    for (const { id } of this.#of(service)) this.#record.set(withPatch(this.#record.state, id, { socketLost: true }))
  }

  #of(service: Named): Tab[] {
    const keys = ['cluster', 'namespace', 'service'] as const
    return this.#record.state.tabs.filter((tab) => keys.every((key) => tab[key] === service[key]))
  }

  /** Opens the tabs of last time again. Only what is on show loads its pages; where something was opened since, none does. */
  restore(last: TabsOfLastTime, listenerPort: number): void {
    const shown = restoreTabs(this.#record, last, listenerPort)
    if (shown !== undefined && this.#record.state.active === null) this.#activate(shown)
  }

  /** Opens a Service's page at a path of its own origin. */
  async openAt(ref: ServiceRef, path: string): Promise<void> {
    const id = await this.#open(ref)
    if (path !== '/') this.#navigate(this.#record.tab(id), path)
  }

  /** What the page of a dashboard looks like; null where it does not live. */
  async look(dashboard: ServiceRef): Promise<Seen<NativeImage> | null> {
    const tab = findTab(this.#record.state, dashboard)
    const view = tab?.problem === null ? this.#views.get(tab.id) : undefined
    if (view && tab && tab.failure !== null) return { failure: tab.failure }
    const picture = await view?.picture()
    return picture ? { picture } : null
  }

  async #open(ref: ServiceRef): Promise<number> {
    this.#options.opened(ref)
    const port = await this.#options.listenerPort()
    const target = { cluster: ref.cluster, namespace: ref.namespace, service: ref.name, port: ref.port }
    return this.#show(ref, originUrl(target, port))
  }

  /** A link from one Service's page to another's: its tab goes there, or a new one opens. */
  #follow(target: OriginTarget, url: string): void {
    const ref = { cluster: target.cluster, namespace: target.namespace, name: target.service, port: target.port }
    const tab = findTab(this.#record.state, ref)
    this.#show(ref, url)
    if (tab) this.#go(tab, url)
  }

  #show(ref: ServiceRef, url: string): number {
    const known = findTab(this.#record.state, ref)
    const id = known?.id ?? this.#record.newId()
    if (!known) this.#record.set(withTab(this.#record.state, id, ref, url))
    this.#activate(id)
    return id
  }

  #activate(id: number | null, focus = true): undefined {
    if (id !== null) this.#record.tab(id)
    this.#stage.wantFocus(id !== null && focus)
    this.#record.set(withActive(this.#record.state, id))
    this.#arrange()
  }

  #move(id: number, place: number): number {
    this.#record.set(withTabAt(this.#record.state, id, place))
    return this.#record.state.tabs.indexOf(this.#record.tab(id))
  }

  #split(left: number, right: number): undefined {
    if (this.#record.tab(left) === this.#record.tab(right))
      throw new FailureError('input-invalid', 'A pair is of two tabs.')
    this.#record.set(withSplit(this.#record.state, left, right))
    const { active } = this.#record.state
    this.#activate(active === right ? right : left)
  }

  #reopen(): number | null {
    const last = this.#record.takeClosed()
    if (!last) return null
    const known = findTab(this.#record.state, last.ref)
    const id = this.#show(last.ref, last.url)
    if (!known) this.#record.set(withTabAt(this.#record.state, id, last.place))
    return id
  }

  #close(id: number): undefined {
    const wasActive = this.#record.state.active === id
    this.#views.close(id)
    this.#record.close(id)
    if (wasActive) this.#activate(this.#record.state.active)
  }

  #act(tab: Tab, action: TabAction): Promise<undefined> | undefined {
    // What no other browser can show, such as an empty page that its opener has written, is the Service's for it.
    if (action === 'system-browser')
      return openOutside(tab.url.startsWith(tab.origin) ? tab.url : tab.origin).then(() => undefined)
    // After a failure there may be no page that could be loaded again.
    if (action === 'reload' && (tab.problem !== null || tab.stuck)) this.#restart(tab)
    else this.#views.get(tab.id)?.act(action)
    return undefined
  }

  /** Whoever sends the page somewhere turns to it, as in a browser. */
  #turnTo(id: number): void {
    if (id !== this.#record.state.active) return
    this.#stage.wantFocus(true)
    this.#arrange()
  }

  async #picture(pane: Pane): Promise<string | null> {
    const shown = panesOf(this.#record.state).find((one) => one.pane === pane)
    const picture = await (shown && this.#views.get(shown.tab.id))?.picture()
    return picture ? `data:image/jpeg;base64,${picture.toJPEG(85).toString('base64')}` : null
  }

  #navigate(tab: Tab, address: string): undefined {
    this.#go(tab, pageAddress(address, tab.origin))
  }

  /** Loads a page whose process may be stuck: in a new one. */
  #restart(tab: Tab): void {
    if (tab.stuck) {
      this.#views.close(tab.id)
      this.#change(tab.id, { stuck: false, problem: null })
      this.#arrange()
    } else this.#go(tab, tab.url)
  }

  #go(tab: Tab, url: string): void {
    this.#change(tab.id, { problem: null })
    const view = this.#views.get(tab.id)
    // Without a view the tab loads its address when it is shown.
    if (view) view.load(url)
    else this.#record.set(withPatch(this.#record.state, tab.id, { url }))
  }

  #arrange(): void {
    this.#stage.arrange(this.#record.state)
  }

  /** The view of a tab that is about to be shown. It may begin to report before this returns. */
  #live(tab: Tab, made?: WebContents): ServiceView {
    const isNew = this.#views.get(tab.id) === undefined
    const { view, evicted } = this.#views.show(tab.id, () => this.#createView(tab, made))
    for (const id of evicted) {
      this.#record.set(
        withPatch(this.#record.state, id, { loading: false, canGoBack: false, canGoForward: false, found: null }),
      )
    }
    // What was made for a page goes to its address by itself.
    if (isNew && !made) view.load(tab.url)
    return view
  }

  /** A window that a page opened: a tab whatever its size was to be, in the session of its opener and guarded as it. */
  #openWindow(opener: Tab, { url, made, inBackground }: OpenedWindow): ServiceView {
    const id = this.#record.newId()
    this.#record.set(withWindow(this.#record.state, id, opener, url))
    const view = this.#live(this.#record.tab(id), made)
    if (!inBackground) this.#activate(id)
    return view
  }

  /** Whether windows of a tab's page live that talk to it. */
  #hasTied(id: number): boolean {
    return this.#record.state.tabs.some((tab) => tab.opener === id && this.#views.get(tab.id)?.isTied === true)
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
      report: (patch) => this.#change(id, patch),
      shortcut: (shortcut) => {
        if (shortcut !== 'next-tab' && shortcut !== 'previous-tab') this.#options.window.webContents.focus()
        this.#options.shortcut(shortcut)
      },
      focused: () => this.#focused(id),
      called: () => {
        // As in a browser: a name leads to the window that has it, where a click did.
        if (opener !== null && this.#views.get(opener)?.takeInput()) this.#activate(id)
      },
      gone: () => this.#close(id),
      downloads: this.#options.downloads,
      memory: this.#options.memory,
      named: (to) => this.#options.named(tab, to),
      routes: {
        openTab: (target, to) => this.#follow(target, to),
        openOutside: (to) => void openOutside(to),
      },
    })
  }

  /** Whoever turns to the other page of the pair means it with what they do next. */
  #focused(id: number): void {
    const shown = panesOf(this.#record.state).some(({ tab }) => tab.id === id)
    if (shown && this.#record.state.active !== id) this.#record.set(withActive(this.#record.state, id))
  }

  #change(id: number, patch: TabPatch): void {
    const before = this.#record.state
    this.#record.set(withPatch(before, id, patch))
    // A page is hidden behind its problem, and comes back with the next try.
    if (patch.problem !== undefined && this.#record.state !== before) this.#arrange()
  }
}
