import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Dispatcher } from 'undici'
import { connectionsOf, StaleConnection, type Connection } from '../cluster/kept-connections.ts'
import type { Exchange } from './exchange.ts'
import { keepOwn, signsInConnection, takeOwn } from './own-connections.ts'
import { asNetworkError } from './network-error.ts'
import { bodyParts, keptBody } from './small-body.ts'
import { UpstreamAnswer } from './upstream-answer.ts'

/** How a request ends: one of the two is called, once. */
export interface Outcome {
  answered: (answer: UpstreamAnswer) => void
  /** @param lost on a kept connection that the other end may have been closing: it may not have been read at all */
  failed: (error: Error, lost: boolean) => void
}

/**
 * Sends a request, whose address and headers are those for the other end by now, over the agent of its exchange. What it
 * returns gives the request up: then neither function of the outcome is called any more, and a body breaks off.
 */
export function send(
  request: IncomingMessage,
  exchange: Exchange,
  outcome: Outcome,
  method = request.method,
): () => void {
  const sending = new Sending(request, exchange, outcome, method)
  sending.start()
  return () => sending.giveUp()
}

class Sending implements Dispatcher.DispatchHandler {
  readonly #request: IncomingMessage
  readonly #exchange: Exchange
  readonly #outcome: Outcome
  readonly #method: string
  #connection: Connection | undefined
  #abort: ((error?: Error) => void) | undefined
  #answer: UpstreamAnswer | undefined
  #isOwn = false
  #begun = false
  #givenUp = false

  constructor(request: IncomingMessage, exchange: Exchange, outcome: Outcome, method = 'GET') {
    this.#request = request
    this.#method = method
    this.#exchange = exchange
    this.#outcome = outcome
  }

  start(): void {
    const { agent, target, service } = this.#exchange
    const connections = connectionsOf(agent)
    const own = takeOwn(this.#request.socket, target)
    this.#isOwn = own !== undefined || signsInConnection(this.#request)
    const kept = own ?? connections.take(target)
    if (kept) {
      this.#dispatch(kept)
      return
    }
    connections.open(target, service, (error, connection) => {
      if (connection && this.#givenUp) connection.release()
      else if (connection) this.#dispatch(connection)
      else if (!this.#givenUp) this.#outcome.failed(error ?? new Error('there is no connection'), false)
    })
  }

  giveUp(): void {
    this.#givenUp = true
    this.#abort?.()
  }

  #dispatch(connection: Connection): void {
    this.#connection = connection
    connection.asked()
    const { url = '/', headers } = this.#request
    connection.client.dispatch(
      {
        path: url,
        method: this.#method,
        headers: lines(headers),
        body: hasBody(headers) ? parts(this.#request, this.#exchange) : null,
      } as Dispatcher.DispatchOptions,
      this,
    )
  }

  onConnect(abort: (error?: Error) => void): void {
    if (this.#givenUp) {
      abort()
      return
    }
    this.#abort = abort
    this.#begun = true
    this.#exchange.sent = true
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void, message: string): boolean {
    // Early hints and the like: nobody waits for them.
    if (status < 200) return true
    const answer = new UpstreamAnswer(status, message, strings(raw), resume)
    this.#answer = answer
    if (this.#givenUp) return true
    try {
      this.#outcome.answered(answer)
    } catch (error) {
      // A head that Node would not write, say: it is no answer that anybody can be given.
      answer.discard()
      this.#outcome.failed(error instanceof Error ? error : new Error(String(error)), false)
    }
    return answer.wanted
  }

  onData(chunk: Buffer): boolean {
    return this.#answer?.data(chunk) ?? true
  }

  onComplete(trailers: (Buffer | string)[] | null): void {
    this.#abort = undefined
    // First of all: whoever is told may ask for more at once.
    if (this.#connection && this.#isOwn) keepOwn(this.#request.socket, this.#exchange.target, this.#connection)
    else this.#connection?.release()
    this.#answer?.end(strings(trailers ?? []))
  }

  onError(error: Error): void {
    this.#abort = undefined
    if (this.#answer && isWhole(this.#answer, error)) this.#answer.end([])
    else if (this.#answer) this.#answer.failed(error)
    else if (this.#givenUp) return
    else if (error instanceof StaleConnection && !this.#begun) this.start()
    else this.#outcome.failed(asNetworkError(error), this.#connection?.reused === true)
  }

  onUpgrade(): void {
    // Never asked for here.
  }
}

/**
 * The length of an answer without a body is that of the one it would have had (RFC 9110, 8.6); undici misses it, and ends the
 * connection.
 */
function isWhole({ status }: UpstreamAnswer, error: Error): boolean {
  const code: unknown = Reflect.get(error, 'code')
  return (status === 304 || status === 204) && code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
}

/** A length, or pieces: a request that says neither has no body (RFC 9112, 6.3). */
function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

async function* parts(request: IncomingMessage, { body }: Exchange): AsyncGenerator<Buffer> {
  const before = body ? [body] : keptBody(request)
  if (before) {
    yield* before
    return
  }
  try {
    yield* bodyParts(request)
  } finally {
    // What is left of an upload that was answered early would otherwise wait before the client's next request.
    request.resume()
  }
}

function lines(headers: IncomingHttpHeaders): (string | string[])[] {
  const list: (string | string[])[] = []
  for (const name in headers) {
    const value = headers[name]
    // How the body is cut is undici's to say.
    if (value !== undefined && name !== 'transfer-encoding') list.push(name, value)
  }
  return list
}

/** Heads are Latin-1. */
function strings(raw: readonly (Buffer | string)[]): string[] {
  return raw.map((text) => (typeof text === 'string' ? text : text.toString('latin1')))
}
