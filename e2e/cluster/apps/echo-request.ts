import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Route } from './echo.ts'

/** What `/echo` and `/headers` tell of a request, as the application saw it. */
export interface Echo {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  /** Name, value, name, value: with the names' case and order as sent. */
  readonly rawHeaders: readonly string[]
  readonly tls: boolean
  /** The address and port that answered. */
  readonly answeredBy: string
}

/** With the body's digest. */
export interface EchoWithBody extends Echo {
  readonly bodySha256: string
  readonly bodyLength: number
}

/** `/echo`: the request as JSON. */
export const echoBody: Route = (request, response) => {
  const hash = createHash('sha256')
  let bodyLength = 0
  request.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    bodyLength += chunk.length
  })
  request.once('end', () => {
    sendJson(response, { ...seen(request), bodySha256: hash.digest('hex'), bodyLength } satisfies EchoWithBody)
  })
}

/** `/headers`: the same without reading the body. */
export const showHeaders: Route = (request, response) => sendJson(response, seen(request))

/** `/response-headers?Name=value&…`: answers with these headers; a repeated name is sent several times. */
export const setHeaders: Route = (request, response, url) => {
  for (const name of new Set(url.searchParams.keys())) response.setHeader(name, url.searchParams.getAll(name))
  response.end(JSON.stringify(seen(request)))
}

function seen(request: IncomingMessage): Echo {
  const { socket } = request
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    tls: socket instanceof TLSSocket,
    answeredBy: `${socket.localAddress ?? ''}:${socket.localPort ?? 0}`,
  }
}

/** Answers 200 with JSON. */
export function sendJson(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}
