import http from 'node:http'
import https from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { FailureError } from '../../shared/failure.ts'
import { AnswerError, answerFailure, excerpt, isPassing, networkFailure } from './api-failure.ts'
import type { ClusterAccess, Upstream } from './cluster-access.ts'
import { isTooLarge } from './json-scan.ts'

/** How long the server may be silent, in ms. */
const defaultSilence = 15_000
const maxErrorBody = 64 * 1024
/** So many answers before the answer nobody sends. */
const mostInterim = 100

/** More (bytes) than any single object has. */
const maxBody = 2 * 1024 * 1024

/** So soon (ms) TCP asks whether the other side is still there; the system's own default is two hours. */
const keepAliveDelay = 15_000

export interface ApiRequest {
  method?: 'GET' | 'POST'
  /** Path and query below the server's URL. */
  path: string
  body?: unknown
  signal: AbortSignal
  /** How long the server may be silent before the head of its answer, and within a body that is read whole; ms. */
  silence?: number
}

/** A busy server is waited for where it asks for so little (ms), and so often: client-go waits as long as it says, ten times. */
const shortWait = 3_000
const mostWaits = 5

/**
 * Sends one request to the API server and returns the body of a 2xx answer as a stream (gzip taken off). Everything else
 * throws a FailureError: what the API server said, or what the network did. `aborted` requests throw the signal's reason.
 */
export async function apiStream(access: ClusterAccess, asked: ApiRequest): Promise<Readable> {
  for (let waits = 0; ; waits++) {
    try {
      return await askOnce(access, asked)
    } catch (error) {
      const wait = error instanceof AnswerError ? error.retryAfter : 0
      if (wait === 0 || wait > shortWait || waits === mostWaits) throw error
      await unlessAborted(delay(wait), asked.signal)
    }
  }
}

async function askOnce(access: ClusterAccess, asked: ApiRequest): Promise<Readable> {
  const { signal, silence = defaultSilence } = asked
  const upstream = await unlessAborted(access.upstream(), signal)
  let answer = await send(access, upstream, asked)
  // Nothing was done yet, so whatever it is can be asked again by somebody who has signed in anew.
  if (answer.statusCode === 401 && (await unlessAborted(upstream.refused(), signal))) {
    answer.resume()
    answer = await send(access, await unlessAborted(access.upstream(), signal), asked)
  }
  const stream =
    answer.headers['content-encoding'] === 'gzip' ? pipeline(answer, createGunzip(), () => undefined) : answer
  const code = answer.statusCode ?? 0
  if (code >= 200 && code < 300) return stream
  // Whatever happens to the words, the code says no.
  const body = await collect(pieces(stream, silent(access, silence), silence), maxErrorBody).catch(() => [])
  const { 'retry-after': later = '', location } = answer.headers
  const failure = answerFailure(code, Buffer.concat(body).toString('utf8'), location)
  // Whole seconds alone, as in client-go (`checkWait`).
  if (isPassing(code) && /^\d{1,6}$/.test(later)) failure.retryAfter = Math.max(1, Number(later)) * 1_000
  throw failure
}

/** Signing in may take longer than whoever asks wants to wait. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(abortReason(signal))
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function send(
  access: ClusterAccess,
  { url, agent, headers }: Upstream,
  { method = 'GET', path, body, signal, silence = defaultSilence }: ApiRequest,
): Promise<http.IncomingMessage> {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        path: url.pathname.replace(/\/$/, '') + path,
        method,
        agent,
        signal,
        headers: {
          ...headers,
          accept: 'application/json',
          'accept-encoding': 'gzip',
          'user-agent': 'porthole',
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      },
      (response) => {
        clearTimeout(timer)
        response.socket.setKeepAlive(true, keepAliveDelay)
        resolve(response)
      },
    )
    const timer = setTimeout(() => request.destroy(silent(access, silence)), silence)
    let early = 0
    const interim = (): void => {
      if (++early > mostInterim)
        request.destroy(new FailureError('not-kubernetes', `${access.server} begins to answer without end.`))
    }
    request.on('information', interim).on('continue', interim)
    request.on('error', (error) => {
      clearTimeout(timer)
      reject(signal.aborted ? abortReason(signal) : networkFailure(error, access.server))
    })
    request.end(payload)
  })
}

function silent({ server }: ClusterAccess, silence: number): FailureError {
  return new FailureError('connection-timeout', `${server} sent nothing for ${silence / 1000} s.`)
}

/** {@link apiStream}, read whole and parsed as the JSON of one object. Throws `not-kubernetes` when it is none. */
export async function apiJson(access: ClusterAccess, request: ApiRequest): Promise<unknown> {
  const text = Buffer.concat(await collect(apiPieces(access, request), maxBody))
  if (isTooLarge(text)) throw tooLarge(access)
  return parsed(text, access)
}

/** Throws `not-kubernetes` where a text is no JSON. */
export function parsed(text: Buffer, access: ClusterAccess): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    const said = excerpt(text.toString('utf8', 0, maxErrorBody))
    throw new FailureError('not-kubernetes', `${access.server} does not answer with JSON${said}`)
  }
}

/** What no cluster sends. */
export function tooLarge({ server }: ClusterAccess): FailureError {
  return new FailureError('not-kubernetes', `${server} sends an object that is larger than any of Kubernetes.`)
}

/** The body of a 2xx answer, as it comes. */
export async function* apiPieces(access: ClusterAccess, request: ApiRequest): AsyncGenerator<Buffer, void> {
  const { signal, silence = defaultSilence } = request
  const stream = await apiStream(access, request)
  try {
    yield* pieces(stream, silent(access, silence), silence)
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : networkFailure(error, access.server)
  }
}

async function* pieces(stream: Readable, late: Error, silence: number): AsyncGenerator<Buffer, void> {
  const timer = setTimeout(() => stream.destroy(late), silence)
  try {
    for await (const piece of stream) {
      timer.refresh()
      if (Buffer.isBuffer(piece)) yield piece
    }
  } finally {
    clearTimeout(timer)
  }
}

/** All of them, or so many that they are more than the limit (bytes). */
async function collect(pieces: AsyncIterable<Buffer>, limit: number): Promise<Buffer[]> {
  const collected: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    collected.push(piece)
    length += piece.length
    if (length > limit) break
  }
  return collected
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted')
}
