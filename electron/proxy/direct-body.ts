import type { ServerResponse } from 'node:http'
import { FairShare } from './fair-share.ts'
import type { BodyTaker, UpstreamAnswer } from './upstream-answer.ts'

/** Hands an answer's body to the client as it is; its head, which has to be set, goes with the beginning of it or soon. */
export function passAsItIs(answer: UpstreamAnswer, response: ServerResponse): void {
  const direct = new Direct(answer, response)
  answer.take(direct)
  if (answer.complete) return
  if (direct.isSmall) flushLater(direct.flush)
  else setImmediate(direct.flush)
}

class Direct implements BodyTaker {
  readonly #answer: UpstreamAnswer
  readonly #response: ServerResponse
  readonly #length: number
  readonly #large: boolean
  /** All of a small body; its end follows at once. */
  #whole: Buffer | undefined
  #begun = false

  constructor(answer: UpstreamAnswer, response: ServerResponse) {
    this.#answer = answer
    this.#response = response
    this.#length = Number(answer.headers['content-length'] ?? Number.NaN)
    this.#large = !(this.#length <= large)
  }

  data(chunk: Buffer): boolean {
    const whole = !this.#begun && this.isSmall && chunk.length === this.#length
    this.#begun = true
    if (whole) {
      this.#whole = chunk
      return true
    }
    const room = this.#response.write(chunk)
    const mayGoOn = !this.#large || downloads.took(chunk.length)
    if (!room) this.#response.once('drain', this.#large ? this.#takeTurn : this.#goOn)
    else if (!mayGoOn) this.#takeTurn()
    return room && mayGoOn
  }

  end(trailers: readonly string[]): void {
    if (trailers.length > 0) this.#response.addTrailers(pairs(trailers))
    // As text of the head's own encoding, which Node then writes with the head as one.
    if (this.#whole) this.#response.end(this.#whole.toString('latin1'), 'latin1')
    else this.#response.end()
  }

  failed(): void {
    this.#response.destroy()
  }

  /** Sends the head, unless it has gone out with the beginning of the body. */
  readonly flush = (): void => {
    if (!this.#begun) flushHead(this.#response)
  }

  /** All of the body fits into one write, together with the head. */
  get isSmall(): boolean {
    return this.#length <= small
  }

  readonly #goOn = (): void => this.#answer.resume()
  readonly #takeTurn = (): void => downloads.turn(this.#goOn)
}

const nothing = Buffer.alloc(0)

/** All of them share the turns of one event loop. */
const downloads = new FairShare()
/** In bytes; what is smaller is over in a few reads. */
const large = 256 * 1024
/** Copying so much, in bytes, costs less than a write of its own. */
const small = 16 * 1024

/**
 * Sends the head alone, since an event stream may not say anything for a long time. Not by `flushHeaders`, which writes
 * UTF-8 where a head has Latin-1: names of files would come garbled.
 */
export function flushHead(response: ServerResponse): void {
  if (!response.writableEnded && !response.destroyed) response.write(nothing)
}

/** How long a head waits for a small body that it announces, in ms: servers often send the two as two packets. */
const headWait = 4
let waiting: (() => void)[] = []

/** One timer for all of them. */
function flushLater(flush: () => void): void {
  if (waiting.push(flush) > 1) return
  setTimeout(() => {
    const due = waiting
    waiting = []
    for (const each of due) each()
  }, headWait)
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []))
}
