import { describe, expect, it } from 'vitest'
import { failure, type FailureCode } from '../../../shared/failure.ts'
import type { Profile, ProfileChoice } from '../../../shared/profile.ts'
import {
  insistsOnLocalhost,
  insistsOnTls,
  isUnread,
  mayBeDoubtful,
  nextTry,
  type Asked,
  type Outcome,
  type Try,
} from './next-try.ts'

const first: Profile = { transport: 'port-forward', host: 'own', scheme: 'http', reasons: [], set: {} }
const proxy: ProfileChoice = { transport: 'service-proxy' }
const failed = (code: FailureCode): Outcome => ({ kind: 'failed', failure: failure(code) })
const answered = (status: number, body = '', path = '/page'): Outcome => ({ kind: 'answered', status, body, path })
const tried = (change: Partial<Profile>, outcome: Outcome): Try => ({ profile: { ...first, ...change }, outcome })
const silence: Outcome = {
  kind: 'failed',
  failure: failure('service-unreachable', 'shop/web closed the connection without an answer (socket hang up).'),
}
const goTls = 'Client sent an HTTP request to an HTTPS server.'

const asking = (asked: Asked, status: number): Outcome => ({ kind: 'answered', status, body: '', path: '/a', asked })
const closed = (challenges: boolean): Outcome => ({ kind: 'answered', status: 401, body: '', path: '/', challenges })
const sent: Outcome = { kind: 'answered', status: 301, body: '', path: '/a', insists: true }
const noSocket: Outcome = { ...silence, asked: 'upgrade' }
const cutSocket = [tried({}, noSocket), tried({ scheme: 'https' }, failed('wrong-scheme'))]
const open = { transport: 'port-forward', host: 'own', scheme: 'http' } as const

describe('insistsOnLocalhost', () => {
  it.each([
    [302, 'http://localhost:3000/a?b=1', true],
    [301, 'https://localhost:3000/a?b=1', true],
    [302, 'http://localhost:3000/login', false],
    [302, 'http://localhost:3000/a', false],
    [302, 'http://localhost:8080/a?b=1', false],
    [302, 'http://web.x.localhost:3000/a?b=1', false],
    [302, '/a?b=1', false],
    [302, undefined, false],
    [200, 'http://localhost:3000/a?b=1', false],
  ])('of %i to %s is %s', (status, location, insists) => {
    expect(insistsOnLocalhost(status, location, 'localhost:3000', '/a?b=1')).toBe(insists)
  })

  it('turns the Host, and keeps what then answers', () => {
    const own: Profile = { transport: 'port-forward', host: 'own', scheme: 'http', reasons: [], set: {} }
    const first: Try = {
      profile: own,
      outcome: { kind: 'answered', status: 302, body: '', path: '/a', asked: 'page', local: true },
    }
    expect(nextTry([first])).toEqual({ change: { host: 'localhost' }, learned: {} })
    const second: Try = {
      profile: { ...own, host: 'localhost' },
      outcome: { kind: 'answered', status: 200, body: '', path: '/a', asked: 'page' },
    }
    expect(nextTry([first, second])).toEqual({ change: undefined, learned: { host: 'localhost' } })
  })
})

describe('insistsOnTls', () => {
  it.each([
    [301, 'https://web.x.localhost:8001/a?b=1', true],
    [308, 'https://web.x.localhost/a?b=1', true],
    [302, 'https://web.x.localhost/login', false],
    [302, 'http://web.x.localhost:8001/a?b=1', false],
    [302, 'https://elsewhere.example/a?b=1', false],
    [302, '/a?b=1', false],
    [302, undefined, false],
    [200, 'https://web.x.localhost:8001/a?b=1', false],
  ])('of %i to %s is %s', (status, location, insists) => {
    expect(insistsOnTls(status, location, 'web.x.localhost:8001', '/a?b=1')).toBe(insists)
  })
})

