import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { failure, failureSchema, type Failure } from '../../shared/failure.ts'
import type { Probe } from '../../shared/probe.ts'
import type { Scheme } from '../../shared/service.ts'
import { parseStatus } from '../cluster/api-failure.ts'
import { diagnose } from '../proxy/diagnose.ts'
import type { Listed } from '../proxy/exchange.ts'

/** What a port answered to a plain `GET /`. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** What is known of the port before it is asked. */
export interface Declared {
  /** What it was asked in, as far as Porthole chose. */
  scheme: Scheme
  /** See `declaresGrpc`. */
  grpc: boolean
  /** See `Exchange`. */
  listed?: Listed
}

/** A verdict, but that it takes another question to tell a WebSocket from HTTP, or TLS from what hangs up on HTTP. */
export type Verdict =
  | { kind: 'known'; probe: Probe }
  | { kind: 'page'; scheme: Scheme }
  | { kind: 'ask-upgrade'; scheme: Scheme }
  | { kind: 'ask-tls'; otherwise: Probe }

/** What an answer shows about the port that it was asked of: an application's own, or why there is none. */
export function classify(answer: Answer, declared: Declared): Verdict {
  const why = failureOf(answer, declared.listed)
  if (!why) return classifyOwn(answer, declared)
  const probe = withoutAnswer(why, declared)
  const hungUp = probe.speaks !== 'unreachable' && hangsUp.test(why.message)
  return hungUp && declared.scheme === 'http' ? { kind: 'ask-tls', otherwise: probe } : { kind: 'known', probe }
}

function classifyOwn({ status, headers, body: whole }: Answer, { scheme }: Declared): Verdict {
  const body = whole.slice(0, sentenceLimit)
  const type = headers['content-type'] ?? ''
  // gRPC servers on a port that speaks both versions of HTTP say so, and ask for their own media type.
  if (/^application\/grpc\b/i.test(type) || 'grpc-status' in headers || (status === 415 && /\bgrpc\b/i.test(body)))
    return { kind: 'known', probe: { speaks: 'grpc' } }
  if (scheme === 'http' && status === 400 && wantsTls.test(body)) return { kind: 'known', probe: headOnly('https') }
  const wantsUpgrade = /\bwebsocket\b/i.test(headers.upgrade ?? 'websocket')
  const refusesPlain =
    'sec-websocket-version' in headers || 'sec-websocket-accept' in headers || /\b(web ?socket|upgrade)\b/i.test(body)
  if ((status === 426 && wantsUpgrade) || (status === 400 && refusesPlain)) return { kind: 'ask-upgrade', scheme }
  return { kind: 'page', scheme }
}

/** What servers say of themselves is short; in what is longer nothing is looked for. */
const sentenceLimit = 8192

/** How Go's net/http, nginx and others answer plain HTTP on a port of TLS. */
const wantsTls = /\bHTTP request\b.*\bHTTPS (port|server)\b|\bspeaking plain HTTP to an SSL-enabled server port\b/i

/** The sentences of the API server's service proxy; what else looks like a Status is the application's own. */
const proxysOwn =
  /error trying to reach service|no endpoints available for service|no service port|invalid service request|(services|namespaces) ".*" (not found|is forbidden)/

/** Why there is no answer of the port's own: Porthole's or the API server's Status. Undefined when it is its own. */
function failureOf({ status, headers, body }: Answer, listed: Listed): Failure | undefined {
  if (body.length > sentenceLimit || status < 400 || !/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return undefined
  const said = parseStatus(body)
  if (!said) return undefined
  const own = portholes.safeParse(JSON.parse(body))
  if (own.success) return failure(own.data.details.causes[0].reason, own.data.details.causes[0].message)
  // An API server is also what may stand behind a Service; but only the one in front of it is overloaded for us.
  const server = status === 401 || status === 429 || status >= 500 || proxysOwn.test(said.message ?? '')
  return server ? diagnose(status, said, listed) : undefined
}

/** What Porthole's own listener answers to a program: see `answerFailure` in electron/proxy. */
const portholes = z.object({
  message: z.string().startsWith('porthole: '),
  details: z.object({
    causes: z.tuple([z.object({ reason: failureSchema.shape.code, message: z.string() })]),
  }),
})

/** A Go client quotes the bytes that are no HTTP: HTTP/2's SETTINGS, which a server sends first, and TLS' alert. */
const settingsFrame = /malformed HTTP response "(?:\\x00){2}(?:\\x[0-9a-f]{2}|\\?.)\\x04\\x00/
/** No byte came back: some TLS servers do so, as do many that speak neither. */
const hangsUp = /: EOF$|closed the connection without an answer/
const tlsAlert = /malformed HTTP response "\\x15\\x03/

/** What a failure shows about the port; that a TCP connection was made and spoken on is what `tcp` claims. */
function withoutAnswer(why: Failure, { scheme, grpc }: Declared): Probe {
  const { code, message } = why
  if (settingsFrame.test(message) || /tls: no application protocol/.test(message)) return { speaks: 'grpc' }
  // A handshake that was begun and refused, for want of a client's certificate for example.
  if (tlsAlert.test(message) || /remote error: tls: /.test(message)) return headOnly('https')
  if (code === 'wrong-scheme') {
    if (/gave HTTP response to HTTPS client/.test(message)) return headOnly('http')
    if (scheme === 'http') return headOnly('https')
    // Go saw bytes that are neither. A tunnel's words leave HTTP open: it was not tried, as the user insists on TLS.
    if (!/first record does not look like/.test(message)) return { speaks: 'unreachable', failure: why }
    return { speaks: grpc ? 'grpc' : 'tcp' }
  }
  if (code === 'not-http' || hangsUp.test(message)) return { speaks: grpc ? 'grpc' : 'tcp' }
  return { speaks: 'unreachable', failure: why }
}

const headOnly = (speaks: Scheme): Probe => ({ speaks, status: null, title: null, favicon: null })
