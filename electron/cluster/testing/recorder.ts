import { EventEmitter, once } from 'node:events'

/** Notes what happens, and lets a test wait for it without sleeping. */
export class Recorder<T = string> {
  readonly entries: T[] = []
  readonly #emitter = new EventEmitter()

  note(entry: T): void {
    this.entries.push(entry)
    this.#emitter.emit('entry')
  }

  /** Settles as soon as the entries, looked at after each new one, are as wanted. */
  async until(wanted: (entries: readonly T[]) => boolean): Promise<void> {
    while (!wanted(this.entries)) await once(this.#emitter, 'entry')
  }

  /** Settles when there are so many entries. */
  async count(number: number): Promise<void> {
    await this.until((entries) => entries.length >= number)
  }
}
