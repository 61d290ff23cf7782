/** At most this many pages live at once: each costs about 96 MB. */
export const liveLimit = 4

/**
 * The views that exist, the one shown last at the end. Beyond the limit the one that was shown least recently is closed;
 * its tab stays and gets a new view when it is shown again.
 */
export class LiveViews<V extends { close(): void }> {
  readonly #views = new Map<number, V>()
  readonly #limit: number

  constructor(limit = liveLimit) {
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
    const evicted = [...this.#views.keys()].slice(0, -this.#limit)
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
