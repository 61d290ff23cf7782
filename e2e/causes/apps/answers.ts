import { createServer as createTcp, type AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { answer, html, plain } from './serve.ts'

const portOf = ({ socket }: IncomingMessage): number => (socket.address() as AddressInfo).port

/** Whether a visit came to a page; somebody who goes there directly has forwarded the same port, and is sent to that. */
async function comesTo(page: string, way: Way, path: string): Promise<boolean> {
  const { text, hops } = await way.visit(path)
  return text === page || (new URL(way.origin).hostname === 'localhost' && hops.at(-1)?.startsWith('http://') === true)
}

/** An address of its own in its settings, to which it sends everybody who asked under another one. */
function canonical(request: IncomingMessage, response: ServerResponse): boolean {
  const own = `localhost:${portOf(request)}`
  if (request.headers.host === own) answer(response, 200, 'text/plain', 'home')
  else response.writeHead(301, { location: `http://${own}${request.url ?? ''}` }).end()
  return true
}

/** A head as an application may write it; Node would not. */
const written = (head: readonly string[], body: string) =>
  createTcp((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (asked: Buffer) => {
      const sent = asked.toString('latin1').startsWith('HEAD ') ? '' : body
      socket.end([...head, 'Connection: close', '', sent].join('\r\n'))
    })
  })

