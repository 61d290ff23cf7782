import type { Agent, ClientRequest, IncomingMessage, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestHandler } from 'http-proxy-middleware'
import type { FailureCode } from '../../shared/failure.ts'
import { maxAnswerHead } from '../cluster/kept-connections.ts'
import { passOn } from './answer.ts'
import { causeOf } from './broken-encoding.ts'
import { exchangeOf, type Exchange } from './exchange.ts'
import { answerFailure, answerUpgradeFailure, wantsPage } from './failure-answer.ts'
import { limitHead } from './head-limit.ts'
import { passOnRefusal } from './upgrade-refusal.ts'
import { isRepeatable } from './repeatable.ts'
import { send } from './send.ts'
import { trafficOf } from './traffic/follow.ts'
import { followRefused, followTaken } from './turned-away.ts'
import { ownCookie } from './unrewrite/cookie.ts'

type Middleware = RequestHandler

/** Client sockets that have got their 101: another answer would be taken for a message. */
const upgraded = new WeakSet<Socket>()

const middlewares = new WeakMap<Agent, Promise<Middleware>>()

/**
 * The middleware that forwards upgrades over an agent. An agent is a transport: TLS keep-alive to the API server, or
 * tunnels through port-forward. http-proxy-middleware takes one agent for its whole life, hence one each.
 */
function middlewareFor(agent: Agent): Promise<Middleware> {
  const known = middlewares.get(agent)
  if (known) return known
  const made = createMiddleware(agent)
  middlewares.set(agent, made)
  return made
}

/** Reads the library with the first upgrade, and not while the window starts. */
async function createMiddleware(agent: Agent): Promise<Middleware> {
  const { createProxyMiddleware, debugProxyErrorsPlugin, proxyEventsPlugin } = await import('http-proxy-middleware')
  const targetOf = lastUrl()
  return createProxyMiddleware({
    target: 'http://route.invalid',
    router: (request) => targetOf(exchangeOf(request).target),
    // Which requests get here is decided already; the default would parse each URL to say yes.
    pathFilter: () => true,
    agent,
    // All that http.request takes is taken from here; hpm has no other place for it.
    ssl: { maxHeaderSize: maxAnswerHead } as ServerOptions,
    ejectPlugins: true,
    plugins: [proxyEventsPlugin, debugProxyErrorsPlugin],
    on: {
      proxyReqWs: (outgoing: ClientRequest, request: IncomingMessage, socket: Socket) => {
        const exchange = exchangeOf(request)
        exchange.sent = true
        limitHead(outgoing)
        holdEnd(socket)
        // httpxy listens as soon as this returns, and would hand on an answer that may not be the last word.
        queueMicrotask(() => {
          outgoing.removeAllListeners('response').once('response', (incoming) => {
            refused(incoming, request, socket).catch(() => socket.destroy())
          })
        })
        outgoing.once('upgrade', (incoming, upstream) => {
          releaseEnd(socket)
          trafficOf(request)?.head(101, incoming.headers)
          exchange.reconsideration?.answered(101)
          unrewriteHead(incoming, exchange)
          const { withoutQuery } = exchange
          // Who listens before httpxy pipes would take what came with the 101.
          if (withoutQuery) process.nextTick(() => followTaken(upstream, socket, withoutQuery))
          // A pipe does not hand on that its source was destroyed, as the engine does when it closes.
          socket.once('close', () => upstream.destroy())
          upgraded.add(socket)
          // Nobody reads the client's socket then, and unread it would not see that the client goes too.
          upstream.once('close', () => socket.destroySoon())
        })
      },
      error: (error, request, target) => fail(error, request, target),
    },
  })
}

/** Parses a target unless it is the one of the request before, as it nearly always is: hpm would parse a string twice. */
function lastUrl(): (target: string) => URL {
  let last: { target: string; url: URL } | undefined
  return (target) => {
    if (last?.target !== target) last = { target, url: new URL(target) }
    return last.url
  }
}

/** The requests that came first on their connections. */
const firsts = new WeakMap<Socket, IncomingMessage>()

/**
 * Whether a request is the first of its connection. Of a later one that is hung up on, browsers and curl know that it may have
 * crossed the end of a kept connection, and ask again on a new one, also for a change: they are hung up on as the application
 * has done it.
 */
const isFirst = (request: IncomingMessage): boolean => firsts.get(request.socket) === request

const hungUp = (error: Error): boolean => 'code' in error && error.code === 'ECONNRESET'

/** What gives up the try that a response waits for. */
const givingUp = new WeakMap<ServerResponse, () => void>()

