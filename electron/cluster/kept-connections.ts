import type http from 'node:http'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type Client from 'undici/lib/dispatcher/client.js'
import { FailureError } from '../../shared/failure.ts'
import { skipInterim } from './interim-answers.ts'
import { Turns } from './turns.ts'

/** Largest head of an answer, in bytes; Node's own limit is 16 KB, which cookies in pieces fill. */
export const maxAnswerHead = 128 * 1024
/**
 * How long an application may let a request wait without a byte either way, in ms, before the head of its answer. As long
 * as Firefox waits; ingress controllers give 60 s. What comes after the head may be silent for as long as it likes.
 */
export const answerLimit = 300_000
/** A connection is given up so much before the other end says that it will, in ms: what is sent meanwhile would be lost. */
const hintMargin = 1_000
/** Where an agent does not say how long it keeps a connection, in ms. */
const idleLimit = 4_000

declare module 'http' {
  /** Documented in Node, and not in its types for version 20. */
  interface Agent {
    readonly options: http.AgentOptions
  }
}

/** An agent that knows more about its connections than whether they are open. */
export interface KeepingAgent extends http.Agent {
  /** Whether a kept connection may take one more request. */
  mayReuse?: (socket: Duplex) => boolean
}

/** What Node calls when an agent needs a connection. Documented, and not in its types for version 20. */
interface Connecting {
  createConnection: (options: object, created: (error: Error | null, socket?: Duplex) => void) => Duplex | undefined
}

/** A connection that speaks HTTP/1.1, one request at a time. */
export interface Connection {
  client: InstanceType<typeof Client>
  /** It has carried a request before, so the other end may be closing it just now. */
  reused: boolean
  /** A request is about to be sent on it. */
  asked: () => void
  /** Lets it take the next request. */
  release: () => void
  /** Has it wait for the next request of whoever it is kept for. */
  keep: () => void
  isUsable: () => boolean
  close: () => void
}

/**
 * Reads undici's client: with the first connection, and not while the window starts. All of undici would hold main three
 * times as long, for a `fetch`, caches and mocks that nobody here calls.
 */
export const loadClient = () => import('undici/lib/dispatcher/client.js')

/** The other end closed a kept connection before anything of a request was sent on it. */
export class StaleConnection extends Error {}

/**
 * The connections over an agent that the proxy's requests take. An agent is a transport, and knows how to connect; Node's
 * own HTTP client would cost more than all the rest of the proxy together, so undici's speaks on them.
 */
export class KeptConnections {
  readonly #agent: KeepingAgent
  readonly #free = new Map<string, Kept[]>()
  readonly #all = new Set<Kept>()
  readonly #opening = new Turns()

  constructor(agent: KeepingAgent) {
    this.#agent = agent
  }

  /** How many are open. */
  get size(): number {
    return this.#all.size
  }

  /**
   * A kept connection, the one used last first.
   *
   * @param target scheme and host
   */
  take(target: string): Connection | undefined {
    const free = this.#free.get(target)
    for (let kept = free?.pop(); kept; kept = free?.pop()) {
      if (kept.isUsable()) return kept
      kept.close()
    }
    return undefined
  }

