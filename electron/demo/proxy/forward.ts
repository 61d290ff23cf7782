import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { serviceUnavailable, StatusError, unforeseen } from '../api/status.ts'
import { type Backends, goError } from './backends.ts'
import { answerHeaders, requestHeaders, without } from './headers.ts'
import { rewriteBody } from './rewrite-body.ts'
import { rewriteUrl } from './rewrite-url.ts'
import type { ProxyTarget } from './resolve.ts'
import { cleanPath, encodePath } from './url-path.ts'

/** A request below `…/services/SEGMENT/proxy`. */
export interface ProxyRequest {
  /** The whole path, decoded. */
  readonly path: string
  /** What follows `/proxy`: decoded, without slashes at its ends. */
  readonly subpath: string
  /** With its `?`, or empty. */
  readonly query: string
}

/**
 * Passes a request to a pod and its answer back, as the API server's service proxy does (apimachinery/pkg/util/proxy).
 * Throws a StatusError as long as nothing has been answered.
 */
export async function forward(
  backends: Backends,
  target: ProxyTarget,
  { path, subpath, query }: ProxyRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { location, prefix } = locate(path, subpath)
  if (location === '' && (request.method === 'GET' || request.method === 'HEAD')) {
    response.writeHead(301, { location: `${path}/${query}` }).end()
    return
  }
  const inflate = wantsGzipOfItsOwn(request)
  const outgoing = backends.request(target, {
    method: request.method,
    path: encodePath(location || '/') + query,
    headers: outgoingHeaders(request, prefix + encodePath(location), inflate),
  })
  outgoing.removeHeader('connection')
  const answer = await answerTo(outgoing, request, response, target)

  const at = { prefix, endpoint: `${target.ip}:${target.port}`, requestHost: request.headers.host ?? '' }
  await passBack(answer, inflate, response, (url) => rewriteUrl(url, at))
}

/**
 * The path that the pod is asked for, and the prefix of the answer's URLs. Paths are cleaned; where that changed one, the
 * prefix is what the real server takes for it, the whole path.
 */
export function locate(path: string, subpath: string): { location: string; prefix: string } {
  const cleaned = subpath === '' ? '' : cleanPath(`/${subpath}`)
  const location = path.endsWith('/') && !cleaned.endsWith('/') ? `${cleaned}/` : cleaned
  return { location, prefix: path.endsWith(location) ? path.slice(0, path.length - location.length) : path }
}

/** Go's client asks for gzip, and undoes it, where the request says nothing about encodings. */
function wantsGzipOfItsOwn({ headers, method }: IncomingMessage): boolean {
  return headers['accept-encoding'] === undefined && headers.range === undefined && method !== 'HEAD'
}

function outgoingHeaders(
  request: IncomingMessage,
  forwardedUri: string,
  gzip: boolean,
): Record<string, string | string[]> {
  const headers = without(requestHeaders(request.rawHeaders, request.socket.remoteAddress ?? ''), 'x-forwarded-uri')
  headers.push(['X-Forwarded-Uri', forwardedUri])
  if (gzip) headers.push(['Accept-Encoding', 'gzip'])
  // A body of unknown length stays one, whatever the method.
  if (request.headers['transfer-encoding'] !== undefined) headers.push(['Transfer-Encoding', 'chunked'])
  return grouped(headers)
}

/** By name; several values of one name (cookies) stay several. */
function grouped(headers: [string, string][]): Record<string, string | string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, value] of headers) groups.set(name, [...(groups.get(name) ?? []), value])
  return Object.fromEntries([...groups].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]))
}

/** Sends the request's body and waits for the answer's head; a failure becomes the 503 of the real server. */
function answerTo(
  outgoing: ClientRequest,
  request: IncomingMessage,
  response: ServerResponse,
  target: ProxyTarget,
): Promise<IncomingMessage> {
  response.once('close', () => void outgoing.destroy())
  outgoing.on('information', ({ statusCode, headers }) => {
    if (statusCode === 103) response.writeEarlyHints(headers as Record<string, string>)
  })
  request.pipe(outgoing)
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.on('error', (error) => {
      reject(serviceUnavailable(`error trying to reach service: ${goError(error, target)}`))
    })
  })
}

async function passBack(
  answer: IncomingMessage,
  inflate: boolean,
  response: ServerResponse,
  rewrite: (url: string) => string | undefined,
): Promise<void> {
  const inflated = inflate && answer.headers['content-encoding'] === 'gzip'
  let headers = answerHeaders(answer.rawHeaders)
  if (inflated) headers = without(headers, 'content-encoding', 'content-length')
  const encoding = inflated ? '' : (answer.headers['content-encoding'] ?? '')

  const { location } = answer.headers
  if (location !== undefined) {
    const rewritten = rewrite(location)
    if (rewritten === undefined) throw internal(`error trying to parse Location header: parse "${location}"`)
    headers = [...without(headers, 'location'), ['Location', rewritten]]
  } else if (/^\s*text\/html\s*(;|$)/.test(answer.headers['content-type'] ?? '')) {
    const source = inflated ? answer.pipe(createGunzip()) : answer
    const body = await rewriteBody(source, encoding, rewrite).catch(() => {
      throw unforeseen(undecodable[encoding] ?? 'unexpected EOF')
    })
    if (body === 'unknown encoding') {
      // The real server has closed the backend's body by then, and aborts its own answer, unless there was none to read.
      const bodiless = response.req.method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304
      if (bodiless) writeHead(response, answer, headers)
      if (bodiless) response.end()
      else response.destroy()
      return
    }
    writeHead(response, answer, without(headers, 'content-length'))
    response.end(body)
    return
  }
  writeHead(response, answer, headers)
  response.flushHeaders()
  // The client went, or the backend broke off: either way the other side learns it from its closed connection.
  await (inflated ? pipeline(answer, createGunzip(), response) : pipeline(answer, response)).catch(() => undefined)
}

/** What Go's readers say to a body that is not in its encoding. */
const undecodable: Readonly<Record<string, string>> = {
  gzip: 'errorf making gzip reader: gzip: invalid header',
  deflate: 'flate: corrupt input before offset 5',
}

const internal = (message: string): StatusError =>
  new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] })

function writeHead(response: ServerResponse, answer: IncomingMessage, headers: [string, string][]): void {
  for (const [name, values] of Object.entries(grouped(headers))) response.setHeader(name, values)
  response.statusCode = answer.statusCode ?? 502
}