/** Answers whose heads say where, how long, or what comes after. */
export const answers = causes(
  {
    name: 'download-name',
    about: 'a file whose name is in UTF-8, behind its length',
    serve: () =>
      written(
        ['HTTP/1.1 200 OK', 'Content-Length: 3', 'Content-Disposition: attachment; filename="日本 Ü.csv"'],
        'a;b',
      ),
    check: async (way) => {
      const { headers, text } = await way.fetch('/report')
      return [Buffer.from(headers['content-disposition'] ?? '', 'latin1').toString(), text]
    },
    expected: ['attachment; filename="日本 Ü.csv"', 'a;b'],
  },
  {
    name: 'no-trailers',
    about: 'Go, Envoy: an answer to HEAD that announces trailers',
    serve: () => written(['HTTP/1.1 200 OK', 'Trailer: X-Sum', 'Transfer-Encoding: chunked'], '2\r\nok\r\n0\r\n\r\n'),
    check: async (way) => [(await way.fetch('/')).text, (await way.fetch('/', { method: 'HEAD' })).status],
    expected: ['ok', 200],
  },
  {
    name: 'go-on',
    about: 'IIS, old Java: 100 Continue to whoever did not ask, and early hints',
    serve: () =>
      written(
        [
          'HTTP/1.1 100 Continue\r\n',
          'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n',
          'HTTP/1.1 100 Go on\r\nX-A: b\r\n',
          'HTTP/1.1 200 OK',
          'Content-Length: 2',
        ],
        'ok',
      ),
    check: async (way) => [
      (await way.fetch('/')).text,
      (await way.fetch('/', { method: 'POST', body: 'x'.repeat(100), headers: { 'content-length': 100 } })).text,
    ],
    expected: ['ok', 'ok'],
  },
  {
    name: 'kept-assets',
    about: 'Cache-Control: what a browser need not ask for again',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('cache-control', 'public, max-age=31536000, immutable')
          html('page')(response.req, response)
        },
      }),
    check: async (way) => (await way.fetch('/')).headers['cache-control'],
    expected: 'public, max-age=31536000, immutable',
  },
  {
    name: 'own-address',
    about: 'a redirect to the address that it has on its own computer, or in its cluster',
    serve: () =>
      plain({
        '/home': (_request, response) => answer(response, 200, 'text/plain', 'home'),
        '/local': (request, response) =>
          response.writeHead(302, { location: `http://localhost:${portOf(request)}/home` }).end(),
        '/cluster': (request, response) =>
          response.writeHead(302, { location: `http://causes:${portOf(request)}/home` }).end(),
      }),
    check: async (way) => [await comesTo('home', way, '/local'), await comesTo('home', way, '/cluster')],
    expected: [true, true],
  },
  {
    name: 'one-address',
    about: 'WordPress, Jira: everybody is sent to the one address in its settings',
    serve: () => plain({}, canonical),
    check: async (way) => [await comesTo('home', way, '/'), await comesTo('home', way, '/deep?a=b')],
    expected: [true, true],
  },
  {
    name: 'html-part',
    about: 'a part of a page',
    serve: () =>
      plain({
        '/': (_request, response) => {
          const part = '<a href="/there">'
          response.writeHead(206, { 'content-type': 'text/html', 'content-range': `bytes 0-${part.length - 1}/99` })
          response.end(part)
        },
      }),
    check: async (way) => (await way.fetch('/', { headers: { range: 'bytes=0-16' } })).text,
    expected: '<a href="/there">',
  },
  {
    name: 'html-slowly',
    about: 'a page that grows while it is read: logs, long reports',
    serve: () => {
      let waiting: ServerResponse | undefined
      return plain({
        '/': (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html' }).write('first')
          waiting = response
          setTimeout(() => response.end(' alone'), 1000)
        },
        '/more': (_request, response) => {
          waiting?.end(' more')
          response.end()
        },
      })
    },
    check: async (way) => (await way.fetch('/', { piece: () => way.fetch('/more') })).text,
    expected: 'first more',
    limits: { 'service-proxy': 'the API server reads all of a page before it sends any of it' },
  },
  {
    name: 'shared',
    about: 'Access-Control-Allow-Origin: what pages elsewhere may read',
    serve: () =>
      plain({
        '/': (_request, response) => response.writeHead(200, { 'access-control-allow-origin': '*' }).end('all'),
      }),
    check: async (way) => (await way.fetch('/')).headers['access-control-allow-origin'],
    expected: '*',
    limits: { 'service-proxy': 'the API server takes Access-Control-* away' },
  },
  {
    name: 'one-hangs-up',
    about: 'one path of many whose requests are cut: the others go on as before',
    serve: () =>
      plain({}, (request, response) => {
        if (request.url === '/cut') request.socket.destroy()
        else answer(response, 200, 'text/plain', request.url ?? '')
        return true
      }),
    check: async (way) => {
      await way.fetch('/cut').catch(() => undefined)
      return (await way.fetch('/a%2Fb')).text
    },
    expected: '/a%2Fb',
    limits: { 'service-proxy': 'the API server decodes and cleans paths' },
  },
  {
    name: 'closes-early',
    about: 'gunicorn: a kept connection that ends, without a word, as the next change is on its way',
    serve: () => {
      const known = new WeakSet<object>()
      return plain({}, ({ socket, method }, response) => {
        if (known.has(socket)) socket.destroy()
        else answer(response, 200, 'text/plain', `${method ?? ''} done`)
        known.add(socket)
        return true
      })
    },
    check: async (way) => [
      (await way.fetch('/')).text,
      (await way.fetch('/', { method: 'POST', body: 'order' })).text,
      (await way.fetch('/', { method: 'POST', body: 'order' })).text,
    ],
    expected: ['GET done', 'POST done', 'POST done'],
    limits: { 'service-proxy': 'the API server answers 503' },
  },
  {
    name: 'http2-offer',
    about: 'Java’s client, curl --http2: a request that offers HTTP/2 on the way',
    serve: () =>
      plain({
        '/': (request, response) => {
          let body = ''
          request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
          request.on('end', () => answer(response, 200, 'text/plain', `${request.method ?? ''} ${body}`))
        },
      }),
    check: async (way) => {
      const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' }
      const got = await way.fetch('/', { headers })
      const posted = await way.fetch('/', { method: 'POST', body: 'abc', headers: { ...headers, 'content-length': 3 } })
      return [got.text, posted.text]
    },
    expected: ['GET ', 'POST abc'],
  },
)
