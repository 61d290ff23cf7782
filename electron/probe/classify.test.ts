import { describe, expect, it } from 'vitest'
import { failure } from '../../shared/failure.ts'
import { classify, type Answer, type Declared, type Verdict } from './classify.ts'

const json = { 'content-type': 'application/json' }
const answer = (status: number, body = '', headers: Answer['headers'] = {}): Answer => ({ status, headers, body })
/** A Status of the API server; what it could not reach it calls so. */
const status = (code: number, message: string): Answer =>
  answer(code, JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code }), json)
const unreached = (message: string) => status(503, `error trying to reach service: ${message}`)
const broken = (message: string) => unreached(`net/http: HTTP/1.x transport connection broken: ${message}`)
/** As Porthole's own listener says it. */
const porthole = (code: string, message: string): Answer =>
  answer(
    502,
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      message: `porthole: ${message}`,
      details: { causes: [{ reason: code, message }] },
    }),
    json,
  )

const plain: Declared = { scheme: 'http', grpc: false }
const secure: Declared = { scheme: 'https', grpc: false }
const grpc: Declared = { scheme: 'http', grpc: true }
/** What a verdict comes down to. */
const short = (verdict: Verdict): string => {
  if (verdict.kind === 'ask-tls') return `ask-tls, else ${verdict.otherwise.speaks}`
  if (verdict.kind !== 'known') return `${verdict.kind} ${verdict.scheme}`
  return verdict.probe.speaks === 'unreachable' ? verdict.probe.failure.code : verdict.probe.speaks
}

describe('an application’s own answer', () => {
  it.each<[string, Answer, Declared, string]>([
    ['a page', answer(200, '<title>x</title>'), plain, 'page http'],
    ['a page behind TLS', answer(200), secure, 'page https'],
    ['an error', answer(500, 'oops'), plain, 'page http'],
    ['a page on a port that says gRPC', answer(200), grpc, 'page http'],
    ['gRPC’s media type', answer(200, '', { 'content-type': 'application/grpc+proto' }), plain, 'grpc'],
    ['gRPC’s refusal', answer(415, 'invalid gRPC request content-type ""'), plain, 'grpc'],
    ['another media type that is refused', answer(415, 'send JSON'), plain, 'page http'],
    ['426', answer(426), plain, 'ask-upgrade http'],
    ['426 for a WebSocket', answer(426, '', { upgrade: 'websocket' }), secure, 'ask-upgrade https'],
    ['426 for another protocol', answer(426, '', { upgrade: 'TLS/1.3' }), plain, 'page http'],
    ['400 about an upgrade', answer(400, 'Bad Request: missing Upgrade'), plain, 'ask-upgrade http'],
    ['400 with a WebSocket’s header', answer(400, '', { 'sec-websocket-version': '13' }), plain, 'ask-upgrade http'],
    ['400 about something else', answer(400, 'no'), plain, 'page http'],
    ['Go asked for TLS', answer(400, 'Client sent an HTTP request to an HTTPS server.\n'), plain, 'https'],
    ['nginx asked for TLS', answer(400, '<h1>The plain HTTP request was sent to HTTPS port</h1>'), plain, 'https'],
    ['a Status of its own', status(403, 'forbidden: User "system:anonymous" cannot get path "/"'), plain, 'page http'],
    ['JSON that is no Status', answer(503, '{"error":"x"}', json), plain, 'page http'],
    ['a Status that is too long to be the API server’s', unreached(' '.repeat(10_000)), plain, 'page http'],
    ['JSON that was cut', answer(503, '{"kind":"Status","apiVersion":', json), plain, 'page http'],
  ])('%s', (_case, given, declared, expected) => {
    expect(short(classify(given, declared))).toBe(expected)
  })
})