/** Forwards a request whose exchange is remembered; the answer goes to the response. */
export function forward(request: IncomingMessage, response: ServerResponse): void {
  const exchange = exchangeOf(request)
  if (!firsts.has(request.socket)) firsts.set(request.socket, request)
  if (!givingUp.has(response)) {
    response.once('close', () => {
      if (!response.writableFinished) givingUp.get(response)?.()
    })
  }
  // What is left of an earlier try, a large page that says no for example, is not waited for.
  givingUp.get(response)?.()
  const giveUp = send(request, exchange, {
    answered: (answer) => passOn(exchange, answer, request, response, () => forward(request, response)),
    failed: (error, lost) => {
      // The other end may close a kept connection just as we use it again; like Go's transport, ask once more where that is
      // safe.
      if (lost && !exchange.retried && isRepeatable(request)) {
        exchange.retried = true
        forward(request, response)
      } else if (lost && exchange.rewritten && hungUp(error) && !isFirst(request)) request.socket.destroy()
      else fail(error, request, response)
    },
  })
  givingUp.set(response, giveUp)
}

/** Forwards an upgrade whose exchange is remembered. */
export function forwardUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
  middlewareFor(exchangeOf(request).agent).then(
    (middleware) => middleware.upgrade(request, socket, head),
    (error: unknown) => fail(error instanceof Error ? error : new Error(String(error)), request, socket),
  )
}

/** The head of a 101 is httpxy's to write, from these headers; what a page may set is the same as elsewhere. */
function unrewriteHead({ headers }: IncomingMessage, { rewritten }: Exchange): void {
  const { 'set-cookie': cookies } = headers
  if (rewritten && cookies) headers['set-cookie'] = cookies.map((cookie) => ownCookie(cookie, rewritten))
}

/** An upgrade was answered with something else: it is tried again where that may be about the way it was asked. */
async function refused(incoming: IncomingMessage, request: IncomingMessage, socket: Socket): Promise<void> {
  const { renew, reconsideration } = exchangeOf(request)
  const { statusCode: status = 502, headers } = incoming
  const type = headers['content-type'] ?? ''
  const challenges = headers['www-authenticate'] !== undefined
  incoming.once('error', () => socket.destroy())
  const doubtful = reconsideration?.doubts({ status, type, length: undefined, challenges }) === true
  const again =
    (status === 401 && (await renew?.().catch(() => false)) === true) ||
    (doubtful && (await reconsideration.again({ kind: 'answered', status, body: '' })))
  releaseEnd(socket)
  if (again && !socket.destroyed) {
    incoming.removeAllListeners('error').once('error', () => undefined)
    incoming.destroy()
    forwardUpgrade(request, socket, Buffer.alloc(0))
  } else {
    const { withoutQuery } = exchangeOf(request)
    if (withoutQuery) followRefused(incoming, withoutQuery)
    passOnRefusal(incoming, request, socket)
  }
}

/** httpxy ends the socket when a try of an upgrade fails; whether another follows is ours to say. */
function holdEnd(socket: Socket): void {
  Object.defineProperty(socket, 'end', { value: () => socket, configurable: true })
}

function releaseEnd(socket: Socket): void {
  Reflect.deleteProperty(socket, 'end')
}

const late: ReadonlySet<FailureCode> = new Set<FailureCode>(['connection-timeout', 'service-timeout'])

function fail(error: Error, request: IncomingMessage, target: ServerResponse | Socket): void {
  explain(error, request, target).catch(() => target.destroy())
}

async function explain(error: Error, request: IncomingMessage, target: ServerResponse | Socket): Promise<void> {
  const exchange = exchangeOf(request)
  const upgrade = !('writeHead' in target)
  if (target.destroyed || (upgrade ? upgraded.has(target) : target.headersSent)) {
    target.destroy()
    return
  }
  const said = exchange.explain(error)
  const why = (upgrade ? undefined : await causeOf(said, request, exchange)) ?? said
  const again = await exchange.reconsideration?.again({ kind: 'failed', failure: why })
  if (upgrade) releaseEnd(target)
  if (upgrade) {
    if (again) forwardUpgrade(request, target, Buffer.alloc(0))
    else answerUpgradeFailure(target, late.has(why.code) ? 504 : 502, why, trafficOf(request))
  } else if (again) forward(request, target)
  else {
    if (why.code === 'encoding-broken' && !wantsPage(request)) exchange.blocked(why)
    answerFailure(request, target, late.has(why.code) ? 504 : 502, why, () => exchange.remedies?.(why))
  }
}
