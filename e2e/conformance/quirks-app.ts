// A web application that does what few do: started as a pod by quirks.ts, on the address in POD_IP.
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Answers that wait for their next step, by the id that the client chose. */
const stepped = new Map<string, ServerResponse>()

const routes: Readonly<Record<string, (url: URL) => RequestListener>> = {
  '/trailers': () => (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', trailer: 'X-Checksum' })
    response.write('body\n')
    response.addTrailers({ 'X-Checksum': '12345' })
    response.end()
  },
  '/early-hints': () => (_request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }, () => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('hinted\n')
    })
  },
  // The API server can't rewrite such a page, and hangs up.
  '/identity': (url) => (_request, response) => {
    const head = { 'content-type': 'text/html', 'content-encoding': url.searchParams.get('encoding') ?? 'identity' }
    response.writeHead(200, { ...head, 'content-length': 4 }).end('page')
  },
  '/etag': () => (request, response) => {
    const unchanged = request.headers['if-none-match'] === '"v1"'
    response.writeHead(unchanged ? 304 : 200, {
      'content-type': 'text/plain',
      etag: '"v1"',
      'cache-control': 'max-age=60',
      vary: 'accept',
    })
    response.end(unchanged ? undefined : 'version 1\n')
  },
  // A stream that goes on only when its client has seen the last step: a proxy that holds back stands still.
  '/steps': (url) => (_request, response) => {
    response.writeHead(200, { 'content-type': url.searchParams.get('type') ?? 'application/octet-stream' })
    response.write('data: 1\n\n')
    stepped.set(url.searchParams.get('id') ?? '', response)
  },
  '/next': (url) => (_request, response) => {
    const id = url.searchParams.get('id') ?? ''
    const step = url.searchParams.get('step') ?? ''
    if (step === 'end') stepped.get(id)?.end()
    else stepped.get(id)?.write(`data: ${step}\n\n`)
    response.writeHead(204).end()
  },
  // Answers when the client of that stream has gone.
  '/gone': (url) => (_request, response) => {
    const stream = stepped.get(url.searchParams.get('id') ?? '')
    const done = (): void => void response.writeHead(204).end()
    if (stream === undefined || stream.destroyed) done()
    else stream.once('close', done)
  },
  '/hop-by-hop': () => (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/plain',
      connection: 'keep-alive, X-Private',
      'x-private': '1',
      'proxy-authenticate': 'Basic',
    })
    response.end('ok\n')
  },
  '/cors': () => (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/plain',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-expose-headers': 'X-Total',
      'x-total': '1',
    })
    response.end('ok\n')
  },
  // No length, not chunked: the end of the connection ends it.
  '/until-close': () => (_request, response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nuntil the end\n')
  },
  // Refuses before it has read a byte of what is being uploaded.
  '/too-large': () => (_request, response) => {
    response.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end('too large\n')
  },
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://quirks.invalid')
  const route = routes[url.pathname]
  if (route) route(url)(request, response)
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('no such quirk\n')
})

server.on('upgrade', (request, socket: Socket) => {
  socket.on('error', () => socket.destroy())
  const status = /^\/upgrade\/(\d+)$/.exec(request.url ?? '')?.[1]
  if (status === '101') {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${request.headers.upgrade ?? ''}\r\n\r\n`,
    )
    socket.pipe(socket)
    return
  }
  const body = `{"refused":${status ?? '404'}}`
  socket.end(
    `HTTP/1.1 ${status ?? '404'} Refused\r\nContent-Type: application/json\r\nX-Reason: quirk\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
})

server.listen(8080, process.env['POD_IP'])
