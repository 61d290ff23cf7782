import type { ServiceRef } from '../../shared/service-ref.ts'
import type { Tab, TabsState } from '../../shared/tabs-state.ts'
import { FailureError } from '../../shared/failure.ts'
import { noTabs, withoutTab } from './tab-list.ts'

/** Tabs closed before these are forgotten. */
const closedLimit = 20

interface ClosedTab {
  ref: ServiceRef
  url: string
  place: number
}

/** The tabs as they stand, and those that can be reopened. */
export class TabRecord {
  readonly #changed: (state: TabsState) => void
  #state = noTabs
  /** The last one at the end. */
  #closed: ClosedTab[] = []
  #lastId = 0
  #changePending = false

  /** @param changed called once for all changes of one turn of the event loop */
  constructor(changed: (state: TabsState) => void) {
    this.#changed = changed
  }

  get state(): TabsState {
    return this.#state
  }

  set(state: TabsState): void {
    if (state === this.#state) return
    this.#state = state
    if (this.#changePending) return
    this.#changePending = true
    setImmediate(() => {
      this.#changePending = false
      this.#changed(this.#state)
    })
  }

  newId(): number {
    return ++this.#lastId
  }

  /** The tab of that id; throws `input-invalid` where it is closed. */
  tab(id: number): Tab {
    const tab = this.#state.tabs.find((one) => one.id === id)
    if (!tab) throw new FailureError('input-invalid', 'This tab is closed.')
    return tab
  }

  /** Closes a tab. A window of a page may not come again, and is not remembered. */
  close(id: number): void {
    const place = this.#state.tabs.findIndex((tab) => tab.id === id)
    const tab = this.#state.tabs[place]
    if (tab?.opener === null) {
      const { cluster, namespace, service: name, port, url } = tab
      this.#closed = [...this.#closed, { ref: { cluster, namespace, name, port }, url, place }].slice(-closedLimit)
    }
    this.set(withoutTab(this.#state, id))
  }

  /** The one closed last, once. */
  takeClosed(): ClosedTab | undefined {
    return this.#closed.pop()
  }
}
