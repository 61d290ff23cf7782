import { WebSocketServer } from 'ws'
import { causes } from '../cause.ts'
import type { Way } from '../way.ts'
import { answer, html, plain, secure, text } from './serve.ts'
import { allowList, isLocal } from './allow-list.ts'

const home = html('<h1>home</h1>')

/** Opens the page, then has it save something. */
const openAndSave = async (way: Way): Promise<unknown> => {
  const page = await way.visit('/')
  const saved = await way.fetch('/save', { method: 'POST', body: 'x=1' })
  return [page.status, page.text, saved.status, saved.text]
}
const openAndSaved = [200, '<h1>home</h1>', 200, 'saved']
/** Pages for everybody, and no change but from a page of localhost. */
const savesFor = (status: number, no: string, type = 'text/html') =>
  plain(saving, ({ method, headers: { origin } }, response) => {
    if (method !== 'POST' || isLocal(origin)) return false
    response.setHeader('content-length', no.length)
    answer(response, status, type, no)
    return true
  })

const saving = { '/': home, '/save': text('saved') }

/** Applications that look at the Host that they are asked under, and at an Origin beside it. */
export const hosts = causes(
  {
    name: 'host-403',
    about: 'Vite, Jupyter: 403 for a Host that is not localhost',
    serve: () =>
      plain(
        saving,
        allowList(403, 'text/plain', (host) => `Blocked request. This host ("${host}") is not allowed.`),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-400',
    about: 'Django: 400 for a Host that is not in ALLOWED_HOSTS',
    serve: () =>
      plain(
        saving,
        allowList(400, 'text/html', (host) => `<h1>Bad Request (400)</h1>Invalid HTTP_HOST header: '${host}'.`),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-first',
    about: 'Angular on a server: 400 for a Host that is not in its list, to a change before any page',
    serve: () =>
      plain(
        saving,
        allowList(400, 'text/plain', (host) => `Header "host" with value "${host}" is not allowed.`),
      ),
    check: async (way) => {
      const saved = await way.fetch('/save', { method: 'POST', body: 'x=1' })
      return [saved.status, saved.text]
    },
    expected: [200, 'saved'],
  },
  {
    name: 'host-421',
    about: 'Caddy, h2o, Jetty: 421 for a Host that they do not serve',
    serve: () =>
      plain(
        saving,
        allowList(421, 'text/plain', () => 'Misdirected Request'),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-401',
    about: 'qBittorrent: 401 that names no way to sign in for an unknown Host',
    serve: () =>
      plain(
        saving,
        allowList(401, 'text/plain', () => 'Unauthorized'),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-500',
    about: 'Chrome’s developer tools: 500 for a Host that is neither localhost nor an address',
    serve: () =>
      plain(
        saving,
        allowList(500, 'text/html', () => 'Host header is specified and is not an IP address or localhost.'),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-200',
    about: 'webpack-dev-server 3: "Invalid Host header" with 200',
    serve: () =>
      plain(
        saving,
        allowList(200, 'text/html; charset=utf-8', () => 'Invalid Host header'),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-large',
    about: 'Django in debug mode: 400 in a page of 200 KB',
    serve: () =>
      plain(
        saving,
        allowList(400, 'text/html', (host) => `<title>DisallowedHost</title>${`<p>${host}</p>`.repeat(5000)}`),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-change',
    about: 'Transmission: pages under any Host, and 421 for what changes something',
    serve: () =>
      plain(
        saving,
        (request, response) =>
          request.method === 'POST' && allowList(421, 'text/html', () => 'Misdirected Request')(request, response),
      ),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'host-socket',
    about: 'a Host check in front of pages and WebSockets alike',
    serve: () => {
      const server = plain(
        { '/': home },
        allowList(403, 'text/plain', () => 'Forbidden'),
      )
      const sockets = new WebSocketServer({ noServer: true })
      sockets.on('connection', (socket) =>
        socket.on('message', (said: Buffer) => socket.send(`heard ${said.toString()}`)),
      )
      server.on('upgrade', (request, socket, head) => {
        if (isLocal(request.headers.host) && isLocal(request.headers.origin)) {
          sockets.handleUpgrade(request, socket, head, (ready) => sockets.emit('connection', ready))
        } else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      })
      return server
    },
    check: async (way) => [(await way.visit('/')).status, await way.talk('/hmr', { say: ['hi'], close: [1000, ''] })],
    expected: [200, { protocol: '', extensions: '', answers: ['heard hi'], code: 1000, reason: '' }],
  },
  {
    name: 'csrf-origin',
    about: 'Rails, Grafana: a POST whose Origin is not that of Host is forged',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('set-cookie', 'csrf=secret; Path=/; HttpOnly; SameSite=Strict')
          answer(response, 200, 'text/html', '<form>')
        },
        '/save': ({ headers }, response) => {
          const fits = headers.origin === `http://${headers.host ?? ''}` && headers.cookie === 'csrf=secret'
          answer(response, fits ? 200 : 403, 'text/plain', fits ? 'saved' : 'origin not allowed')
        },
      }),
    check: async (way) => {
      await way.visit('/')
      const saved = await way.fetch('/save', { method: 'POST', body: 'x=1' })
      return [saved.status, saved.text]
    },
    expected: [200, 'saved'],
  },
  {
    name: 'csrf-settings',
    about: 'SvelteKit, Astro: pages under any Host, and forms of the one Origin in the settings',
    serve: () => savesFor(403, 'Cross-site POST form submissions are forbidden'),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'csrf-json',
    about: 'the same to scripts, who are told in JSON',
    serve: () => savesFor(403, '{"message":"Cross-site POST form submissions are forbidden"}', 'application/json'),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'cors-500',
    about: 'Express’s cors with a list: 500 for what changes something from another Origin',
    serve: () =>
      savesFor(500, `<pre>Error: Not allowed by CORS<br>${'&nbsp; at handle (index.js:1:1)<br>'.repeat(20)}</pre>`),
    check: openAndSave,
    expected: openAndSaved,
  },
  {
    name: 'agent-origin',
    about: 'Jolokia (Artemis, ActiveMQ, Hawtio): 200 that says 403 within, to pages and questions of another Origin',
    serve: () =>
      plain({
        '/console/user': (_request, response) => answer(response, 403, 'text/plain', 'nobody yet'),
        '/console/jolokia/': ({ headers: { origin, referer = '' } }, response) => {
          const from = origin ?? referer
          const no = `{"error":"java.lang.Exception : Origin ${from} is not allowed to call this agent","status":403}`
          // In pieces.
          response.writeHead(200, { 'content-type': 'application/json' })
          response.write(from.startsWith('http://localhost') ? '{"value":' : no)
          response.end(from.startsWith('http://localhost') ? '1}' : '')
        },
      }),
    check: async (way) => {
      await way.fetch('/console/user')
      const sent = { method: 'POST', headers: { 'content-length': 2 }, body: '{}' }
      const asked = [await way.fetch('/console/jolokia/'), await way.fetch('/console/jolokia/', sent)]
      return asked.map(({ text }) => text)
    },
    expected: ['{"value":1}', '{"value":1}'],
  },
  {
    name: 'csrf-referer',
    about: 'Django behind TLS: a POST needs a Referer of its own https origin',
    appProtocol: 'https',
    serve: () =>
      secure({
        '/save': ({ headers }, response) => {
          const own = `https://${headers.host ?? ''}`
          const fits = headers.origin === own && headers.referer?.startsWith(`${own}/`) === true
          answer(response, fits ? 200 : 403, 'text/plain', fits ? 'saved' : 'CSRF verification failed.')
        },
      }),
    check: async (way) => (await way.visit('/save', { method: 'POST', body: 'x=1' })).text,
    expected: 'saved',
  },
)
