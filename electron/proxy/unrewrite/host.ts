import { Transform, type TransformCallback } from 'node:stream'
import type { LocalName } from './location.ts'

/** Bodies in which an application may have written its own absolute URLs. */
const texts =
  /^(text\/(html|css|javascript|xml|plain|yaml|event-stream|vnd\.turbo-stream\.html)|image\/svg\+xml|application\/((hal|ld|manifest|xhtml|rss|atom|dash|problem|graphql-response|vnd\.api|(vnd\.oai\.)?openapi)\+)?(json|xml|yaml)|application\/((x-)?(javascript|yaml|ndjson)|jsonl|vnd\.apple\.mpegurl))\b(?!\+)/i

/** Whether a body of this type may hold absolute URLs that a page follows. */
export function mayNameHosts(contentType: string): boolean {
  return texts.test(contentType)
}

/** Whether a text names an application by its own absolute URLs. */
export function namesHost(text: string, { host }: LocalName): boolean {
  return urlTo(host).test(text)
}

/** A header's value with the application's own name as the browser knows it: URLs, and in a policy the bare host too. */
export function unrewriteNames(value: string, { host, own, found }: LocalName, isPolicy: boolean): string {
  const names = namesOf(host)
  if (!names.some((name) => value.includes(name.replace(/:\d+$/, '')))) return value
  const urls = value.replace(urlTo(host), (...match: string[]) => ownUrl(match, own))
  const named = isPolicy ? urls.replace(new RegExp(`(^|[\\s;,])${anyOf(names)}(?=[\\s;,/]|$)`, 'g'), `$1${own}`) : urls
  if (named !== value) found?.()
  return named
}

/**
 * Turns an application's absolute URLs to the Host that it was told, `localhost:PORT`, into those of its origin, while the
 * body streams. A URL is one where two slashes come before the host, and no more of a host or port after it, spelled as in
 * {@link slashes} or encoded as in a query: where a page leads back to after a sign-in.
 */
export class HostUnrewriter extends Transform {
  readonly #pattern: RegExp
  readonly #name: LocalName
  readonly #beginnings: readonly string[]
  /** With what one of them begins: most text does not. */
  readonly #firsts: ReadonlySet<string>
  #held = ''

  constructor(name: LocalName) {
    super()
    this.#pattern = urlTo(name.host)
    this.#name = name
    this.#beginnings = beginningsOf(name.host)
    this.#firsts = new Set(this.#beginnings.map((beginning) => beginning.charAt(0)))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Bytes are read as Latin-1, one character each, so whatever the encoding is, nothing else changes.
    const text = this.#held + chunk.toString('latin1')
    // What may become a match waits for the rest of it; all else goes on, so that no line of a log is late.
    const end = text.length - this.#partialMatch(text)
    let from = 0
    let out = ''
    this.#pattern.lastIndex = 0
    for (let match = this.#pattern.exec(text); match && match.index < end; match = this.#pattern.exec(text)) {
      out += text.slice(from, match.index) + this.#ownUrl(match)
      from = match.index + match[0].length
    }
    const passed = Math.max(from, end)
    out += text.slice(from, passed)
    this.#held = text.slice(passed)
    done(null, Buffer.from(out, 'latin1'))
  }

  override _flush(done: TransformCallback): void {
    const rest = this.#held.replace(this.#pattern, (...match: string[]) => this.#ownUrl(match))
    done(null, Buffer.from(rest, 'latin1'))
  }

  #ownUrl(match: readonly (string | undefined)[]): string {
    this.#name.found?.()
    return ownUrl(match, this.#name.own)
  }

  /** Length of the longest end of the text with which a match may begin, one whose next character is not known included. */
  #partialMatch(text: string): number {
    const longest = Math.max(...this.#beginnings.map(({ length }) => length))
    for (let length = Math.min(text.length, longest); length > 0; length--) {
      const end = text.slice(-length)
      if (!this.#firsts.has(end.charAt(0))) continue
      if (this.#beginnings.some((beginning) => beginning.startsWith(end))) return length
    }
    return 0
  }
}

const schemes = ['https', 'http', 'wss', 'ws'] as const
/** As they are, as JSON and scripts may have them, and as HTML may. */
const slashes = ['/', '\\/', '\\u002F', '\\u002f', '&#x2F;', '&#x2f;'] as const
/** In a query, and in a query within one. */
const encoded = ['%', '%25'].flatMap((sign) => [
  { colon: `${sign}3A`, slash: `${sign}2F` },
  { colon: `${sign}3a`, slash: `${sign}2f` },
])

/** Whoever goes by localhost may say so in numbers (Prefect). */
function namesOf(host: string): string[] {
  return /^localhost(:|$)/.test(host) ? [host, host.replace('localhost', '127.0.0.1')] : [host]
}

/** All that comes before the path, in each spelling. */
function beginningsOf(host: string): string[] {
  const names = namesOf(host)
  const plain = slashes
    .flatMap((first) => slashes.map((second) => first + second))
    .flatMap((both) => ['', ...schemes.map((scheme) => `${scheme}:`)].map((scheme) => scheme + both))
    .flatMap((start) => names.map((name) => start + name))
  const inQueries = encoded.flatMap(({ colon, slash }) =>
    schemes.flatMap((scheme) => names.map((name) => scheme + colon + slash + slash + name.replace(':', colon))),
  )
  return [...plain, ...inQueries]
}

function anyOf(names: readonly string[], colon = ':'): string {
  return `(?:${names.map((name) => name.replace(/[.\\]/g, '\\$&').replace(':', colon)).join('|')})`
}

const slash = String.raw`(?:\\?/|\\u002[fF]|&#x2[fF];)`
const encodedColon = '%(?:25)?3[aA]'
const encodedSlash = '%(?:25)?2[fF]'

function urlTo(host: string): RegExp {
  const names = namesOf(host)
  const plain = `(?:(https?|wss?)(:))?(${slash}{2})${anyOf(names)}(?![\\w.:-])`
  const inQueries = `(https?|wss?)(${encodedColon})((?:${encodedSlash}){2})${anyOf(names, encodedColon)}(?![\\w.-]|${encodedColon})`
  return new RegExp(`${plain}|${inQueries}`, 'g')
}

function ownUrl([, scheme, colon, both, ...inQuery]: readonly (string | undefined)[], own: string): string {
  // The origin is plain HTTP on this computer, whatever the application believes.
  const plain = (asked: string | undefined): string =>
    asked === undefined ? '' : asked.startsWith('ws') ? 'ws' : 'http'
  if (both !== undefined) return `${plain(scheme)}${colon ?? ''}${both}${own}`
  const [name, sign = '', signs = ''] = inQuery
  return plain(name) + sign + signs + own.replace(':', sign)
}
