import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { failure } from '../../shared/failure.ts'
import { parseStatus } from '../cluster/api-failure.ts'
import { diagnose } from './diagnose.ts'
import type { AnswerHead, Exchange } from './exchange.ts'
import { FairShare } from './fair-share.ts'
import { answerFailure, wantsPage } from './failure-answer.ts'
import { isRepeatable } from './repeatable.ts'
import { responseHeaders } from './response-headers.ts'
import { trafficOf } from './traffic/follow.ts'
import { HostUnrewriter, mayNameHosts } from './unrewrite/host.ts'
import { HtmlUnrewriter } from './unrewrite/html.ts'

/** A Status is a few hundred bytes; what is larger is the application's own. */
const maxStatus = 32 * 1024

/**
 * Passes the API server's answer on, streaming. On an origin what the API server rewrote is taken back, and where the
 * API server itself said no to a browser, a page explains it.
 */
export async function answer(
  exchange: Exchange,
  incoming: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
  again: () => void,
): Promise<void> {
  const code = incoming.statusCode ?? 502
  const { reconsideration } = exchange
  const own = exchange.renew !== undefined && code === 401 && mayBeStatus(incoming)
  if (!own && exchange.keptAuthorization && exchange.rewritten && (code === 401 || code === 403)) {
    incoming.resume()
    const why = failure('authorization-kept', `The Service answered ${code} without it.`)
    exchange.blocked(why)
    answerFailure(request, response, code, why, () => exchange.remedies?.(why))
    return
  }
  const statusLike = exchange.transport === 'service-proxy' && exchange.rewritten !== undefined && mayBeStatus(incoming)
  if (request.method !== 'HEAD' && (statusLike || own)) {
    const { body, whole } = await collect(incoming, maxStatus)
    const status = whole ? parseStatus(body.toString('utf8')) : undefined
    // Also for a request that cannot be sent again: the next one is to succeed.
    if (own && status && (await exchange.renew?.().catch(() => false)) && isRepeatable(request)) {
      again()
      return
    }
    const why = exchange.rewritten && status && diagnose(code, status, exchange.listed)
    if (why && (await reconsideration?.again({ kind: 'failed', failure: why }))) {
      again()
      return
    }
    if (why && wantsPage(request)) answerFailure(request, response, code, why, () => exchange.remedies?.(why))
    else passOn(exchange, incoming, request, response, resumed(body, incoming, whole))
    return
  }
  if (reconsideration?.doubts(headOf(incoming))) {
    const { body, whole } = await collect(incoming, maxStatus)
    const text = incoming.headers['content-encoding'] === undefined ? body.toString('latin1') : ''
    if (whole && (await reconsideration.again({ kind: 'answered', status: code, body: text }))) {
      again()
      return
    }
    passOn(exchange, incoming, request, response, resumed(body, incoming, whole))
    return
  }
  reconsideration?.answered(code)
  passOn(exchange, incoming, request, response, incoming)
}

/** Streams the body, which may have been read in part, to the client, with what was rewritten in it taken back. */
function passOn(
  exchange: Exchange,
  incoming: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
  body: Readable,
): void {
  const steps = bodySteps(exchange, incoming, request)
  head(exchange, incoming, response, steps.length > 0)
  flushSoon(body, response)
  // Listening before the pipe does, which ends the answer.
  incoming.once('end', () => response.addTrailers(pairs(incoming.rawTrailers)))
  // httpxy ties the two together already: when one breaks off the other is destroyed, so no client takes half for the
  // whole. The steps between them need the same.
  if (steps.length === 0) {
    if (isLarge(incoming)) downloads.follow(body, () => response.writableNeedDrain)
    body.pipe(response)
  } else {
    response.setMaxListeners(0)
    pipeline([body, ...steps, response], () => undefined)
  }
}

const nothing = Buffer.alloc(0)

/** All of them share the turns of one event loop. */
const downloads = new FairShare()
/** In bytes; what is smaller is over in a few reads. */
const large = 256 * 1024

function isLarge({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return length === undefined || Number(length) > large
}

/**
 * Headers go out at once, since an event stream may not say anything for a long time; but together with what has come of
 * the body, if anything has: one write to the client instead of two for most answers.
 */
function flushSoon(body: Readable, response: ServerResponse): void {
  setImmediate(() => {
    if (body.readableDidRead || response.writableEnded || response.destroyed) return
    // Not `flushHeaders`, which writes UTF-8 where a head has Latin-1: names of files would come garbled.
    response.write(nothing)
  })
}

function head(
  { rewritten, sandboxed }: Exchange,
  incoming: IncomingMessage,
  response: ServerResponse,
  bodyChanges: boolean,
): void {
  trafficOf(response.req)?.head(incoming.statusCode ?? 502, incoming.headers)
  const headers = responseHeaders(incoming.rawHeaders, { rewritten, bodyChanges })
  // Beside a policy of the application's own: a page is held to each of them.
  if (sandboxed) headers.push('Content-Security-Policy', 'sandbox')
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', headers)
}

/**
 * What a body must go through: nothing, unless it is HTML on an origin in an encoding that the API server rewrites, or may
 * name the application's own address while that is not the origin's.
 */
function bodySteps({ rewritten }: Exchange, incoming: IncomingMessage, request: IncomingMessage): Transform[] {
  const type = incoming.headers['content-type'] ?? ''
  const code = incoming.statusCode ?? 0
  if (!rewritten || request.method === 'HEAD' || code === 204 || code === 206 || code === 304) return []
  const steps: Transform[] = []
  if (rewritten.prefix !== '' && /^text\/html\b/i.test(type)) {
    steps.push(new HtmlUnrewriter(rewritten.prefix, rewritten.hosts))
  }
  const { local } = rewritten
  if (local && mayNameHosts(type)) steps.push(new HostUnrewriter(local.host, local.own))
  if (steps.length === 0) return []
  switch ((incoming.headers['content-encoding'] ?? '').toLowerCase()) {
    case '':
      return steps
    case 'gzip':
      return [createGunzip(), ...steps]
    case 'deflate':
      // The API server's deflate is the bare stream, without the zlib wrapper that RFC 9110 asks for.
      return [createInflateRaw(), ...steps]
    default:
      return []
  }
}

/** A body of which the beginning has been read. */
function resumed(read: Buffer, rest: Readable, whole: boolean): Readable {
  if (whole) return Readable.from([read], { objectMode: false })
  rest.unshift(read)
  return rest
}

function headOf({ statusCode = 502, headers }: IncomingMessage): AnswerHead {
  const { 'content-type': type = '', 'content-length': length } = headers
  return { status: statusCode, type, length: length === undefined ? undefined : Number(length) }
}

function mayBeStatus({ statusCode = 0, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? 0)
  const encoded = headers['content-encoding'] !== undefined
  return (
    statusCode >= 400 && /^application\/json\b/.test(headers['content-type'] ?? '') && length <= maxStatus && !encoded
  )
}

/** Reads a stream to its end, or until it is larger than the limit; the rest then stays in it. */
async function collect(stream: Readable, limit: number): Promise<{ body: Buffer; whole: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) return { body: Buffer.concat(chunks), whole: false }
  }
  return { body: Buffer.concat(chunks), whole: true }
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []))
}
