import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflateRaw } from 'node:zlib'
import { failure } from '../../shared/failure.ts'
import { parseStatus } from '../cluster/api-failure.ts'
import { brokenEncoding, encodingFailure } from './broken-encoding.ts'
import { diagnose } from './diagnose.ts'
import { flushHead, passAsItIs } from './direct-body.ts'
import { isHtml, isSearched, lookForName, mayBeSettings } from './fixed-name.ts'
import type { AnswerHead, Exchange } from './exchange.ts'
import { answerFailure, wantsPage } from './failure-answer.ts'
import { foreignPhrase } from '../../shared/failure-phrase.ts'
import { isRepeatable } from './repeatable.ts'
import { responseHeaders } from './response-headers.ts'
import { trafficOf } from './traffic/follow.ts'
import type { UpstreamAnswer } from './upstream-answer.ts'
import { HostUnrewriter, mayNameHosts } from './unrewrite/host.ts'
import { HtmlUnrewriter } from './unrewrite/html.ts'
import { StartTagUnrewriter } from './unrewrite/start-tags.ts'

/** A Status is a few hundred bytes; what is larger is the application's own. */
const maxStatus = 32 * 1024

/**
 * Passes an answer on, streaming. On an origin what the API server rewrote is taken back, and where the API server itself
 * said no to a browser, a page explains it.
 *
 * @param again forwards the request anew, by what its exchange says by then
 */
export function passOn(
  exchange: Exchange,
  answer: UpstreamAnswer,
  request: IncomingMessage,
  response: ServerResponse,
  again: () => void,
): void {
  const { status } = answer
  const { reconsideration } = exchange
  const own = exchange.renew !== undefined && status === 401 && mayBeStatus(answer)
  const statusLike = exchange.transport === 'service-proxy' && exchange.rewritten !== undefined && mayBeStatus(answer)
  const maybeNotTheirs = request.method !== 'HEAD' && (statusLike || own)
  if (!maybeNotTheirs && missesAuthorization(exchange, answer, request, response)) return
  const encoding = request.method === 'HEAD' ? undefined : brokenEncoding(exchange, answer)
  const readFirst = maybeNotTheirs
    ? refusal(exchange, answer, request, response, own)
    : encoding !== undefined
      ? begun(exchange, answer, request, response, encoding)
      : reconsideration?.doubts(headOf(answer))
        ? doubt(exchange, answer)
        : request.method !== 'HEAD' && mayBeSettings(exchange, answer)
          ? settings(exchange, answer)
          : undefined
  if (!readFirst) {
    reconsideration?.answered(status)
    stream(exchange, answer, request, response)
    return
  }
  readFirst
    .then((next) => {
      if (next === 'again') again()
      else if (next === 'as-it-is') stream(exchange, answer, request, response)
    })
    .catch(() => response.destroy())
}

/** The Service refuses a request whose Authorization the API server has kept: its page is told why instead. */
function missesAuthorization(
  exchange: Exchange,
  answer: UpstreamAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { status } = answer
  if (!exchange.keptAuthorization || !exchange.rewritten || (status !== 401 && status !== 403)) return false
  answer.discard()
  const why = failure('authorization-kept', `The Service answered ${status} without it.`)
  exchange.blocked(why)
  answerFailure(request, response, status, why, () => exchange.remedies?.(why))
  return true
}

/** What is to be done with an answer of which the body has been read. */
type Next = 'again' | 'as-it-is' | 'answered'

/** An answer that may be the API server's own no. */
async function refusal(
  exchange: Exchange,
  answer: UpstreamAnswer,
  request: IncomingMessage,
  response: ServerResponse,
  own: boolean,
): Promise<Next> {
  const { body, whole } = await answer.look(maxStatus)
  const status = whole ? parseStatus(body.toString('utf8')) : undefined
  // Also for a request that cannot be sent again: the next one is to succeed.
  if (own && status && (await exchange.renew?.().catch(() => false)) && isRepeatable(request)) return 'again'
  const why = exchange.rewritten && status && diagnose(answer.status, status, exchange.listed)
  if (why && (await exchange.reconsideration?.again({ kind: 'failed', failure: why }))) return 'again'
  if (!why && missesAuthorization(exchange, answer, request, response)) return 'answered'
  // The application's own no, in JSON.
  if (!status && exchange.reconsideration?.doubts(headOf(answer))) return doubt(exchange, answer)
  if (!why) return 'as-it-is'
  if (!wantsPage(request)) {
    trafficOf(request)?.blame(why)
    return 'as-it-is'
  }
  answerFailure(request, response, answer.status, why, () => exchange.remedies?.(why))
  return 'answered'
}

/** A page of which the API server may have sent the head alone. */
async function begun(
  exchange: Exchange,
  answer: UpstreamAnswer,
  request: IncomingMessage,
  response: ServerResponse,
  encoding: string,
): Promise<Next> {
  const broken = await answer.look(0).then(
    () => false,
    () => true,
  )
  if (!broken) {
    exchange.reconsideration?.answered(answer.status)
    return 'as-it-is'
  }
  const why = encodingFailure(encoding)
  if (await exchange.reconsideration?.again({ kind: 'failed', failure: why })) return 'again'
  if (!wantsPage(request)) exchange.blocked(why)
  answerFailure(request, response, 502, why, () => exchange.remedies?.(why))
  return 'answered'
}

