import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import {
  createProxyMiddleware,
  debugProxyErrorsPlugin,
  proxyEventsPlugin,
  type RequestHandler,
} from 'http-proxy-middleware'
import { failure } from '../../shared/failure.ts'
import { networkFailure } from '../cluster/api-failure.ts'
import { answer } from './answer.ts'
import { exchangeOf, type Exchange } from './exchange.ts'
import { answerFailure, answerUpgradeFailure } from './failure-answer.ts'
import { unrewriteCookie } from './unrewrite/cookie.ts'
import { unrewriteLocation } from './unrewrite/location.ts'

type Middleware = RequestHandler

const middlewares = new WeakMap<Agent, Middleware>()

/**
 * The middleware that forwards over an agent. An agent is a transport: TLS keep-alive to the API server today, tunnels
 * through port-forward by the same seam. http-proxy-middleware takes one agent for its whole life, hence one each.
 */
function middlewareFor(agent: Agent): Middleware {
  const known = middlewares.get(agent)
  if (known) return known
  const middleware: Middleware = createProxyMiddleware({
    target: 'http://route.invalid',
    router: (request) => exchangeOf(request).upstream.url.origin,
    agent,
    // The answer is ours to pass on, so that nothing is rewritten or buffered that need not be.
    selfHandleResponse: true,
    ejectPlugins: true,
    plugins: [proxyEventsPlugin, debugProxyErrorsPlugin],
    on: {
      proxyReq: (outgoing, request) => {
        exchangeOf(request).outgoing = outgoing
      },
      proxyReqWs: (outgoing: ClientRequest, request: IncomingMessage, socket: Socket) => {
        const exchange = exchangeOf(request)
        exchange.outgoing = outgoing
        outgoing.once('response', (incoming) => unrewriteHead(incoming, exchange))
        outgoing.once('upgrade', (incoming, upstream) => {
          unrewriteHead(incoming, exchange)
          // A pipe does not hand on that its source was destroyed, as the engine does when it closes.
          socket.once('close', () => upstream.destroy())
        })
      },
      proxyRes: (incoming, request, response) => {
        answer(exchangeOf(request), incoming, request, response).catch(() => response.destroy())
      },
      error: (error, request, target) => fail(error, request, target),
    },
  })
  middlewares.set(agent, middleware)
  return middleware
}

/** Forwards a request whose exchange is remembered; the answer goes to the response. */
export function forward(request: IncomingMessage, response: ServerResponse): void {
  void middlewareFor(exchangeOf(request).upstream.agent)(request, response, () => undefined)
}

/** Forwards an upgrade whose exchange is remembered. */
export function forwardUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
  middlewareFor(exchangeOf(request).upstream.agent).upgrade(request, socket, head)
}

/** The answer to an upgrade is httpxy's to write, from these headers; what a page may set is the same as elsewhere. */
function unrewriteHead({ headers }: IncomingMessage, { rewritten }: Exchange): void {
  if (!rewritten) return
  const { 'set-cookie': cookies, location } = headers
  if (cookies) headers['set-cookie'] = cookies.map((cookie) => unrewriteCookie(cookie, rewritten.prefix))
  if (location !== undefined) headers.location = unrewriteLocation(location, rewritten)
}

function fail(error: Error, request: IncomingMessage, target: ServerResponse | Socket): void {
  if (!('writeHead' in target)) {
    answerUpgradeFailure(target, 502, networkFailure(error, exchangeOf(request).upstream.url.origin).failure)
    return
  }
  if (target.headersSent || target.destroyed) {
    target.destroy()
    return
  }
  const exchange = exchangeOf(request)
  // The API server may close a kept connection just as we use it again; like Go's transport, ask once more where that is
  // safe.
  const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
  if (safe && !exchange.retried && exchange.outgoing?.reusedSocket && !hasBody(request)) {
    exchange.retried = true
    forward(request, target)
    return
  }
  const { failure: why } = networkFailure(error, exchange.upstream.url.origin)
  answerFailure(
    request,
    target,
    why.code === 'connection-timeout' ? 504 : 502,
    why.message === '' ? failure(why.code) : why,
  )
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
