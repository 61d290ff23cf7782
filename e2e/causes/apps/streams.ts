import { createServer as createTcp, type Socket } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { WebSocketServer } from 'ws'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { answer, html, plain } from './serve.ts'

/** A stream that goes on only when its reader has said that the last step arrived: what is held back stands still. */
function stepwise(type: string, step: (number: number) => string, end: (response: ServerResponse) => void) {
  const open = new Map<string, ServerResponse>()
  const idOf = (request: IncomingMessage): string => new URL(request.url ?? '', 'http://x').searchParams.get('id') ?? ''
  return {
    '/stream': (request: IncomingMessage, response: ServerResponse) => {
      // The question is read first: an answer that begins before that is cut now and then by the API server itself.
      request.resume().once('end', () => {
        response.writeHead(200, { 'content-type': type, trailer: 'grpc-status' })
        response.write(step(1))
        open.set(idOf(request), response)
      })
    },
    '/next': (request: IncomingMessage, response: ServerResponse) => {
      const stream = open.get(idOf(request))
      const number = Number(new URL(request.url ?? '', 'http://x').searchParams.get('step'))
      if (stream && number > 3) end(stream)
      else stream?.write(step(number))
      response.writeHead(204).end()
    },
  }
}

let opened = 0

/** Reads such a stream to its end. */
const readSteps =
  (method: 'GET' | 'POST') =>
  async (way: Way): Promise<unknown> => {
    const id = `${process.pid}-${++opened}`
    let step = 1
    const piece = () => way.fetch(`/next?id=${id}&step=${++step}`)
    const sent = method === 'POST' ? { method, body: 'ask' } : {}
    const { status, text, trailers } = await way.fetch(`/stream?id=${id}`, { ...sent, piece })
    return [status, text, { ...trailers }]
  }

/** A message as gRPC-web and Connect frame it. */
const framed = (flags: number, message: string): string =>
  String.fromCharCode(flags) + String.fromCharCode(0, 0, 0, message.length) + message

const rawHttp = (head: string, body: string) =>
  createTcp((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(head + body))
  })

/** Answers that come little by little, or end in an unusual way. */
export const streams = causes(
  {
    name: 'events',
    about: 'Server-sent events',
    serve: () =>
      plain(
        stepwise(
          'text/event-stream',
          (n) => `data: ${n}\n\n`,
          (stream) => stream.end(),
        ),
      ),
    check: readSteps('GET'),
    expected: [200, 'data: 1\n\ndata: 2\n\ndata: 3\n\n', {}],
  },
  {
    name: 'grpc-web',
    about: 'gRPC-web: a POST answered by frames, the last of which holds the trailers',
    serve: () =>
      plain(
        stepwise(
          'application/grpc-web+proto',
          (n) => framed(0, `message ${n}`),
          (stream) => stream.end(framed(0x80, 'grpc-status:0\r\n')),
        ),
      ),
    check: readSteps('POST'),
    expected: [
      200,
      [1, 2, 3].map((n) => framed(0, `message ${n}`)).join('') +
        Buffer.from(framed(0x80, 'grpc-status:0\r\n')).toString(),
      {},
    ],
  },
  {
    name: 'connect-rpc',
    about: 'Connect and log streams: JSON line by line, and trailers',
    serve: () =>
      plain(
        stepwise(
          'application/connect+json',
          (n) => `{"line":${n}}\n`,
          (stream) => {
            stream.addTrailers({ 'grpc-status': '0' })
            stream.end()
          },
        ),
      ),
    check: readSteps('POST'),
    expected: [200, '{"line":1}\n{"line":2}\n{"line":3}\n', { 'grpc-status': '0' }],
  },
  {
    name: 'polling',
    about: 'socket.io: long polling that becomes a WebSocket',
    serve: () => {
      let waiting: ServerResponse | undefined
      let messages: string[] = []
      const flush = (): void => {
        if (!waiting || messages.length === 0) return
        answer(waiting, 200, 'text/plain', messages.join('\u001e'))
        waiting = undefined
        messages = []
      }
      const server = plain({
        '/socket.io/': (request, response) => {
          if (request.method === 'POST') {
            request.setEncoding('utf8').on('data', (said: string) => messages.push(`heard ${said}`))
            request.on('end', () => {
              answer(response, 200, 'text/plain', 'ok')
              flush()
            })
          } else if (request.url?.includes('sid=') === true) {
            waiting = response
            flush()
          } else answer(response, 200, 'text/plain', '0{"sid":"s1","upgrades":["websocket"],"pingInterval":25000}')
        },
      })
      const sockets = new WebSocketServer({ noServer: true })
      sockets.on('connection', (socket) => socket.on('message', () => socket.send('3probe')))
      server.on('upgrade', (request, socket, head) => {
        if (request.url?.includes('transport=websocket&sid=s1') === true)
          sockets.handleUpgrade(request, socket, head, (ready) => sockets.emit('connection', ready))
        else socket.destroy()
      })
      return server
    },
    check: async (way) => {
      const path = '/socket.io/?EIO=4&transport='
      const opened = await way.fetch(`${path}polling&t=1`)
      const poll = way.fetch(`${path}polling&sid=s1&t=2`)
      const said = await way.fetch(`${path}polling&sid=s1&t=3`, { method: 'POST', body: '4hello' })
      const { answers } = await way.talk(`${path}websocket&sid=s1`, { say: ['2probe'], close: [1000, ''] })
      return [opened.text.slice(0, 11), said.text, (await poll).text, answers]
    },
    expected: ['0{"sid":"s1', 'ok', 'heard 4hello', ['3probe']],
    limits: { 'service-proxy': 'the API server drops the query of a WebSocket; socket.io goes on polling' },
  },
  {
    name: 'http-1-0',
    about: 'Python’s http.server: HTTP/1.0, which the end of the connection ends',
    serve: () => rawHttp('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n', 'x'.repeat(300_000)),
    check: async (way) => [(await way.fetch('/')).body.length, (await way.fetch('/')).body.length],
    expected: [300_000, 300_000],
  },
  {
    name: 'until-close',
    about: 'HTTP/1.1 without a length',
    serve: () => rawHttp('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n', '<p>all'),
    check: async (way) => (await way.visit('/')).text,
    expected: '<p>all',
  },
  {
    name: 'loose-head',
    about: 'a head with bare line feeds and spaces, as small devices write it',
    serve: () => rawHttp('HTTP/1.1 200 OK\nContent-Type:text/plain\nX-Odd: caf\u00e9\nContent-Length: 2\n\n', 'ok'),
    check: async (way) => (await way.fetch('/')).text,
    expected: 'ok',
  },
  {
    name: 'early-hints',
    about: '103 before the answer',
    serve: () =>
      plain({
        '/': (_request, response) =>
          response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }, () =>
            answer(response, 200, 'text/html', 'hinted'),
          ),
      }),
    check: async (way) => (await way.visit('/')).text,
    expected: 'hinted',
  },
  {
    name: 'long-poll',
    about: 'an answer that waits for another request',
    serve: () => {
      let waiting: ServerResponse | undefined
      return plain({
        '/wait': (_request, response) => (waiting = response),
        '/say': (_request, response) => {
          const waited = waiting
          waiting = undefined
          if (waited) html('said')(waited.req, waited)
          answer(response, waited ? 200 : 409, 'text/plain', '')
        },
      })
    },
    check: async (way) => {
      const waits = way.fetch('/wait')
      while ((await way.fetch('/say')).status !== 200);
      return (await waits).text
    },
    expected: 'said',
  },
)
