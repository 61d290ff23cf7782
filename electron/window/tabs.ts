import type { NativeImage } from 'electron'
import type { ServiceRef } from '../../shared/service-ref.ts'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { FailureError } from '../../shared/failure.ts'
import type { Implementation, WindowChannel } from '../../shared/implementation.ts'
import { originUrl, type OriginTarget } from '../../shared/origin.ts'
import { type Pane, panesOf } from '../../shared/panes.ts'
import { openOutside } from './external-links.ts'
import { pageAddress } from './page-address.ts'
import { restoreTabs, type TabsOfLastTime } from './restore-tabs.ts'
import type { ServiceView } from './service-view.ts'
import { Stage } from './stage.ts'
import {
  findTab,
  withActive,
  withoutSplit,
  withPatch,
  withSplit,
  withTab,
  withTabAt,
  type TabPatch,
} from './tab-list.ts'
import { TabRecord } from './tab-record.ts'
import { TabViews, type PageSurroundings } from './tab-views.ts'
import type { Seen } from './wall-pictures.ts'

export interface TabsOptions extends PageSurroundings {
  /** Port of the listener that serves the origins. */
  listenerPort: () => Promise<number>
  /** Called once for all changes of one turn of the event loop. */
  changed: (state: TabsState) => void
  /** Somebody opened a dashboard, or went to its tab by its Service. */
  opened: (service: ServiceRef) => void
}

/** The Service that something is told of. */
type Named = Pick<Tab, 'cluster' | 'namespace' | 'service'>

export type TabChannels = Pick<Implementation, Extract<WindowChannel, `tabs.${string}`>>
type TabAction = Parameters<Implementation['tabs.act']>[0]['action']
const navigating: ReadonlySet<TabAction> = new Set<TabAction>(['back', 'forward', 'reload'])

/** The truth about tabs. The renderer draws what it is told. */
export class Tabs {
  readonly channels: TabChannels
  readonly #options: TabsOptions
  readonly #views: TabViews
  readonly #stage: Stage<ServiceView>
  readonly #record: TabRecord

  constructor(options: TabsOptions) {
    this.#options = options
    this.#record = new TabRecord((state) => {
      this.#stage.told(state)
      options.changed(state)
    })
    this.#views = new TabViews(this.#record, options, {
      activate: (id) => this.#activate(id),
      close: (id) => this.#close(id),
      follow: (target, url) => this.#follow(target, url),
      change: (id, patch) => this.#change(id, patch),
    })
    this.#stage = new Stage(options.window, this.#views, (tab) => this.#views.show(tab))
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

  #change(id: number, patch: TabPatch): void {
    const before = this.#record.state
    this.#record.set(withPatch(before, id, patch))
    // A page is hidden behind its problem, and comes back with the next try.
    if (patch.problem !== undefined && this.#record.state !== before) this.#arrange()
  }
}
