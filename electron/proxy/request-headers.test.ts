import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { requestHeaders, type OutgoingChange } from './request-headers.ts'

const change = (more: Partial<OutgoingChange> = {}): OutgoingChange => {
  return { credentials: {}, host: 'api:6443', clampEncoding: false, upgrade: false, ...more }
}
const sent = (headers: IncomingHttpHeaders, more?: Partial<OutgoingChange>): IncomingHttpHeaders => {
  const { host, ...others } = requestHeaders({ host: 'localhost:8001', ...headers }, change(more))
  expect(host).toBe(more?.host ?? 'api:6443')
  return others
}

describe('requestHeaders', () => {
  it('passes on what belongs to the application', () => {
    const headers = {
      accept: 'text/html',
      cookie: 'a=b; c=d',
      origin: 'http://web.default.demo.localhost:8001',
      referer: 'http://web.default.demo.localhost:8001/',
      range: 'bytes=0-1',
      'if-none-match': '"x"',
      'content-type': 'text/plain',
      'content-length': '3',
      'x-csrf-token': 't',
      'x-api-key': 'k',
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'br, zstd',
      'authorization-token': "an application's own",
      'x-authorization': "an application's own",
      'forwarded-by': "an application's own",
    }
    expect(sent(headers)).toEqual(headers)
  })

  it.each([
    'authorization',
    'impersonate-user',
    'impersonate-group',
    'impersonate-uid',
    'impersonate-extra-scopes',
    'x-remote-user',
    'x-remote-group',
    'x-remote-extra-x',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-uri',
    'forwarded',
    'expect',
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'upgrade',
  ])('drops %s', (name) => {
    expect(sent({ [name]: 'x', accept: '*/*' })).toEqual({ accept: '*/*' })
  })

  it('lets the application at the end of a tunnel have what the API server must not', () => {
    const headers = {
      authorization: 'Basic x',
      'x-forwarded-for': '192.0.2.1',
      'x-remote-user': 'a',
      forwarded: 'for=a',
    }
    expect(sent(headers, { tunnel: true })).toEqual(headers)
  })

  it.each([
    ['chat', 'chat'],
    ['base64url.bearer.authorization.k8s.io.dG9rZW4, chat', 'chat'],
    ['chat,Base64URL.bearer.authorization.k8s.io.dG9rZW4,v2', 'chat, v2'],
    ['base64url.bearer.authorization.k8s.io.dG9rZW4', undefined],
  ])('drops a token that stands among the protocols of a WebSocket: %s', (protocols, left) => {
    const headers = { 'sec-websocket-protocol': protocols }
    expect(sent(headers, { upgrade: true })['sec-websocket-protocol']).toBe(left)
    expect(sent(headers, { upgrade: true, tunnel: true })['sec-websocket-protocol']).toBe(protocols)
  })

  it.each(['connection', 'keep-alive', 'proxy-authorization', 'te', 'trailer', 'upgrade', 'expect'])(
    'drops %s on the way into a tunnel too',
    (name) => {
      expect(sent({ [name]: 'x', accept: '*/*' }, { tunnel: true })).toEqual({ accept: '*/*' })
    },
  )

  const own = 'http://web.default.demo.localhost:8001'
  const backend = 'https://localhost:8443'
  it.each([
    ['itself', { origin: own, referer: `${own}/a?b` }, { origin: backend, referer: `${backend}/a?b` }],
    ['itself in upper case', { origin: own.toUpperCase() }, { origin: backend }],
    ['its referer in upper case', { referer: `${own.toUpperCase()}/A` }, { referer: `${backend}/A` }],
    [
      'where WebDAV copies to',
      { destination: `${own}/b`, referer: own },
      { destination: `${backend}/b`, referer: own },
    ],
    ['the page that htmx is on', { 'hx-current-url': `${own}/b` }, { 'hx-current-url': `${backend}/b` }],
    ['another site', { origin: 'https://evil.example', referer: 'https://evil.example/' }, undefined],
    ['a sandbox', { origin: 'null' }, undefined],
    ['a site that begins like it', { origin: `${own}.evil.example`, referer: `${own}.evil.example/` }, undefined],
    ['a referer without a path', { referer: own }, undefined],
    ['nobody', {}, undefined],
  ])('says as Origin and Referer what Host says: of %s', (_name, headers, expected) => {
    expect(sent(headers, { origin: { from: own, to: backend } })).toEqual(expected ?? headers)
  })

  it('keeps the framing of a body, whatever Connection says of it', () => {
    const headers = { 'transfer-encoding': 'chunked', 'content-length': '3' }
    expect(sent({ ...headers, connection: 'close, Transfer-Encoding, content-length' })).toEqual(headers)
  })

  it('drops what Connection names', () => {
    const headers = { connection: 'close, X-Hop ,http2-settings', 'x-hop': '1', 'http2-settings': 'x', 'x-end': '2' }
    expect(sent(headers)).toEqual({ 'x-end': '2' })
    // It cannot take away what we put there.
    const credentials = { authorization: 'Bearer t' }
    expect(sent({ connection: 'host, authorization' }, { credentials })).toEqual(credentials)
  })

  it('puts the credentials in, and no others', () => {
    const credentials = { authorization: 'Bearer ours', 'impersonate-user': 'other', 'impersonate-group': ['a', 'b'] }
    const headers = { authorization: 'Bearer theirs', 'impersonate-user': 'admin', 'impersonate-extra-x': 'y' }
    expect(sent(headers, { credentials })).toEqual(credentials)
    expect(sent(headers)).toEqual({})
  })

  it.each([
    ['gzip, deflate, br, zstd', 'gzip'],
    ['br;q=1.0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0.1', 'gzip'],
    ['gzip;q=0.05, br', 'gzip'],
    ['gzip;q=0', undefined],
    ['br, gzip; q=0.0 , zstd', undefined],
    ['br, zstd', undefined],
    ['identity', undefined],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('on an origin Accept-Encoding %s becomes %s', (encoding, expected) => {
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding }
    expect(sent(headers, { clampEncoding: true })['accept-encoding']).toBe(expected)
  })

  it('asks for an upgrade where there is one, and only then', () => {
    const headers = {
      connection: 'keep-alive, Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'k',
      authorization: 'x',
    }
    expect(sent(headers, { upgrade: true })).toEqual({
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'k',
    })
    expect(sent(headers)).toEqual({ 'sec-websocket-key': 'k' })
  })

  it('does not change what it was given', () => {
    const headers = Object.freeze({ host: 'a', authorization: 'x', accept: 'b' })
    expect(requestHeaders(headers, change({ host: 'web.default.demo.localhost:8001' }))).toEqual({
      host: 'web.default.demo.localhost:8001',
      accept: 'b',
    })
  })
})
