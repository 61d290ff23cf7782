import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'

/** Takes the body of an answer as it comes. */
export interface BodyTaker {
  /** False when no more is wanted until {@link UpstreamAnswer.resume}. */
  data: (chunk: Buffer) => boolean
  /** @param trailers names and values in turn */
  end: (trailers: readonly string[]) => void
  /** It broke off. */
  failed: (error: Error) => void
}

/** The answer to a request: its head, and a body that comes as fast as it is taken. */
export class UpstreamAnswer {
  readonly status: number
  readonly statusMessage: string
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  #headers: IncomingHttpHeaders | undefined
  readonly #resume: () => void
  #taker: BodyTaker | undefined
  #wanted = false
  /** What has come before anybody took it. */
  #held: Buffer[] = []
  #over: { trailers: readonly string[] } | { error: Error } | undefined
  #looking: (() => void) | undefined

  /** @param resume lets the body go on after {@link data} said false */
  constructor(status: number, statusMessage: string, rawHeaders: readonly string[], resume: () => void) {
    this.status = status
    this.statusMessage = statusMessage
    this.rawHeaders = rawHeaders
    this.#resume = resume
  }

  /** By name in small letters; as Node has them. */
  get headers(): IncomingHttpHeaders {
    return (this.#headers ??= joined(this.rawHeaders))
  }

  /** Whether more of the body is wanted now. */
  get wanted(): boolean {
    return this.#wanted
  }

  /** Whether the body has come to its end. */
  get complete(): boolean {
    return this.#over !== undefined
  }

  /** Hands the body over, with what has come of it; once. */
  take(taker: BodyTaker): void {
    this.#taker = taker
    this.#wanted = true
    for (const chunk of this.#held.splice(0)) this.#wanted = taker.data(chunk)
    if (this.#over) this.#finish()
    else if (this.#wanted) this.#resume()
  }

  /** More is wanted again. */
  resume(): void {
    if (this.#over) return
    this.#wanted = true
    this.#resume()
  }

  /** Reads the body to its end, or until it is larger than the limit. It stays here for whoever takes it. */
  async look(limit: number): Promise<{ body: Buffer; whole: boolean }> {
    const size = (): number => this.#held.reduce((sum, { length }) => sum + length, 0)
    this.#wanted = true
    while (!this.#over && size() <= limit) {
      const more = new Promise<void>((resolve) => (this.#looking = resolve))
      this.#resume()
      await more
    }
    this.#wanted = false
    this.#looking = undefined
    if (this.#over && 'error' in this.#over) throw this.#over.error
    return { body: Buffer.concat(this.#held), whole: this.#over !== undefined && size() <= limit }
  }

  /** The body as a stream. */
  stream(): Readable {
    const stream = new Readable({ read: () => this.resume() })
    // What has come by now is pushed before anybody reads.
    this.take({
      data: (chunk) => stream.push(chunk),
      end: () => stream.push(null),
      failed: (error) => stream.destroy(error),
    })
    return stream
  }

  /** Nobody wants the body. */
  discard(): void {
    this.take({ data: () => true, end: () => undefined, failed: () => undefined })
  }

  /** A part of the body has come; false when no more is wanted until resumed. */
  data(chunk: Buffer): boolean {
    if (this.#taker) return (this.#wanted = this.#taker.data(chunk))
    this.#held.push(chunk)
    this.#looking?.()
    return this.#wanted
  }

  end(trailers: readonly string[]): void {
    this.#over ??= { trailers }
    this.#looking?.()
    if (this.#taker) this.#finish()
  }

  failed(error: Error): void {
    this.#over ??= { error }
    this.#looking?.()
    if (this.#taker) this.#finish()
  }

  #finish(): void {
    this.#wanted = false
    if (!this.#over) return
    if ('error' in this.#over) this.#taker?.failed(this.#over.error)
    else this.#taker?.end(this.#over.trailers)
  }
}

function joined(raw: readonly string[]): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {}
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase()
    const value = raw[i + 1] ?? ''
    if (name === 'set-cookie') (headers[name] ??= []).push(value)
    else if (headers[name] === undefined) headers[name] = value
    // As Node: of these the first one counts (RFC 9110, 5.3 lets no list stand for them).
    else if (name !== 'content-length' && name !== 'content-type') headers[name] = `${String(headers[name])}, ${value}`
  }
  return headers
}