describe('isUnread', () => {
  it.each([
    [421, '', true],
    [403, 'Cross-origin request blocked', true],
    [400, "Invalid HTTP_HOST header: 'x'. Disallowed Host", true],
    [403, 'origin not allowed', true],
    [400, 'Header "host" with value "web.x.localhost:8001" is not allowed.', true],
    [403, 'Blocked request. This host ("web.x.localhost:8001") is not allowed.', true],
    [403, 'Deleting this host is not allowed.', false],
    [200, '{"error":"java.lang.Exception : Origin http://x is not allowed to call this agent","status":403}', true],
    [200, '{"value":"Origin http://x is not allowed to call this agent"}', false],
    [403, 'You may not delete this host.', false],
    [403, 'Cross-site POST form submissions are forbidden', true],
    [403, 'Origin header mismatch', true],
    [403, 'Forbidden - origin invalid', true],
    [500, '<pre>Error: Not allowed by CORS<br>', true],
    [500, '{"statusCode":500,"error":"Internal Server Error","message":"Not allowed"}', true],
    [500, 'Invalid host header', false],
    [403, 'Forbidden', true],
    [403, 'Forbidden: you may not delete this.', false],
    [500, 'Forbidden', false],
    [403, '', false],
    [401, 'Invalid host', false],
  ])('of %i "%s" is %s', (status, body, unread) => expect(isUnread(status, body)).toBe(unread))
})

