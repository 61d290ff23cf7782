import { EventEmitter } from 'node:events'
import type { Input } from '../../shared/contract.ts'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import {
  type Desk,
  withoutPin,
  withoutRecent,
  withPin,
  withPinAt,
  withRecent,
  type Dashboard,
} from '../../shared/desk.ts'
import type { DeskChannel, Implementation } from '../../shared/implementation.ts'
import { redactPath } from '../proxy/traffic/redact-path.ts'
import type { KeptTab, KeptTabs, Settings, WindowPlace } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** What a person keeps at hand, and how they left the window: written down as it changes. */
export class DeskKeeper extends EventEmitter<{ changed: [Desk] }> {
  readonly channels: Pick<Implementation, DeskChannel>
  readonly #settings: SettingsStore

  constructor(settings: SettingsStore) {
    super()
    this.#settings = settings
    let told = this.state
    settings.subscribe(() => {
      const { pins, recents, list } = this.state
      if (pins === told.pins && recents === told.recents && list === told.list) return
      told = this.state
      this.emit('changed', told)
    })
    this.channels = {
      'desk.state': () => this.state,
      'desk.pin': ({ dashboard, pinned }) => this.#update((desk) => (pinned ? withPin : withoutPin)(desk, dashboard)),
      'desk.movePin': ({ dashboard, place }) => this.#update((desk) => withPinAt(desk, dashboard, place)),
      'desk.forget': (dashboard: Input<'desk.forget'>) => this.#update((desk) => withoutRecent(desk, dashboard)),
      'desk.layOut': (list) => this.#update((desk) => ({ ...desk, list })),
    }
  }

  get state(): Desk {
    const { pins, recents, list } = this.#settings.value
    return { pins, recents, list }
  }

  get window(): WindowPlace | null {
    return this.#settings.value.window
  }

  get tabs(): KeptTabs {
    return this.#settings.value.tabs
  }

  opened(dashboard: Dashboard): void {
    this.#update((desk) => withRecent(desk, dashboard))
  }

  keepWindow(window: WindowPlace): void {
    this.#settings.update((value) => ({ ...value, window }))
  }

  /** Keeps which tabs are open, and where in their Service they are; never what is on their pages. */
  keepTabs({ tabs: all, active, split }: TabsState): void {
    const tabs = all.filter(({ opener }) => opener === null)
    // Windows that pages have opened come with them again, or never.
    const placeOf = (id: number | undefined | null) => {
      const wanted = all.find((tab) => tab.id === id)?.opener ?? id
      const place = tabs.findIndex(({ id }) => id === wanted)
      return place < 0 ? null : place
    }
    const kept = {
      open: tabs.map(keptTab),
      active: placeOf(active),
      split: placeOf(split?.left) === placeOf(split?.right) ? null : placeOf(split?.left),
    }
    this.#settings.update((value) =>
      JSON.stringify(value.tabs) === JSON.stringify(kept) ? value : { ...value, tabs: kept },
    )
  }

  #update(change: (settings: Settings) => Settings): undefined {
    this.#settings.update(change)
  }
}

/** The tabs of clusters that are still there. */
export function keptTabsOf({ open, active, split }: KeptTabs, isThere: (cluster: string) => boolean): KeptTabs {
  const left = open.filter(({ cluster }) => isThere(cluster))
  const placeOf = (place: number | null) => {
    const tab = place === null ? undefined : open[place]
    const now = tab ? left.indexOf(tab) : -1
    return now < 0 ? null : now
  }
  const partner = split === null ? null : placeOf(split + 1)
  return { open: left, active: placeOf(active), split: partner === null ? null : placeOf(split) }
}

/** A query or a fragment may be a login, and a path that looks like a secret is none to keep. */
function keptTab({ cluster, namespace, service, port, url }: Tab): KeptTab {
  const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: '/' }
  return { cluster, namespace, name: service, port, path: redactPath(pathname) === pathname ? pathname : '/' }
}
