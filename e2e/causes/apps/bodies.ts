import { createHash } from 'node:crypto'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentBetween, contentDigest } from '../../cluster/apps/content.ts'
import { causes } from '../cause.ts'
import type { Got, Way } from '../way.ts'
import { answer, html, plain, text } from './serve.ts'

const megabyte = 1024 * 1024
const page = '<!doctype html><a href="/there">there</a>'
const template =
  '<link rel="icon" href="img/{{state()}}.png"><a href="/{{a.b | lower}}/{{c ? 1 : 2}}#{{d}}">{{a}}</a><a href="/%7Bid%7D"><p class="<%= a && b < c %>">'
const links =
  '<script>const row = "<a href=\'\'>", more = \'<a href="">\'</script><a href="#" onclick="add()">add</a><a href="" ng-click="add()">'
const spaced = '<img src="  /there"><link href="/there "><form action=" there "><a href="/."><a href="/.#a">'
const whole = 'abcdefghijklmnopqrstuvwxyz'.repeat(100)

/** Zstandard with one block, not compressed (RFC 8878, 3.1.1): Node 20 cannot write it. */
function zstd(content: string): Buffer {
  const { length } = content
  // One segment, its size in one byte; then the last block, raw.
  const head = [
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0x20,
    length,
    ((length << 3) & 0xff) | 1,
    (length >> 5) & 0xff,
    (length >> 13) & 0xff,
  ]
  return Buffer.concat([Buffer.from(head), Buffer.from(content)])
}

const encodings: Readonly<Record<string, (content: string) => Buffer>> = {
  br: (content) => brotliCompressSync(content),
  gzip: (content) => gzipSync(content),
  deflate: (content) => deflateSync(content),
  zstd,
  identity: (content) => Buffer.from(content),
}

/** Sends a page in an encoding, if it is asked for or `always`. */
const encoded = (encoding: string, always: boolean) => (request: IncomingMessage, response: ServerResponse) => {
  const accepted = (request.headers['accept-encoding'] ?? '').includes(encoding)
  if (!accepted && !always) {
    html(page)(request, response)
    return
  }
  const body = encodings[encoding]?.(page)
  response
    .writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding, vary: 'accept-encoding' })
    .end(body)
}

/** What it comes as, and whether a browser that accepts all of them reads the page in it. */
const readable = (got: Got): boolean => {
  const encoding = got.headers['content-encoding']
  if (encoding === undefined) return got.text === page
  return encodings[encoding]?.(page).equals(got.body) === true
}

/** Ranges of a text as nginx serves them. */
function ranged({ headers, method }: IncomingMessage, response: ServerResponse): void {
  const common = { 'content-type': 'text/plain', etag: '"v1"', 'accept-ranges': 'bytes' }
  if (headers['if-none-match'] === '"v1"') {
    response.writeHead(304, common).end()
    return
  }
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  if (from === undefined || to === undefined) {
    response.writeHead(200, { ...common, 'content-length': whole.length }).end(method === 'HEAD' ? undefined : whole)
    return
  }
  response.writeHead(206, { ...common, 'content-range': `bytes ${from}-${to}/${whole.length}` })
  response.end(whole.slice(Number(from), Number(to) + 1))
}

function digestOf(request: IncomingMessage, response: ServerResponse): void {
  const hash = createHash('sha256')
  let length = 0
  request.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    length += chunk.length
  })
  request.on('end', () => answer(response, 200, 'application/json', JSON.stringify([length, hash.digest('hex')])))
}