describe('nextTry', () => {
  it.each<[string, Try[], ProfileChoice | undefined, ProfileChoice]>([
    ['tries localhost for a WebSocket that is refused', [tried({}, asking('upgrade', 404))], { host: 'localhost' }, {}],
    [
      'learns the Host that opened a WebSocket',
      [tried({}, asking('upgrade', 403)), tried({ host: 'localhost' }, asking('upgrade', 101))],
      undefined,
      { host: 'localhost' },
    ],
    [
      'learns nothing from a WebSocket that is refused either way',
      [tried({}, asking('upgrade', 403)), tried({ host: 'localhost' }, asking('upgrade', 404))],
      { host: 'own' },
      {},
    ],
    ['tries localhost for a WebSocket that is hung up on', cutSocket, { ...open, host: 'localhost' }, {}],
    [
      'learns it where that opens it',
      [...cutSocket, tried({ host: 'localhost' }, asking('upgrade', 101))],
      undefined,
      { host: 'localhost' },
    ],
    ['takes it back where that does not', [...cutSocket, tried({ host: 'localhost' }, noSocket)], open, {}],
    [
      'tries localhost for a WebSocket that is answered in no HTTP',
      [tried({}, { ...failed('not-http'), asked: 'upgrade' })],
      { ...open, host: 'localhost' },
      {},
    ],
    [
      'learns nothing from a change that fails under either name',
      [tried({}, asking('change', 500)), tried({ host: 'localhost' }, asking('change', 500))],
      undefined,
      {},
    ],
    ['tries TLS where it is sent to https', [tried({}, sent)], { scheme: 'https' }, {}],
    [
      'tells an application without TLS that the browser speaks it',
      [tried({}, sent), tried({ scheme: 'https' }, failed('wrong-scheme'))],
      { ...open, clientScheme: 'https' },
      {},
    ],
    [
      'tells it at once where the user has set the scheme',
      [tried({ set: { scheme: 'http' } }, sent)],
      { ...open, clientScheme: 'https' },
      {},
    ],
    [
      'learns that this was it',
      [
        tried({}, sent),
        tried({ scheme: 'https' }, failed('wrong-scheme')),
        tried({ clientScheme: 'https' }, answered(200)),
      ],
      undefined,
      { clientScheme: 'https' },
    ],
    [
      'hears an application that insists all the same',
      [tried({}, sent), tried({ scheme: 'https' }, failed('wrong-scheme')), tried({ clientScheme: 'https' }, sent)],
      undefined,
      {},
    ],
    ['hands on a good answer', [tried({}, answered(200))], undefined, {}],
    ['hands on a wanted login', [tried({}, answered(401))], undefined, {}],
    ['takes the service proxy when a tunnel gives no answer', [tried({}, failed('connection-lost'))], proxy, {}],
    ['stays when the API server is not there', [tried({}, failed('connection-refused'))], undefined, {}],
    ['stays with a transport that the user set', [tried({ set: first }, failed('connection-lost'))], undefined, {}],
    [
      'stays with the service proxy',
      [tried({ transport: 'service-proxy' }, failed('service-unreachable'))],
      undefined,
      {},
    ],
    [
      'moves once',
      [tried({}, failed('connection-lost')), tried(proxy as Profile, failed('service-unreachable'))],
      undefined,
      {},
    ],
    ['turns the scheme on proof of TLS', [tried({}, failed('wrong-scheme'))], { scheme: 'https' }, {}],
    ['takes silence for TLS', [tried({}, silence)], { scheme: 'https' }, {}],
    [
      'takes that back when TLS is no better, and moves on',
      [tried({}, silence), tried({ scheme: 'https' }, failed('service-unreachable'))],
      { transport: 'port-forward', host: 'own', scheme: 'http' },
      {},
    ],
    [
      'moves when a Service stays silent',
      [tried({}, silence), tried({ scheme: 'https' }, silence), tried({}, silence)],
      proxy,
      {},
    ],
    ['turns the scheme back', [tried({ scheme: 'https' }, failed('wrong-scheme'))], { scheme: 'http' }, {}],
    ['turns the scheme when a server says so', [tried({}, answered(400, goTls))], { scheme: 'https' }, {}],
    [
      'learns the scheme that brought an answer',
      [tried({}, failed('wrong-scheme')), tried({ scheme: 'https' }, answered(200))],
      undefined,
      { scheme: 'https' },
    ],
    [
      'takes back a scheme that led nowhere',
      [tried({}, answered(400, goTls)), tried({ scheme: 'https' }, failed('wrong-scheme'))],
      { transport: 'port-forward', host: 'own', scheme: 'http' },
      {},
    ],
    ['tries localhost on a refusal', [tried({}, answered(403))], { host: 'localhost' }, {}],
    [
      'tries localhost when a page says so',
      [tried({}, answered(200, 'Invalid Host header'))],
      { host: 'localhost' },
      {},
    ],
    [
      'tries localhost when an error says so',
      [tried({}, answered(500, 'Host header is specified and is not an IP address or localhost.'))],
      { host: 'localhost' },
      {},
    ],
    ['believes an error of another kind', [tried({}, answered(500, 'out of memory'))], undefined, {}],
    ['tries localhost on a misdirected request', [tried({}, answered(421))], { host: 'localhost' }, {}],
    ['tries localhost when even the root is not found', [tried({}, answered(404, '', '/'))], { host: 'localhost' }, {}],
    [
      'tries localhost when even the root is closed, without a way in',
      [tried({}, closed(false))],
      { host: 'localhost' },
      {},
    ],
    ['believes that the root is closed where there is a way in', [tried({}, closed(true))], undefined, {}],
    [
      'learns the Host under which there is a way in',
      [tried({}, closed(false)), tried({ host: 'localhost' }, closed(true))],
      undefined,
      { host: 'localhost' },
    ],
    ['believes that another page is not found', [tried({}, answered(404))], undefined, {}],
    ['keeps a Host that the user set', [tried({ set: { host: 'own' } }, answered(403))], undefined, {}],
    [
      'learns the Host that helped',
      [tried({}, answered(403)), tried({ host: 'localhost' }, answered(200))],
      undefined,
      { host: 'localhost' },
    ],
    [
      'learns nothing from a Host that did not help, and hands that answer on',
      [tried({}, answered(403)), tried({ host: 'localhost' }, answered(403))],
      undefined,
      {},
    ],
    [
      'goes back when localhost is refused in another way',
      [tried({}, answered(403)), tried({ host: 'localhost' }, answered(400))],
      { host: 'own' },
      {},
    ],
  ])('%s', (_name, tries, change, learned) => {
    expect(nextTry(tries)).toEqual({ change, learned })
  })

  it.each([
    [{ status: 403, type: '', length: undefined }, '/x', true],
    [{ status: 404, type: '', length: undefined }, '/', true],
    [{ status: 404, type: '', length: undefined }, '/x', false],
    [{ status: 401, type: '', length: undefined, challenges: false }, '/', true],
    [{ status: 401, type: '', length: undefined, challenges: false }, '/x', false],
    [{ status: 401, type: '', length: undefined, challenges: true }, '/', false],
    [{ status: 200, type: 'text/html', length: 19 }, '/x', true],
    [{ status: 200, type: 'text/html', length: 200 }, '/x', false],
    [{ status: 200, type: 'text/html', length: undefined }, '/x', false],
    [{ status: 200, type: 'application/json', length: 2 }, '/x', false],
    [{ status: 200, type: 'application/json', length: undefined }, '/console/jolokia/?a=b', true],
    [{ status: 500, type: 'text/html', length: 63 }, '/x', true],
    [{ status: 503, type: 'text/html', length: 10 }, '/x', false],
  ])('a body is looked at first: %j on %s, %s', (head, path, doubtful) => {
    expect(mayBeDoubtful(head, path)).toBe(doubtful)
  })
})
