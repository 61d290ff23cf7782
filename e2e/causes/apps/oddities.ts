import { connect, createServer as createTcp, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { answer, nameOf, plain } from './serve.ts'

/** Writes an answer byte for byte, for each path. */
const written = (answers: Readonly<Record<string, string>>): Server =>
  createTcp((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (asked: Buffer) => {
      const [, path = ''] = /^\w+ ([^ ?]+)/.exec(asked.toString('latin1')) ?? []
      socket.end(Buffer.from((answers[path] ?? '').replace('\r\n', '\r\nConnection: close\r\n'), 'latin1'))
    })
  })

/** Status and body as a browser finds them, which reads more than Node's own client does. */
async function bytesOf({ origin }: Way, path: string, method = 'GET'): Promise<string> {
  const { host, port } = new URL(origin)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${method} ${path} HTTP/1.0\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`)
  const [, status = '', body = ''] = /^HTTP\S+ (\d+)[^]*?\r\n\r\n([^]*)$/.exec(await text(socket)) ?? []
  return `${status} ${body}`
}

/** With the first piece of an answer the application is asked to go on. */
function askNext(way: Way): () => unknown {
  let asked: Promise<unknown> | undefined
  return () => (asked ??= way.fetch('/next'))
}

/** What browsers take from an application, though it is not quite as the standards have it. */
export const oddities = causes(
  {
    name: 'two-lengths',
    about: 'a length beside pieces, which count',
    serve: () =>
      written({
        '/': 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
      }),
    check: async (way) => (await way.fetch('/')).text,
    expected: 'ok',
  },
  {
    name: 'odd-pieces',
    about: 'pieces with extensions, and lengths with zeros',
    serve: () =>
      written({
        '/': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0002;name="a;b";x\r\nok\r\n1\r\n!\r\n000\r\n\r\n',
      }),
    check: async (way) => (await way.fetch('/')).text,
    expected: 'ok!',
  },
  {
    name: 'padded-pieces',
    about: 'old Apaches: pieces whose lengths are filled up with spaces',
    serve: () =>
      written({ '/': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2      \r\nok\r\n0     \r\n\r\n' }),
    check: async (way) => (await way.fetch('/')).text,
    expected: 'ok',
  },
  {
    name: 'odd-heads',
    about: 'no reason, a line that is folded, an empty value, and HTTP/1.0 that stays',
    serve: () =>
      written({
        '/reason': 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok',
        '/folded': 'HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\nContent-Length: 2\r\n\r\nok',
        '/empty': 'HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok',
        '/1.0': 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok',
      }),
    check: async (way) => {
      const got = []
      for (const path of ['/reason', '/folded', '/empty', '/1.0']) got.push((await way.fetch(path)).text)
      return got
    },
    expected: ['ok', 'ok', 'ok', 'ok'],
  },
  {
    name: 'twice-as-long',
    about: 'a middleware and a server that both say the length',
    serve: () => written({ '/': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok' }),
    // A page would come over the service proxy then.
    check: (way) => bytesOf(way, '/', 'POST'),
    expected: '200 ok',
  },
  {
    name: 'odd-lines',
    about: 'CGI scripts: a warning within the head, control characters, an encoding that is none, lengths in a list',
    serve: () =>
      written({
        '/warning': 'HTTP/1.1 200 OK\r\nDeprecated function in line 3\r\nContent-Length: 2\r\n\r\nok',
        '/control': 'HTTP/1.1 200 OK\r\nX-Note: a\x01b\r\nContent-Length: 2\r\n\r\nok',
        '/identity': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok',
        '/list': 'HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok',
      }),
    check: (way) => Promise.all(['/warning', '/control', '/identity', '/list'].map((path) => bytesOf(way, path))),
    expected: ['200 ok', '200 ok', '200 ok', '200 ok'],
    limits: { 'service-proxy': 'refuses it' },
  },
  {
    name: 'no-type',
    about: 'a stylesheet whose type nobody says: with a wrong one a browser would not take it',
    serve: () => written({ '/a.css': 'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nbody { color: a}' }),
    check: async (way) => {
      const { headers } = await way.fetch('/a.css', {
        headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'style' },
      })
      return headers['content-type'] ?? 'none'
    },
    expected: 'none',
  },
  {
    name: 'odd-queries',
    about: 'Loki, Grafana: braces, bars and quotes in a query, as browsers leave them',
    serve: () =>
      plain({}, ({ url = '' }, response) => {
        answer(response, 200, 'text/plain', url)
        return true
      }),
    check: async (way) =>
      Promise.all(queries.map(async (query) => ((await way.fetch(query)).text === query ? 'same' : query))),
    expected: ['same', 'same', 'same', 'same'],
  },
  {
    name: 'odd-cookies',
    about: 'cookies with JSON, quotes, equals signs and UTF-8 in them',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('set-cookie', oddCookies)
          answer(response, 200, 'text/html', 'page')
        },
        '/seen': ({ headers }, response) =>
          answer(response, 200, 'text/plain', Buffer.from(headers.cookie ?? '', 'latin1').toString()),
      }),
    check: async (way) => {
      const set = (await way.visit('/')).headers['set-cookie']
      return [set?.join() === oddCookies.join(), (await way.fetch('/seen')).text]
    },
    expected: [true, 'prefs={"a":1, "b":[2]}; q="x y"; s=a=b==; u=gr\u00fc\u00dfe; list[0]=1'],
  },
  {
    name: 'empty-post',
    about: 'IIS, old nginx: 411 for a POST that does not say that it is empty',
    serve: () =>
      plain({}, ({ headers }, response) => {
        const length = headers['content-length']
        answer(response, length === undefined ? 411 : 200, 'text/plain', `length ${length ?? 'unknown'}`)
        return true
      }),
    check: async (way) => (await way.fetch('/', { method: 'POST', headers: { 'content-length': 0 } })).text,
    expected: 'length 0',
  },
  {
    name: 'odd-status',
    about: 'statuses that nobody has defined, and errors with pages of the application’s own',
    serve: () =>
      plain({}, ({ url = '' }, response) => {
        const status = Number(url.slice(1)) || 200
        answer(response, status, 'text/html; charset=utf-8', `own ${status}`)
        return true
      }),
    check: async (way) => {
      const got = []
      for (const status of [299, 402, 418, 451, 500, 502, 503, 504, 530, 599, 999]) {
        const { status: seen, text } = await way.visit(`/${status}`)
        got.push(seen === status && text === `own ${status}` ? 'own' : `${status}: ${seen} ${text.slice(0, 60)}`)
      }
      return got.filter((one) => one !== 'own')
    },
    expected: [],
  },
  {
    name: 'odd-locations',
    about: 'redirects that are relative, without a scheme, with spaces, or in UTF-8 as it is',
    serve: () =>
      plain({}, ({ url, headers: { host = '' } }, response) => {
        const to: Record<string, string> = {
          '/a/relative': 'there',
          '/a/up': '../there',
          '/a/query': '?there',
          '/a/no-scheme': `//${host}/there`,
          '/a/no-path': `http://${host}`,
          '/a/space': '/there now',
          '/a/raw': Buffer.from('/gr\u00f6\u00dfe').toString('latin1'),
          '/a/fragment': '/there#part',
        }
        const location = to[url ?? '']
        if (location === undefined) answer(response, 200, 'text/plain', decodeURI(url ?? ''))
        else response.writeHead(302, { location }).end()
        return true
      }),
    check: async (way) => {
      const got = []
      for (const path of ['relative', 'up', 'query', 'no-scheme', 'no-path', 'fragment'])
        got.push((await way.visit(`/a/${path}`)).text)
      for (const path of ['space', 'raw']) {
        const { location = '' } = (await way.fetch(`/a/${path}`)).headers
        got.push(decodeURI(new URL(Buffer.from(location, 'latin1').toString(), way.origin).pathname))
      }
      return got
    },
    expected: ['/a/there', '/there', '/a/query?there', '/there', '/', '/there', '/there now', '/größe'],
  },
  {
    name: 'refresh',
    about: 'Refresh, in the head and in the page, to the address made from Host',
    serve: () =>
      plain({}, ({ url, headers: { host = '' } }, response) => {
        if (nameOf(host) !== 'localhost') answer(response, 403, 'text/plain', 'Forbidden')
        else if (url === '/there') answer(response, 200, 'text/plain', 'there')
        else {
          response.setHeader('refresh', `0; url=http://${host}/there`)
          const meta = `<meta http-equiv="refresh" content="0;url=http://${host}/there"><meta content="0;url=/there">`
          answer(response, 200, 'text/html', meta)
        }
        return true
      }),
    check: async (way) => {
      const { headers, text } = await way.visit('/')
      const urls = [String(headers['refresh']), ...text.split('<meta').slice(1)].map(
        (said) => /url=([^">]*)/.exec(said)?.[1] ?? '',
      )
      return Promise.all(urls.map((url) => way.load(url)))
    },
    expected: [200, 200, 200],
  },
  {
    name: 'old-charsets',
    about: 'pages in Latin-1, Shift-JIS and UTF-16, of an application that knows localhost alone',
    serve: () =>
      plain({}, ({ url = '', headers: { host = '' } }, response) => {
        if (nameOf(host) !== 'localhost') answer(response, 403, 'text/plain', 'Forbidden')
        else {
          response.setHeader('content-type', `text/html; charset=${url.slice(1)}`)
          response.end(charsets[url.slice(1)])
        }
        return true
      }),
    check: async (way) => {
      const same = []
      for (const [name, body] of Object.entries(charsets))
        same.push((await way.visit(`/${name}`)).body.equals(body) ? name : 'changed')
      return same
    },
    expected: ['iso-8859-1', 'shift_jis', 'utf-16le'],
  },
  {
    name: 'pictures-on',
    about: 'cameras: a picture that the next one replaces',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' })
          response.write('--b\r\nContent-Type: image/png\r\n\r\n1\r\n')
          waiting = () => response.end('--b\r\nContent-Type: image/png\r\n\r\n2\r\n--b--\r\n')
        },
        '/next': (_request, response) => {
          waiting()
          response.end()
        },
      }),
    check: async (way) => {
      return (await way.fetch('/', { piece: askNext(way) })).text.match(/^\d$/gm)
    },
    expected: ['1', '2'],
  },
  {
    name: 'gzip-events',
    about: 'server-sent events that a middleware has compressed',
    serve: () =>
      plain({
        '/': (_request, response) => {
          const head = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }
          response.writeHead(200, head).write(gzipSync('data: 1\n\n'))
          waiting = () => response.end(gzipSync('data: 2\n\n'))
        },
        '/next': (_request, response) => {
          waiting()
          response.end()
        },
      }),
    check: async (way) => {
      const { body } = await way.fetch('/', { piece: askNext(way), headers: { 'accept-encoding': 'gzip' } })
      return body.equals(Buffer.concat([gzipSync('data: 1\n\n'), gzipSync('data: 2\n\n')]))
    },
    expected: true,
  },
  {
    name: 'own-words',
    about: 'Clear-Site-Data, Service-Worker-Allowed, Server-Timing: what a page’s browser is told',
    serve: () =>
      plain({
        '/': (_request, response) => {
          for (const [name, value] of Object.entries(words)) response.setHeader(name, value)
          answer(response, 200, 'text/html', 'page')
        },
      }),
    check: async (way) => {
      const { headers } = await way.visit('/')
      return Object.keys(words).filter((name) => headers[name] !== words[name])
    },
    expected: [],
  },
  {
    name: 'null-origin',
    about: 'helmet: with Referrer-Policy: no-referrer a form is posted with Origin: null',
    serve: () =>
      plain({
        '/': (request, response) => {
          response.setHeader('referrer-policy', 'no-referrer')
          answer(response, 200, 'text/html', '<form method="post" action="/login">')
          request.resume()
        },
        '/login': ({ headers }, response) => answer(response, 200, 'text/plain', headers.origin ?? 'none'),
      }),
    check: async (way) =>
      (await way.visit('/login', { method: 'POST', body: 'a=b', headers: { origin: 'null' } })).text,
    expected: 'null',
  },
)

