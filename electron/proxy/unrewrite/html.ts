import { Transform, type TransformCallback } from 'node:stream'

const quotes = new Set(Buffer.from(`"'`))
const root = Buffer.from('/')
/** Besides a slash: of `/.` the API server writes the prefix alone. */
const ends = new Set(Buffer.from('"?#'))

/**
 * Takes the API server's prefix out of the attributes of an HTML page again, while it streams. The API server writes
 * rewritten attributes in quotes, so the prefix is one of its own where it follows a quote, or one of this origin's
 * hosts; everywhere else (text, scripts) it is the application's and stays.
 */
export class HtmlUnrewriter extends Transform {
  readonly #pattern: Buffer
  readonly #hosts: readonly Buffer[]
  /** How many bytes before a match are needed to judge it. */
  readonly #context: number
  /** Bytes not yet passed on: they may be the start of a match. */
  #held: Buffer = Buffer.alloc(0)
  /** The last bytes of the source that were passed on. */
  #before: Buffer = Buffer.alloc(0)

  constructor(prefix: string, hosts: readonly string[]) {
    super()
    this.#pattern = Buffer.from(prefix)
    this.#hosts = hosts.map((host) => Buffer.from(`//${host}`))
    this.#context = Math.max(1, ...this.#hosts.map((host) => host.length))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const source = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const end = source.length - this.#partialMatch(source)
    this.#pass(source, end)
    this.#held = source.subarray(end)
    done()
  }

  override _flush(done: TransformCallback): void {
    this.push(this.#held)
    done()
  }

  #pass(source: Buffer, end: number): void {
    // Pushed as one: each piece would cost the next step a call.
    const parts: Buffer[] = []
    let from = 0
    for (let at = source.indexOf(this.#pattern); at !== -1 && at < end; at = source.indexOf(this.#pattern, at + 1)) {
      const behind = at + this.#pattern.length
      const next = source[behind] ?? 0
      const isRoot = ends.has(next)
      if ((next !== root[0] && !isRoot) || !this.#isRewritten(source, at)) continue
      parts.push(source.subarray(from, at))
      if (isRoot) parts.push(root)
      from = behind
    }
    parts.push(source.subarray(from, end))
    this.push(Buffer.concat(parts))
    const passed = source.subarray(Math.max(0, end - this.#context), end)
    this.#before = Buffer.concat([this.#before, passed]).subarray(-this.#context)
  }

  #isRewritten(source: Buffer, at: number): boolean {
    const start = Math.max(0, at - this.#context)
    const missing = this.#context - (at - start)
    const context = Buffer.concat([
      this.#before.subarray(Math.max(0, this.#before.length - missing)),
      source.subarray(start, at),
    ])
    const last = context.at(-1)
    if (last !== undefined && quotes.has(last)) return true
    return this.#hosts.some((host) => context.length >= host.length && context.subarray(-host.length).equals(host))
  }

  /** Length of the longest end of the source with which the pattern may begin, or that is all of it. */
  #partialMatch(source: Buffer): number {
    for (let length = Math.min(source.length, this.#pattern.length); length > 0; length--) {
      if (source.subarray(-length).equals(this.#pattern.subarray(0, length))) return length
    }
    return 0
  }
}
