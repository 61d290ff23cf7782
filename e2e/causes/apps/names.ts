import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { answer, html, plain, secure, text } from './serve.ts'
import { allowList, isLocal } from './allow-list.ts'

/** A page that names the application by absolute URLs, in each place where such are met. */
function absolute(request: IncomingMessage, response: ServerResponse, scheme: 'http' | 'https', host: string): void {
  const base = `${scheme}://${host}`
  const { pathname } = new URL(request.url ?? '/', base)
  if (pathname === '/') response.writeHead(302, { location: `${base}/home?from=%2F` }).end()
  else if (pathname === '/home') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${base}; connect-src ${base} ws${base.slice(4)}`,
      link: `<${base}/style.css>; rel=preload; as=style`,
    })
    const json = JSON.stringify({ api: `${base}/api` }).replaceAll('/', '\\/')
    response.end(`<script src="${base}/app.js"></script><script>const config = ${json}</script>`)
  } else if (pathname === '/app.js') answer(response, 200, 'text/javascript', `export const api = "${base}/api"`)
  else if (pathname === '/api') answer(response, 200, 'application/json', JSON.stringify({ self: `${base}/api` }))
  else answer(response, 404, 'text/plain', 'not here')
}

/** Follows every URL of that page. */
const followAll = async (way: Way): Promise<unknown> => {
  const page = await way.visit('/')
  const script = /src="([^"]*)"/.exec(page.text)?.[1] ?? ''
  const config = JSON.parse(/config = (\{.*?\})/.exec(page.text)?.[1] ?? '{}') as { api?: string }
  const api = await way.fetch('/api')
  const inScript = /"(.*)"/.exec((await way.fetch('/app.js')).text)?.[1] ?? ''
  const { self } = JSON.parse(api.text) as { self: string }
  const policy = String(page.headers['content-security-policy'])
  const preload = /<(.*)>/.exec(String(page.headers['link']))?.[1] ?? ''
  return {
    page: page.status,
    loaded: await Promise.all([script, config.api ?? '', inScript, self].map((url) => way.load(url))),
    preload: new URL(preload).origin === way.origin,
    // What the browser will hold the page to.
    policy: ['script-src ', 'connect-src '].map((word) => policy.includes(word + way.origin)),
    socket: policy.includes(` ws${way.origin.slice(4)}`),
  }
}
const allFollowed = { page: 200, loaded: [200, 200, 200, 200], preload: true, policy: [true, true], socket: true }

const inParts = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`

/** Whether a URL leads back to the application; who goes there directly has forwarded the very port that it knows itself by. */
function leadsHome(way: Way, url: string): boolean {
  const [to, from] = [new URL(url), new URL(way.origin)]
  return to.origin === from.origin || (from.hostname === 'localhost' && isLocal(to.host))
}

const eventTypes = [
  'text/event-stream',
  'text/vnd.turbo-stream.html; charset=utf-8',
  'application/x-ndjson',
  'application/problem+json',
  'application/atom+xml',
  'application/vnd.apple.mpegurl',
  'image/svg+xml',
]

/** Applications that name themselves by absolute URLs, and must be told of themselves by the same name. */
export const names = causes(
  {
    name: 'host-names',
    about: 'a Host check, and absolute URLs to the Host that passed it',
    serve: () =>
      plain({}, (request, response) => {
        const { host = '' } = request.headers
        if (isLocal(host)) absolute(request, response, 'http', host)
        else answer(response, 403, 'text/plain', 'Forbidden')
        return true
      }),
    check: followAll,
    expected: allFollowed,
  },
  {
    name: 'header-urls',
    about: 'htmx, Inertia: a script goes where a header says, by an absolute URL made from Host',
    serve: () =>
      plain({}, ({ headers: { host = '' } }, response) => {
        if (isLocal(host)) response.setHeader('hx-redirect', `http://${host}/next`)
        answer(response, isLocal(host) ? 200 : 403, 'text/plain', 'saved')
        return true
      }),
    check: async (way) => way.load(String((await way.fetch('/save')).headers['hx-redirect'])),
    expected: 200,
  },
  {
    name: 'sent-urls',
    about:
      'Keycloak, OAuth: a page says where it is in a query, a form and JSON; the one address in the settings is meant',
    serve: () => {
      const ifOwn =
        (urlOf: (sent: string, url: URL) => string | null, then: (url: string) => OutgoingHttpHeaders) =>
        async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
          const own = `http://${request.headers.host ?? ''}`
          const url = urlOf(await readText(request), new URL(request.url ?? '/', own)) ?? ''
          if (!url.startsWith(`${own}/`)) answer(response, 400, 'text/plain', `invalid redirect_uri: ${url}`)
          else response.writeHead(302, then(url)).end()
        }
      const redirect = (url: string): OutgoingHttpHeaders => ({ location: `${url}?code=1` })
      return plain(
        {
          '/authorize': ifOwn((_, { searchParams }) => searchParams.get('redirect_uri'), redirect),
          '/token': ifOwn((sent) => new URLSearchParams(sent).get('redirect_uri'), redirect),
          '/parts': ifOwn((sent) => /"url"\r\n\r\n(.*)\r\n/.exec(sent)?.[1] ?? null, redirect),
          '/settings': ifOwn((sent) => (JSON.parse(sent) as { url: string }).url, redirect),
          '/callback': text('signed in'),
        },
        allowList(403, 'text/plain', () => 'Forbidden'),
      )
    },
    check: async (way) => {
      const back = `${way.origin}/callback`
      const query = new URLSearchParams({ redirect_uri: back }).toString()
      const post = (path: string, type: string, body: string) =>
        way.visit(path, { method: 'POST', headers: { 'content-type': type }, body })
      const all = [
        await way.visit(`/authorize?${query}`),
        await post('/token', 'application/x-www-form-urlencoded', query),
        await post('/settings', 'application/json', JSON.stringify({ url: back, name: 'Zürich' })),
        await post('/parts', 'multipart/form-data; boundary=b', inParts('url', back)),
      ]
      return all.map(({ status, text }) => `${status} ${text}`)
    },
    expected: ['200 signed in', '200 signed in', '200 signed in', '200 signed in'],
  },
  {
    name: 'way-back',
    about: 'a sign-in whose script goes back to where its query says, by an absolute URL made from Host',
    serve: () =>
      plain(
        {
          '/private': ({ headers: { host = '' } }, response) =>
            response
              .writeHead(302, { location: `/login?next=${encodeURIComponent(`http://${host}/private?in`)}` })
              .end(),
          '/login': ({ headers: { host = '' } }, response) =>
            html(`<a href="/login?next=${encodeURIComponent(`http://${host}/`)}">again</a>`)(response.req, response),
        },
        allowList(403, 'text/plain', () => 'Forbidden'),
      ),
    check: async (way) => {
      const { hops, text } = await way.visit('/private')
      const links = [hops[0] ?? '', /href="(.*)"/.exec(text)?.[1] ?? '']
      return links.map((link) => way.plain(new URL(link, way.origin).searchParams.get('next') ?? ''))
    },
    expected: ['http://HOST/private?in', 'http://HOST/'],
  },
  {
    name: 'event-urls',
    about: 'Turbo, LiveReload, Atom, HLS: absolute URLs made from Host in streams, feeds, drawings and problems',
    serve: () =>
      plain({}, ({ headers: { host = '' }, url = '' }, response) => {
        if (isLocal(host)) answer(response, 200, decodeURIComponent(url.slice(1)), `data: http://${host}/next\n\n`)
        else answer(response, 403, 'text/plain', 'Forbidden')
        return true
      }),
    check: async (way) => {
      await way.visit('/text%2Fhtml')
      return Promise.all(
        eventTypes.map(async (type) => way.plain((await way.fetch(`/${encodeURIComponent(type)}`)).text)),
      )
    },
    expected: eventTypes.map(() => 'data: http://HOST/next\n\n'),
  },
  {
    name: 'absolute',
    about: 'verdaccio, Gitea: absolute URLs made from Host',
    serve: () =>
      plain({}, (request, response) => {
        absolute(request, response, 'http', request.headers.host ?? '')
        return true
      }),
    check: followAll,
    expected: allFollowed,
  },
  {
    name: 'fixed-address',
    about: 'Ghost, Keycloak: pages under any Host, with URLs of the one address in the settings',
    serve: () =>
      plain({}, (request, response) => {
        absolute(request, response, 'http', `localhost:${(request.socket.address() as AddressInfo).port}`)
        return true
      }),
    check: async (way) => {
      const page = await way.visit('/home')
      const asked = [await way.fetch('/app.js'), await way.fetch('/api')]
      const texts = [page, ...asked].map(({ text }) => text.replaceAll('\\/', '/'))
      const urls = [String(page.headers['link']), ...texts].flatMap((text) => text.match(/http:[^">]*/g) ?? [])
      return urls.map((url) => leadsHome(way, url))
    },
    expected: [true, true, true, true, true],
  },
  {
    name: 'fixed-settings',
    about: 'Prefect, Swagger UI, env.js: the one address in the settings, in what scripts read alone',
    serve: () => {
      const sent =
        (type: string, name: string, encoding?: 'gzip' | 'br') =>
        ({ socket }: IncomingMessage, response: ServerResponse): void => {
          const named = `api: http://${name}:${(socket.address() as AddressInfo).port}/api`
          const body = encoding === 'gzip' ? gzipSync(named) : encoding === 'br' ? brotliCompressSync(named) : named
          // In pieces, as Starlette sends what it compresses.
          if (encoding !== undefined || type !== 'application/json') response.setHeader('content-length', body.length)
          response.writeHead(200, { 'content-type': type, ...(encoding && { 'content-encoding': encoding }) }).end(body)
        }
      return plain({
        '/': html('<script src="/env.js"></script>'),
        '/config.json': sent('application/json', '127.0.0.1'),
        '/env.js': sent('text/javascript', 'localhost', 'gzip'),
        '/openapi.yaml': sent('application/yaml', '127.0.0.1', 'br'),
      })
    },
    check: async (way) => {
      await way.visit('/')
      const readable = { 'accept-encoding': 'gzip, deflate, br, zstd' }
      const urls = []
      for (const path of ['/openapi.yaml', '/config.json', '/env.js']) {
        const { body, headers } = await way.fetch(path, { headers: readable })
        const encoding = headers['content-encoding']
        const decoded = encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body
        urls.push(leadsHome(way, decoded.toString().slice('api: '.length)))
      }
      return urls
    },
    expected: [true, true, true],
  },
  {
    name: 'forwarded',
    about: 'absolute URLs made from X-Forwarded-Host and -Proto where there are such',
    serve: () =>
      plain({}, ({ headers, url }, response) => {
        const { host = '', 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': proto } = headers
        const base = `${String(proto ?? 'http')}://${String(forwardedHost ?? host)}`
        if (url === '/') answer(response, 200, 'application/json', JSON.stringify({ self: `${base}/self` }))
        else answer(response, 200, 'text/plain', 'here')
        return true
      }),
    check: async (way) => way.load((JSON.parse((await way.fetch('/')).text) as { self: string }).self),
    expected: 200,
  },
  {
    name: 'absolute-tls',
    about: 'an application behind TLS that makes https and wss URLs from Host',
    appProtocol: 'https',
    serve: () =>
      secure({}, (request, response) => {
        absolute(request, response, 'https', request.headers.host ?? '')
        return true
      }),
    check: followAll,
    expected: allFollowed,
  },
)
