/** At most this many pages live at once: each costs about 96 MB. */
export const liveLimit = 4

/**
 * The views that exist, the one shown last at the end. Beyond the limit the one that was shown least recently is closed;
 * its tab stays and gets a new view when it is shown again.
 */
export class LiveViews<V extends { close(): void }> {
  readonly #views = new Map<number, V>()
  readonly #mayClose: (tab: number, view: V) => boolean
  readonly #limit: number

  /** @param mayClose whether a view can be made anew later; others live on, beyond the limit */
  constructor(mayClose: (tab: number, view: V) => boolean = () => true, limit = liveLimit) {
    this.#mayClose = mayClose
    this.#limit = limit
  }

  get(tab: number): V | undefined {
    return this.#views.get(tab)
  }

  /** The tab's view, created when there is none; it is now the most recent. Returns the tabs that lost theirs. */
  show(tab: number, create: () => V): { view: V; evicted: number[] } {
    const view = this.#views.get(tab) ?? create()
    this.#views.delete(tab)
    this.#views.set(tab, view)
    const closable = [...this.#views].filter(([id, one]) => this.#mayClose(id, one)).map(([id]) => id)
    const evicted = closable.slice(0, -this.#limit)
    for (const id of evicted) this.close(id)
    return { view, evicted }
  }

  close(tab: number): void {
    const view = this.#views.get(tab)
    this.#views.delete(tab)
    view?.close()
  }

  closeAll(): void {
    for (const tab of [...this.#views.keys()]) this.close(tab)
  }

  entries(): IterableIterator<[tab: number, view: V]> {
    return this.#views.entries()
  }
}
