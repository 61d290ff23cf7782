import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { WebSocketServer } from 'ws'
import { causes } from '../cause.ts'
import { createWay } from '../way.ts'
import { answer, html, plain, refuse, text } from './serve.ts'

const md5 = (words: string): string => createHash('md5').update(words).digest('hex')
const kept = 'the API server keeps Authorization to itself'

/** The ways to sign in. */
export const authorization = causes(
  {
    name: 'basic',
    about: 'HTTP Basic',
    serve: () =>
      plain({
        '/': ({ headers }, response) => {
          if (headers.authorization === `Basic ${Buffer.from('me:secret').toString('base64')}`)
            answer(response, 200, 'text/html', 'in')
          else response.writeHead(401, { 'www-authenticate': 'Basic realm="causes"' }).end('who are you?')
        },
      }),
    check: async (way) => {
      const asked = await way.visit('/')
      const authorization = `Basic ${Buffer.from('me:secret').toString('base64')}`
      const signedIn = await way.visit('/', { headers: { authorization } })
      return [asked.status, asked.headers['www-authenticate'], signedIn.status, signedIn.text]
    },
    expected: [401, 'Basic realm="causes"', 200, 'in'],
    limits: { 'service-proxy': kept },
  },
  {
    name: 'digest',
    about: 'HTTP Digest, whose answer has the path in it',
    serve: () =>
      plain({
        '/deep/path': ({ headers, url = '', method = '' }, response) => {
          const field = (name: string): string =>
            new RegExp(`\\b${name}="?([^",]*)`).exec(headers.authorization ?? '')?.[1] ?? ''
          const proof = md5(
            `${md5('me:causes:secret')}:nonce:${field('nc')}:${field('cnonce')}:auth:${md5(`${method}:${url}`)}`,
          )
          if (field('uri') === url && field('response') === proof) answer(response, 200, 'text/plain', 'in')
          else
            response
              .writeHead(401, { 'www-authenticate': 'Digest realm="causes", nonce="nonce", qop="auth"' })
              .end('who are you?')
        },
      }),
    check: async (way) => {
      const path = '/deep/path?x=%2F'
      const proof = md5(`${md5('me:causes:secret')}:nonce:00000001:mine:auth:${md5(`GET:${path}`)}`)
      const authorization = `Digest username="me", realm="causes", nonce="nonce", uri="${path}", qop=auth, nc=00000001, cnonce="mine", response="${proof}"`
      return [(await way.fetch(path)).status, (await way.fetch(path, { headers: { authorization } })).text]
    },
    expected: [401, 'in'],
    limits: { 'service-proxy': kept },
  },
  {
    name: 'ntlm',
    about: 'IIS, Kerberos: a sign-in in steps that holds for the connection, and for nobody else',
    serve: () => {
      const steps = new WeakMap<object, string>()
      const held: ServerResponse[] = []
      return plain({
        '/': ({ headers, socket }, response) => {
          const { authorization = '' } = headers
          const step =
            authorization === 'NTLM 3' && steps.get(socket) === '1' ? 'in' : authorization.slice('NTLM '.length)
          if (step !== '') steps.set(socket, step)
          if (steps.get(socket) === 'in') answer(response, 200, 'text/plain', 'in')
          else response.writeHead(401, { 'www-authenticate': step === '1' ? 'NTLM 2' : 'NTLM' }).end('who are you?')
        },
        '/hold': (_request, response) => {
          response.writeHead(200).write('held')
          held.push(response)
        },
        '/let-go': (_request, response) => {
          for (const each of held.splice(0)) each.end()
          response.end()
        },
      })
    },
    check: async (way) => {
      const other = createWay(way.origin, Number(new URL(way.origin).port))
      const sign = async (step: string) => (await way.fetch('/', { headers: { authorization: `NTLM ${step}` } })).status
      const asked = await sign('1')
      let holding: Promise<unknown> | undefined
      await new Promise((resolve) => {
        holding = other.fetch('/hold', { piece: resolve })
      })
      const signedIn = await sign('3')
      const both = [(await other.fetch('/')).status, (await way.fetch('/')).status]
      await way.fetch('/let-go')
      await holding
      return [asked, signedIn, ...both]
    },
    expected: [401, 200, 401, 200],
    limits: { 'service-proxy': kept },
  },
  {
    name: 'bearer',
    about: 'RabbitMQ, Kubernetes Dashboard: a token that the page’s script sends as Authorization',
    serve: () =>
      plain({
        '/login': text('token-1'),
        '/api': ({ headers }, response) => {
          const fits = headers.authorization === 'Bearer token-1'
          answer(response, fits ? 200 : 401, 'text/plain', fits ? 'rows' : 'who are you?')
        },
      }),
    check: async (way) => {
      const token = (await way.fetch('/login', { method: 'POST', body: 'me' })).text
      const rows = await way.fetch('/api', { headers: { authorization: `Bearer ${token}` } })
      return [rows.status, rows.text]
    },
    expected: [200, 'rows'],
    limits: { 'service-proxy': kept },
  },
  {
    name: 'custom-token',
    about: 'a token in a header of the application’s own',
    serve: () =>
      plain({
        '/api': ({ headers }, response) => answer(response, 200, 'text/plain', String(headers['x-vault-token'])),
      }),
    check: async (way) => (await way.fetch('/api', { headers: { 'x-vault-token': 'token-2' } })).text,
    expected: 'token-2',
  },
  {
    name: 'login-form',
    about: 'a form that posts to /login and redirects, with cookies for this host alone',
    serve: () =>
      plain({
        '/': (request, response) => {
          const signedIn = request.headers.cookie?.includes('__Host-session=1') === true
          response.writeHead(302, { location: signedIn ? '/home' : '/login?next=%2F' }).end()
        },
        '/login': (request, response) => {
          if (request.method !== 'POST') {
            answer(response, 200, 'text/html', '<form method="post" action="/login">')
            return
          }
          response.writeHead(303, {
            location: '/home',
            'set-cookie': [
              '__Host-session=1; Path=/; Secure; HttpOnly; SameSite=Lax',
              'embedded=1; Path=/; Secure; SameSite=None; Partitioned',
            ],
          })
          response.end()
        },
        '/home': (request, response) => answer(response, 200, 'text/plain', request.headers.cookie ?? 'nobody'),
      }),
    check: async (way) => {
      const form = await way.visit('/')
      const home = await way.visit('/login', { method: 'POST', body: 'name=me' })
      return [form.text, form.hops, home.text, home.hops, (await way.visit('/')).hops]
    },
    expected: [
      '<form method="post" action="/login">',
      ['/login?next=%2F'],
      '__Host-session=1; embedded=1',
      ['/home'],
      ['/home'],
    ],
  },
  {
    name: 'cookie-domain',
    about: 'a cookie for the Domain that Host names',
    serve: () =>
      plain({
        '/': ({ headers }, response) => {
          const domain = (headers.host ?? '').replace(/:\d+$/, '')
          response.setHeader('set-cookie', `session=1; Domain=${domain}; Path=/`)
          html('in')(response.req, response)
        },
        '/who': ({ headers }, response) => answer(response, 200, 'text/plain', headers.cookie ?? 'nobody'),
      }),
    check: async (way) => {
      await way.visit('/')
      return (await way.fetch('/who')).text
    },
    expected: 'session=1',
  },
  {
    name: 'socket-token',
    about: 'Jupyter: a WebSocket with ?token=',
    serve: () => {
      const server = plain({ '/': html('kernel') })
      const sockets = new WebSocketServer({ noServer: true })
      sockets.on('connection', (socket) =>
        socket.on('message', (said: Buffer) => socket.send(`ran ${said.toString()}`)),
      )
      server.on('upgrade', (request, socket, head) => {
        if (request.url === '/api/kernels/1/channels?session_id=a%2Fb&token=secret')
          sockets.handleUpgrade(request, socket, head, (ready) => sockets.emit('connection', ready))
        else refuse(socket as never, 403, 'Forbidden')
      })
      return server
    },
    check: (way) =>
      way.talk('/api/kernels/1/channels?session_id=a%2Fb&token=secret', { say: ['1+1'], close: [1000, 'done'] }),
    expected: { protocol: '', extensions: '', answers: ['ran 1+1'], code: 1000, reason: 'done' },
    limits: { 'service-proxy': 'the API server drops the query of a WebSocket' },
  },
  {
    name: 'ws-basic',
    about: 'ttyd: a WebSocket with the name and password that its page was asked for',
    serve: () => {
      const server = plain({ '/': html('terminal') })
      const sockets = new WebSocketServer({ noServer: true })
      sockets.on('connection', (socket) => socket.close(1000, 'in'))
      server.on('upgrade', (request, socket, head) => {
        if (request.headers.authorization === 'Basic bWU6cHc=')
          sockets.handleUpgrade(request, socket, head, (ready) => sockets.emit('connection', ready))
        else refuse(socket as never, 401, 'Unauthorized')
      })
      return server
    },
    check: async (way) => (await way.talk('/ws', { headers: { authorization: 'Basic bWU6cHc=' } }))['reason'],
    expected: 'in',
    limits: { 'service-proxy': kept },
  },
)