describe('the API server’s answer instead', () => {
  it.each<[string, Answer, Declared, string]>([
    ['another protocol’s greeting', broken(String.raw`malformed HTTP response "E\x00\x00"`), plain, 'tcp'],
    ['the same on a port that says gRPC', broken(String.raw`malformed HTTP response "E\x00\x00"`), grpc, 'grpc'],
    ['HTTP/2 settings', broken(String.raw`malformed HTTP response "\x00\x00\x06\x04\x00\x00"`), plain, 'grpc'],
    ['longer HTTP/2 settings', broken(String.raw`malformed HTTP response "\x00\x00$\x04\x00\x00"`), plain, 'grpc'],
    [
      'settings whose length Go escapes',
      broken(String.raw`malformed HTTP response "\x00\x00\f\x04\x00"`),
      plain,
      'grpc',
    ],
    ['an alert of TLS', broken(String.raw`malformed HTTP response "\x15\x03\x01\x00\x02\x02"`), plain, 'https'],
    ['HTTP where TLS was asked', unreached('http: server gave HTTP response to HTTPS client'), secure, 'http'],
    ['no TLS where TLS was asked', unreached('tls: first record does not look like a TLS handshake'), secure, 'tcp'],
    ['TLS that wants a certificate', unreached('remote error: tls: certificate required'), secure, 'https'],
    ['TLS for HTTP/2 alone', unreached('remote error: tls: no application protocol'), secure, 'grpc'],
    ['who hangs up on HTTP', unreached('EOF'), plain, 'ask-tls, else tcp'],
    ['the same on a port that says gRPC', unreached('EOF'), grpc, 'ask-tls, else grpc'],
    ['who hangs up on TLS', unreached('EOF'), secure, 'tcp'],
    ['nobody listens', unreached('dial tcp 10.0.0.1:80: connect: connection refused'), plain, 'service-unreachable'],
    ['nobody listens, though it says gRPC', unreached('dial tcp: i/o timeout'), grpc, 'service-unreachable'],
    ['no endpoints', status(503, 'no endpoints available for service "web"'), plain, 'no-endpoints'],
    ['no such Service', status(404, 'services "web" not found'), plain, 'no-such-service'],
    [
      'no right',
      status(403, 'services "http:web:" is forbidden: User "a" cannot get resource "services/proxy"'),
      plain,
      'forbidden',
    ],
    ['no credentials', status(401, 'Unauthorized'), plain, 'credentials-rejected'],
    ['no time', status(429, 'too many requests'), plain, 'api-server-error'],
  ])('%s', (_case, given, declared, expected) => {
    expect(short(classify(given, declared))).toBe(expected)
  })
})

describe('Porthole’s answer instead', () => {
  it.each<[string, Answer, Declared, string]>([
    ['not HTTP', porthole('not-http', 'What a/b answers is not HTTP: Expected HTTP/'), plain, 'tcp'],
    ['TLS where HTTP was asked', porthole('wrong-scheme', 'a/b speaks TLS on this port'), plain, 'https'],
    [
      'no TLS where TLS was asked',
      porthole('wrong-scheme', 'a/b does not speak TLS on this port'),
      secure,
      'wrong-scheme',
    ],
    [
      'who hangs up',
      porthole('service-unreachable', 'a/b closed the connection without an answer (x).'),
      plain,
      'ask-tls, else tcp',
    ],
    ['the cluster is gone', porthole('connection-refused', 'connect ECONNREFUSED'), plain, 'connection-refused'],
  ])('%s', (_case, given, declared, expected) => {
    expect(short(classify(given, declared))).toBe(expected)
  })

  it('keeps its words', () => {
    expect(classify(porthole('dns-failed', 'getaddrinfo ENOTFOUND x'), plain)).toEqual({
      kind: 'known',
      probe: { speaks: 'unreachable', failure: failure('dns-failed', 'getaddrinfo ENOTFOUND x') },
    })
  })

  it('is not what an application says that only looks like it', () => {
    const like = { ...porthole('not-http', 'x') }
    like.body = like.body.replace('porthole: ', '').replace('"apiVersion"', '"code":404,"apiVersion"')
    expect(short(classify({ ...like, status: 404 }, plain))).toBe('page http')
    expect(short(classify(porthole('toString', 'x'), plain))).toBe('api-server-error')
  })
})