/** What answers and requests carry. */
export const bodies = causes(
  ...(['br', 'gzip', 'deflate', 'zstd', 'identity'] as const).map((encoding) => ({
    name: `encoding-${encoding}`,
    about: `a page as ${encoding}${encoding === 'identity' ? ', which says so' : ' for who accepts it'}`,
    serve: () => plain({ '/': encoded(encoding, encoding === 'identity') }),
    check: async (way: Way) => {
      const got = await way.visit('/')
      return [got.status, readable(got)]
    },
    expected: [200, true],
    ...(encoding === 'identity'
      ? { limits: { 'service-proxy': 'the API server breaks off Content-Encoding: identity' } }
      : {}),
  })),
  {
    name: 'deflate-unasked',
    about: 'a page as deflate, whatever is accepted',
    serve: () => plain({ '/': encoded('deflate', true) }),
    check: async (way) => {
      const got = await way.visit('/')
      return [got.status, readable(got)]
    },
    expected: [200, true],
    limits: { 'service-proxy': 'the API server reads deflate without the wrapper that it has' },
  },
  {
    name: 'gzip-unchanged',
    about: 'HEAD and 304 of a page in gzip, which say so',
    serve: () =>
      plain({
        '/': (request, response) => {
          const gzip = (request.headers['accept-encoding'] ?? '').includes('gzip')
          const unchanged = request.headers['if-none-match'] === '"v1"'
          const head = { 'content-type': 'text/html', etag: '"v1"', ...(gzip && { 'content-encoding': 'gzip' }) }
          response.writeHead(unchanged ? 304 : 200, head)
          response.end(unchanged || request.method === 'HEAD' ? undefined : gzip ? gzipSync(page) : page)
        },
      }),
    check: async (way) => {
      const head = await way.visit('/', { method: 'HEAD' })
      const again = await way.visit('/', { headers: { 'if-none-match': '"v1"' } })
      // Whole, it is as good.
      return [head.status, again.status === 304 || readable(again)]
    },
    expected: [200, true],
  },
  {
    name: 'ranges',
    about: 'parts of a file, HEAD, and 304',
    serve: () => plain({ '/file': ranged }),
    check: async (way) => {
      const part = await way.fetch('/file', { headers: { range: 'bytes=5-9' } })
      const head = await way.fetch('/file', { method: 'HEAD' })
      const unchanged = await way.fetch('/file', { headers: { 'if-none-match': '"v1"' } })
      return [
        [part.status, part.text, part.headers['content-range']],
        [head.status, head.headers['content-length'], head.headers['accept-ranges'], head.headers.etag],
        [unchanged.status, unchanged.headers.etag, unchanged.text],
      ]
    },
    expected: [
      [206, 'fghij', 'bytes 5-9/2600'],
      [200, '2600', 'bytes', '"v1"'],
      [304, '"v1"', ''],
    ],
  },
  {
    name: 'upload-100mb',
    about: 'a large upload',
    serve: () => plain({ '/upload': digestOf }),
    check: async (way) => {
      const size = 100 * megabyte
      const { text: said } = await way.fetch('/upload', { method: 'PUT', body: () => contentBetween(0, size) })
      return said === JSON.stringify([size, contentDigest(size)])
    },
    expected: true,
  },
  {
    name: 'upload-expect',
    about: 'curl: Expect: 100-continue before an upload',
    serve: () => plain({ '/upload': digestOf }),
    check: async (way) => {
      const headers = { expect: '100-continue', 'content-length': 3 }
      return (await way.fetch('/upload', { method: 'POST', headers, body: 'abc' })).text
    },
    expected: JSON.stringify([3, createHash('sha256').update('abc').digest('hex')]),
  },
  {
    name: 'too-large',
    about: 'an upload that is refused before it was read',
    serve: () =>
      plain({
        '/upload': (_request, response) => {
          response.writeHead(413, { connection: 'close', 'content-type': 'text/plain' }).end('too large')
        },
      }),
    check: async (way) => (await way.fetch('/upload', { method: 'POST', body: 'x'.repeat(1000) })).text,
    expected: 'too large',
  },
  {
    name: 'download',
    about: 'a file with a name in UTF-8, written as it is',
    serve: () =>
      plain({
        '/report': (_request, response) => {
          const name = Buffer.from('attachment; filename="Übersicht.csv"').toString('latin1')
          response.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': name }).end('a;b')
        },
      }),
    check: async (way) => {
      const { headers, text: body } = await way.fetch('/report')
      return [Buffer.from(headers['content-disposition'] ?? '', 'latin1').toString(), body]
    },
    expected: ['attachment; filename="Übersicht.csv"', 'a;b'],
  },
  {
    name: 'templates',
    about: 'AngularJS, Underscore: URLs and values in a page that its script has yet to fill in',
    serve: () => plain({ '/': html(template) }),
    check: async (way) => (await way.visit('/')).text,
    expected: template,
  },
  {
    name: 'links-nowhere',
    about: 'Bootstrap: links to # that a script minds, which else load the page anew; AngularJS: links to nothing',
    serve: () => plain({ '/': html(links) }),
    check: async (way) => (await way.visit('/')).text,
    expected: links,
  },
  {
    name: 'spaced-urls',
    about: 'pages written by hand: spaces round URLs, and the root as /.',
    serve: () => plain({ '/': html(spaced), '/there': text('there') }),
    check: async (way) => {
      const { text: page } = await way.visit('/')
      return Promise.all([...page.matchAll(/="([^"]*)"/g)].map(([, url = '']) => way.load(url)))
    },
    expected: [200, 200, 200, 200, 200],
  },
  {
    name: 'base-path',
    about: 'an application below a base path, whose router writes history',
    serve: () => {
      const index = html('<base href="/app/"><script src="main.js"></script>')
      return plain(
        {
          '/': (_request, response) => response.writeHead(302, { location: '/app/' }).end(),
          '/app': (_request, response) => response.writeHead(301, { location: '/app/' }).end(),
          '/app/main.js': text('main'),
        },
        (request, response) => {
          // Whatever path the router has made is the one page.
          const own = request.url?.startsWith('/app/') === true && request.url !== '/app/main.js'
          if (own) index(request, response)
          return own
        },
      )
    },
    check: async (way) => {
      const root = await way.visit('/')
      const deep = await way.visit('/app/projects/1%2F2?tab=a#b')
      return [root.hops, deep.text, await way.load('main.js', '/app/'), (await way.visit('/app')).hops]
    },
    expected: [['/app/'], '<base href="/app/"><script src="main.js"></script>', 200, ['/app/']],
  },
)