/** An answer that may be about the way it was asked. */
async function doubt({ reconsideration }: Exchange, answer: UpstreamAnswer): Promise<Next> {
  const { body, whole } = await answer.look(maxStatus)
  const text = whole && answer.headers['content-encoding'] === undefined ? body.toString('latin1') : ''
  const { location, challenges } = headOf(answer)
  return (await reconsideration?.again({ kind: 'answered', status: answer.status, body: text, location, challenges }))
    ? 'again'
    : 'as-it-is'
}

/** What scripts of a page read: where the application's own address is not in it, it is passed on as it is. */
async function settings(exchange: Exchange, answer: UpstreamAnswer): Promise<Next> {
  await lookForName(exchange, answer)
  exchange.reconsideration?.answered(answer.status)
  return 'as-it-is'
}

/** Streams the body, which may have been read in part, to the client, with what was rewritten in it taken back. */
function stream(exchange: Exchange, answer: UpstreamAnswer, request: IncomingMessage, response: ServerResponse): void {
  const steps = bodySteps(exchange, answer, request)
  head(exchange, answer, response, steps.length > 0)
  if (steps.length === 0) {
    passAsItIs(answer, response)
    return
  }
  response.setMaxListeners(0)
  const body = answer.stream()
  // A stream that breaks off destroys the response too, so that no client takes half for the whole.
  pipeline([body, ...steps, response], () => undefined)
  setImmediate(() => {
    if (!body.readableDidRead) flushHead(response)
  })
}

/** What Node does not write in a reason phrase (RFC 9112, 4), and llhttp reads. */
const unwritable = /[^\t\x20-\x7e\x80-\xff]/g

function head(
  { rewritten, sandboxed }: Exchange,
  answer: UpstreamAnswer,
  response: ServerResponse,
  bodyChanges: boolean,
): void {
  trafficOf(response.req)?.head(answer.status, answer.headers)
  const trailers = !bodyChanges && mayHaveTrailers(answer, response.req)
  const isStyle = response.req.headers['sec-fetch-dest'] === 'style'
  const headers = responseHeaders(answer.rawHeaders, { rewritten, bodyChanges, trailers, isStyle })
  // Beside a policy of the application's own: a page is held to each of them.
  if (sandboxed) headers.push('Content-Security-Policy', 'sandbox')
  response.writeHead(answer.status, foreignPhrase(answer.statusMessage.replace(unwritable, '')), headers)
}

/** Trailers follow a body in pieces, and neither what has a length nor what has no body (RFC 9112, 7.1.2). */
function mayHaveTrailers({ status, headers }: UpstreamAnswer, { method, httpVersionMinor }: IncomingMessage): boolean {
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304
  return hasBody && headers['content-length'] === undefined && httpVersionMinor > 0
}

/**
 * What a body must go through: nothing, unless it is HTML on an origin in an encoding that the API server rewrites, or may
 * name the application's own address while that is not the origin's.
 */
function bodySteps(exchange: Exchange, answer: UpstreamAnswer, request: IncomingMessage): Transform[] {
  const { rewritten } = exchange
  const type = answer.headers['content-type'] ?? ''
  const code = answer.status
  if (!rewritten || request.method === 'HEAD' || code === 204 || code === 304) return []
  const steps: Transform[] = []
  if (rewritten.prefix !== '' && isHtml(type)) {
    steps.push(new HtmlUnrewriter(rewritten.prefix, rewritten.hosts), new StartTagUnrewriter())
  }
  const { local } = rewritten
  // Of a part, other lengths would make Content-Range wrong; what the API server put into one is taken out again. What is
  // saved stays as the application wrote it.
  const isShown = code !== 206 && !/^\s*attachment\b/i.test(answer.headers['content-disposition'] ?? '')
  if (local && isShown && (local.found ? isSearched(exchange, answer) : mayNameHosts(type)))
    steps.push(new HostUnrewriter(local))
  if (steps.length === 0) return []
  switch ((answer.headers['content-encoding'] ?? '').toLowerCase()) {
    case '':
      return steps
    case 'gzip':
      // A browser shows one that lacks its end, too.
      return [createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }), ...steps]
    case 'br':
      // Of a page the API server has rewritten nothing, where it passes that on at all.
      return rewritten.prefix === '' || !isHtml(type) ? [createBrotliDecompress(), ...steps] : []
    case 'deflate':
      // The API server's deflate is the bare stream, without the zlib wrapper that RFC 9110 asks for.
      // Through a tunnel no application was asked for any.
      return rewritten.prefix === '' ? [] : [createInflateRaw(), ...steps]
    default:
      return []
  }
}

function headOf({ status, headers }: UpstreamAnswer): AnswerHead & { challenges: boolean } {
  const { 'content-type': type = '', 'content-length': length, location } = headers
  const challenges = headers['www-authenticate'] !== undefined
  return { status, type, length: length === undefined ? undefined : Number(length), location, challenges }
}

function mayBeStatus({ status, headers }: UpstreamAnswer): boolean {
  const length = Number(headers['content-length'] ?? 0)
  const encoded = headers['content-encoding'] !== undefined
  return status >= 400 && /^application\/json\b/.test(headers['content-type'] ?? '') && length <= maxStatus && !encoded
}
