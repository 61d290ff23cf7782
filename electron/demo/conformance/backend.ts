import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Duplex } from 'node:stream'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { WebSocketServer } from 'ws'
import type { Certificate } from '../tls/certificate.ts'

/** The page that `/html` answers with; the suite knows what a proxy must make of it. */
export const samplePage = `<!DOCTYPE html>
<html><head><link rel=stylesheet href="/app.css"><base href='/base/'><script src="/app.js">if (a < b) "/api"</script>
<style>@import "/theme.css"</style></head>
<body>
<A HREF="/a?x=1&amp;y=2#f" title="it's">one</A> <a href="rel/b">two</a> <a href="https://example.com/c">three</a>
<img src=/i.png srcset="/i2.png 2x"><img src="/self.png"/><form action="/f"><button formaction="/g">x</button></form>
<div data-url="/d" style="background:url(/bg.png)">{{ "/t" }}</div><a href="/{{ .Path }}">t</a>
<!-- <a href="/comment"> --><a href="//cdn.example.com/x">cdn</a><a href="/p/../q">up</a><a href="/caf&eacute;?">café</a>
<textarea><a href="/raw"></textarea><video src="/v" poster="/p"></video><meta content="0;url=/m">
</body></html>
`

const encoders: Readonly<Record<string, (html: string) => Buffer>> = {
  gzip: (html) => gzipSync(html),
  deflate: (html) => deflateRawSync(html),
  'zlib-deflate': (html) => deflateSync(html),
  br: (html) => brotliCompressSync(html),
  identity: (html) => Buffer.from(html),
  'false-gzip': (html) => Buffer.from(html),
}

type Handler = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void

const handlers: Readonly<Record<string, Handler>> = {
  '/redirect': (_, response, query) => {
    response.writeHead(Number(query.get('code') ?? 302), { location: query.get('to') ?? '' }).end()
  },
  '/html': (_, response, query) => {
    const encoding = query.get('encoding') ?? ''
    const body = encoders[encoding]?.(samplePage) ?? Buffer.from(samplePage)
    response.setHeader('content-type', query.get('type') ?? 'text/html; charset=utf-8')
    if (encoding !== '') response.setHeader('content-encoding', encoding.replace(/^.*-/, ''))
    response.end(body)
  },
  '/headers': (_, response) => {
    response.setHeader('set-cookie', ['a=1; Path=/; HttpOnly', 'b=2; Path=/app; Domain=example.com'])
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-expose-headers', 'x-app')
    response.setHeader('connection', 'x-named, keep-alive')
    response.setHeader('x-named', 'dropped')
    response.setHeader('proxy-authenticate', 'dropped')
    response.setHeader('x-app', 'kept')
    response.setHeader('www-authenticate', 'Basic realm="app"')
    response.writeHead(401, { 'content-type': 'text/plain' }).end('who are you?')
  },
  '/status': (_, response, query) => {
    response.writeHead(Number(query.get('code') ?? 200), { 'content-type': 'text/plain' }).end('as asked')
  },
  '/events': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
  },
  '/stream': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('first')
  },
  '/silent': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders()
  },
  '/break': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' })
    response.write('only this', () => response.destroy())
  },
  '/hang-up': (request) => void request.socket.destroy(),
}

/** What `/` and every other path answer: the request as it arrived. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, headers } = request
  const body = (await buffer(request)).toString()
  const encoded = request.headers['accept-encoding'] === 'gzip'
  const answer = Buffer.from(JSON.stringify({ method, url, headers, body }))
  response.setHeader('content-type', 'application/json')
  // As servers behind Go's client do: compressed when asked, so that the proxy's own inflating shows.
  if (encoded) response.setHeader('content-encoding', 'gzip')
  response.end(encoded ? gzipSync(answer) : answer)
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  await (handlers[path] ?? echo)(request, response, new URLSearchParams(query))
}

/** WebSockets at `/ws`: first the request's URL and headers, then what was sent; two ways of not upgrading. */
function upgrade(sockets: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const path = request.url?.split('?')[0]
  if (path === '/refuses') socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 4\r\nx-app: kept\r\n\r\nno\r\n')
  else if (path === '/ignores') socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
  else {
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.send(JSON.stringify({ url: request.url, headers: request.headers }))
      client.on('message', (data: Buffer, binary) => client.send(data, { binary }))
    })
  }
}

export interface Backend {
  readonly http: number
  readonly https: number
  /** Says something that is no HTTP. */
  readonly tcp: number
  close(): void
}

/** Listens on these ports (0: any) of an address, with one behaviour on the first two. */
export async function startBackend(
  host: string,
  ports: { readonly http: number; readonly https: number; readonly tcp: number },
  certificate: Certificate,
): Promise<Backend> {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false })
  const listen = async (server: Server, port: number): Promise<Server> => {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      handle(request, response).catch(() => void response.destroy())
    })
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      upgrade(sockets, request, socket, head)
    })
    await once(server.listen(port, host), 'listening')
    return server
  }
  const http = await listen(createHttpServer(), ports.http)
  const https = await listen(createHttpsServer({ cert: certificate.cert, key: certificate.key }), ports.https)
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('hello, this is no HTTP\r\n'))
  })
  await once(tcp.listen(ports.tcp, host), 'listening')
  const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port
  return {
    http: portOf(http),
    https: portOf(https),
    tcp: portOf(tcp),
    close: () => {
      for (const client of sockets.clients) client.terminate()
      for (const server of [http, https]) {
        server.close()
        server.closeAllConnections()
      }
      tcp.close()
    },
  }
}