let waiting: () => void = () => undefined

const queries = ['/?q={a="b"}|~`x`', "/?a[]=1&b[c]='2'&d=<e>", '/?q=a^b\\c&e=f?g#'.slice(0, -1), '/?+%20%zz&&=']

const oddCookies = [
  'prefs={"a":1, "b":[2]}; Path=/',
  'q="x y"; Path=/',
  's=a=b==; Path=/',
  `u=${Buffer.from('gr\u00fc\u00dfe').toString('latin1')}; Path=/`,
  'list[0]=1; Path=/',
]

const words: Readonly<Record<string, string>> = {
  'clear-site-data': '"cache"',
  'service-worker-allowed': '/',
  'server-timing': 'db;dur=5',
  sourcemap: '/app.js.map',
  'permissions-policy': 'camera=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
  'accept-ch': 'Sec-CH-UA-Platform',
  'last-event-id': '7',
}

const charsets: Readonly<Record<string, Buffer>> = {
  'iso-8859-1': Buffer.from('<a href="/x">gr\u00fc\u00dfe</a>', 'latin1'),
  shift_jis: Buffer.from([0x3c, 0x62, 0x3e, 0x83, 0x5c, 0x83, 0x7d, 0x3c, 0x2f, 0x62, 0x3e]),
  'utf-16le': Buffer.from('\ufeff<b>gr\u00fc\u00dfe</b>', 'utf16le'),
}
