import { appendFile, chmod, mkdir, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { looksSecret } from '../../shared/secrets.ts'
import { redact } from '../unexpected-errors.ts'

/** A log is begun anew at this size, in bytes; the one before is kept, so that at most twice as much lies on the disk. */
const sizeLimit = 256 * 1024
/** One entry is cut here, in characters: a server may answer with a book. */
const entryLimit = 4_000

/** Where the log of a user's Porthole lies. */
export function logPath(userData: string): string {
  return path.join(userData, 'logs', 'porthole.log')
}

/** A text for the log: one line, nothing that looks like a credential, of bounded length. */
export function logEntry(text: string): string {
  const calm = redact(text).replace(/[\w+/=.~-]{16,}/g, (run) => (looksSecret(run) ? '***' : run))
  // Other people's words must not write lines, or move the cursor of a terminal.
  const line = calm.replace(/\s*\r?\n\s*/g, ' | ').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
  return line.length > entryLimit ? `${line.slice(0, entryLimit)}…` : line
}

/** Appends lines to a file that only its user can read, and keeps one older file. A disk that says no costs lines, nothing else. */
export class LogFile {
  readonly #path: string
  readonly #limit: number
  #last: Promise<void> = Promise.resolve()

  constructor(file: string, limit = sizeLimit) {
    this.#path = file
    this.#limit = limit
  }

  /** Returns when the line is on disk, or was lost. */
  write(text: string, now = new Date()): Promise<void> {
    const line = `${now.toISOString()} ${logEntry(text)}\n`
    this.#last = this.#last.then(() => this.#append(line)).catch(() => undefined)
    return this.#last
  }

  async #append(line: string): Promise<void> {
    await mkdir(path.dirname(this.#path), { recursive: true, mode: 0o700 })
    const size = await stat(this.#path).then(
      (found) => found.size,
      () => 0,
    )
    if (size > 0 && size + Buffer.byteLength(line) > this.#limit) await rename(this.#path, `${this.#path}.1`)
    await appendFile(this.#path, line, { mode: 0o600 })
    // One that was there already may have been made by somebody more generous.
    if (size === 0) await chmod(this.#path, 0o600)
  }
}

/** The last lines of a log, the older file's too where the new one is short. Empty where there is none. */
export async function lastLines(file: string, most: number): Promise<readonly string[]> {
  const texts = await Promise.all([`${file}.1`, file].map((one) => readFile(one, 'utf8').catch(() => '')))
  return texts.join('').split('\n').filter(Boolean).slice(-most)
}
