import { Transform, type TransformCallback } from 'node:stream'

/** Bodies in which an application may have written its own absolute URLs. */
const texts = /^(text\/(html|css|javascript|xml|plain)|application\/(json|javascript|xml|xhtml\+xml|manifest\+json))\b/i

/** Whether a body of this type may hold absolute URLs that a page follows. */
export function mayNameHosts(contentType: string): boolean {
  return texts.test(contentType)
}

/**
 * Turns an application's absolute URLs to the Host that it was told, `localhost:PORT`, into those of its origin, while the
 * body streams. A URL is one where two slashes come before the host, escaped ones as JSON may have them too, and no more
 * of a host or port after it.
 */
export class HostUnrewriter extends Transform {
  readonly #pattern: RegExp
  readonly #replacement: string
  readonly #keep: number
  #held = ''

  /**
   * @param local the Host that the application was told
   * @param own the Host of its origin, which is plain HTTP
   */
  constructor(local: string, own: string) {
    super()
    const name = local.replace(/[.\\]/g, '\\$&')
    // Bytes are read as Latin-1, one character each, so whatever the encoding is, nothing else changes.
    this.#pattern = new RegExp(`(?:(https?|wss?)(:))?(\\\\?/\\\\?/)${name}(?![\\w.:-])`, 'g')
    this.#replacement = own
    this.#keep = 'https:\\/\\/'.length + local.length + 1
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.#held + chunk.toString('latin1')
    const end = text.length - this.#keep
    if (end <= 0) {
      this.#held = text
      done()
      return
    }
    // A match that begins in the part that is kept is found when the rest of it has come.
    let from = 0
    let out = ''
    this.#pattern.lastIndex = 0
    for (let match = this.#pattern.exec(text); match && match.index < end; match = this.#pattern.exec(text)) {
      out += text.slice(from, match.index) + this.#own(match)
      from = match.index + match[0].length
    }
    const passed = Math.max(from, end)
    out += text.slice(from, passed)
    this.#held = text.slice(passed)
    done(null, Buffer.from(out, 'latin1'))
  }

  override _flush(done: TransformCallback): void {
    const rest = this.#held.replace(this.#pattern, (...match: string[]) => this.#own(match))
    done(null, Buffer.from(rest, 'latin1'))
  }

  #own([, scheme, colon, slashes]: readonly (string | undefined)[]): string {
    // The origin is plain HTTP on this computer, whatever the application believes.
    const own = scheme === undefined ? '' : scheme.startsWith('ws') ? 'ws' : 'http'
    return `${own}${colon ?? ''}${slashes ?? ''}${this.#replacement}`
  }
}