  /**
   * A new connection, handed over when it is open; or what the network said.
   *
   * @param who for whose requests: of those who want many at once each has its turn
   */
  open(target: string, who: string, opened: (error: Error | null, connection?: Connection) => void): void {
    loadClient().then(({ default: Http }) => {
      const open = (): Promise<void> =>
        new Promise((over) => {
          this.#connect(target, Http, (error, connection) => {
            over()
            opened(error, connection)
          })
        })
      return this.#opening.take(who, open)
    }, opened)
  }

  #connect(target: string, Http: typeof Client, opened: (error: Error | null, connection?: Connection) => void): void {
    const url = new URL(target)
    connect(this.#agent, url, (error, socket) => {
      if (error || !socket) {
        opened(error ?? new StaleConnection('there is no connection'))
        return
      }
      const kept = new Kept(Http, socket, url.origin, this.#agent, {
        free: () => {
          const free = this.#free.get(target) ?? []
          this.#free.set(target, free)
          if (free.length < this.#agent.maxFreeSockets) free.push(kept)
          else kept.close()
        },
        gone: () => this.#all.delete(kept),
      })
      this.#all.add(kept)
      opened(null, kept)
    })
  }

  /** Closes those that wait for a request. */
  dropIdle(): void {
    for (const free of this.#free.values()) for (const kept of free.splice(0)) kept.close()
  }

  /** Closes all of them, requests under way included. */
  close(why: Error): void {
    for (const kept of [...this.#all]) kept.socket.destroy(why)
    this.#free.clear()
  }
}

class Kept implements Connection {
  readonly client: InstanceType<typeof Client>
  readonly socket: Duplex
  readonly asked: () => void
  reused = false
  readonly #free: () => void
  readonly #agent: KeepingAgent

  constructor(
    Http: typeof Client,
    socket: Duplex,
    origin: string,
    agent: KeepingAgent,
    { free, gone }: Record<'free' | 'gone', () => void>,
  ) {
    this.socket = socket
    this.asked = skipInterim(socket)
    this.#free = free
    this.#agent = agent
    const idle = agent.options.timeout ?? idleLimit
    let connected = false
    this.client = new Http(origin, {
      pipelining: 1,
      maxHeaderSize: maxAnswerHead,
      headersTimeout: answerLimit,
      bodyTimeout: 0,
      keepAliveTimeout: idle,
      keepAliveMaxTimeout: idle,
      keepAliveTimeoutThreshold: hintMargin,
      connect: (_options, handOver) => {
        // Its types know sockets of the system alone; it asks no more of them than a stream has.
        const done = handOver as (error: Error | null, socket: Duplex | null) => void
        const first = !connected
        connected = true
        // As of a connection that is still to be made: never at once.
        queueMicrotask(() => {
          if (first && !socket.destroyed) done(null, socket)
          else done(new StaleConnection('the connection was closed'), null)
          readPastSpaces(socket)
        })
      },
    })
    alwaysWithError(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      gone()
      // A request that was about to be sent hears of it first, and takes another.
      setImmediate(() => this.close())
    })
  }

  release(): void {
    this.keep()
    this.#free()
  }

  keep(): void {
    this.reused = true
  }

  isUsable(): boolean {
    const { socket } = this
    return !socket.destroyed && socket.writable && this.#agent.mayReuse?.(socket) !== false
  }

  close(): void {
    this.socket.destroy()
    void this.client.destroy().catch(() => undefined)
  }
}

const known = new WeakMap<http.Agent, KeptConnections>()

/** The kept connections of an agent. */
export function connectionsOf(agent: http.Agent): KeptConnections {
  const before = known.get(agent)
  if (before) return before
  const made = new KeptConnections(agent)
  known.set(agent, made)
  return made
}

interface Parser {
  ptr: number
  llhttp: { llhttp_set_lenient_spaces_after_chunk_size?: (ptr: number, on: 1) => void }
}

/** Old Apaches fill up the length of each piece with spaces, which browsers and Go read past; llhttp where it is told to. */
function readPastSpaces(socket: Duplex): void {
  const key = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'parser')
  const parser = key && (Reflect.get(socket, key) as Parser | null)
  parser?.llhttp.llhttp_set_lenient_spaces_after_chunk_size?.(parser.ptr, 1)
}

/** undici takes a socket that is closed without an error while its answer waits for a slow client for a fault of its own. */
function alwaysWithError(socket: Duplex): void {
  const destroy = socket.destroy.bind(socket)
  socket.destroy = (error) => destroy(error ?? new StaleConnection('the connection was closed'))
}

/** Opens a connection as the agent would for a request of its own, and hands it over when it is open, TLS included. */
function connect(agent: http.Agent, url: URL, done: (error: Error | null, socket?: Duplex) => void): void {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (secure ? 443 : 80))
  let told = false
  const once = (error: Error | null, socket?: Duplex): void => {
    if (told) return
    told = true
    if (error || !socket) done(error)
    else whenOpen(socket, done)
  }
  const { timeout: _, ...options } = agent.options
  // The key under which an https agent keeps TLS sessions.
  const asked = { ...options, host, port, path: null, ...(secure && { _agentKey: url.origin }) }
  const socket = (agent as unknown as Connecting).createConnection(asked, once)
  if (socket) once(null, socket)
}

function whenOpen(socket: Duplex, done: (error: Error | null, socket?: Duplex) => void): void {
  const secure = socket instanceof TLSSocket
  // A tunnel has neither, and is open when it is handed over.
  const opening = Reflect.get(socket, secure ? 'secureConnecting' : 'connecting') === true
  if (!opening) {
    done(null, socket)
    return
  }
  const event = secure ? 'secureConnect' : 'connect'
  const opened = (): void => end(null)
  const failed = (error: Error): void => end(error)
  const closed = (): void => end(new FailureError('connection-lost', 'The connection was closed before it was open.'))
  const end = (error: Error | null): void => {
    socket.off(event, opened).off('error', failed).off('close', closed)
    if (error) done(error)
    else done(null, socket)
  }
  socket.once(event, opened).once('error', failed).once('close', closed)
}
