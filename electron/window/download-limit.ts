/** Dialogs of one page that are open at once. */
const most = 3

/**
 * Whether a page may have its user asked where to keep a file. A page can begin downloads by itself, as fast as it likes, and
 * each is a dialog in front of the window: a few at a time, and once somebody has said no, none before they act on the page.
 */
export class DownloadLimit {
  #open = 0
  #refused = false

  /** Counts one more dialog; false when there is to be none. */
  ask(): boolean {
    if (this.#refused || this.#open >= most) return false
    this.#open += 1
    return true
  }

  /** A dialog is over: a place was chosen, or none. */
  answered(chosen: boolean): void {
    this.#open -= 1
    if (!chosen) this.#refused = true
  }

  /** The page's user has done something on it. */
  acted(): void {
    this.#refused = false
  }
}
