import http from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { FailureError, failure } from '../../shared/failure.ts'
import { answerUpgradeFailure } from './failure-answer.ts'
import { declineHttp2, forUpgrade, offersHttp2, readWithoutUpgrade } from './h2c.ts'

export type RequestHandler = (request: http.IncomingMessage, response: http.ServerResponse) => void
export type UpgradeHandler = (request: http.IncomingMessage, socket: Socket, head: Buffer) => void

export interface Listener {
  port: number
  /** Why it is not the port that was asked for; undefined when it is. */
  instead?: 'taken' | 'forbidden'
  /** How many connections of clients are open, idle ones too. */
  connections: () => Promise<number>
  close: () => Promise<void>
}

/** How long open requests may go on after a close began, in ms. */
const grace = 500

/** How long the head of a request may take, in ms; also its first byte, on a new connection. */
const headLimit = 20_000
/** How long a kept connection waits for its next request, in ms. */
const idleLimit = 60_000
/** How often the time of heads is looked at, in ms. */
const checkInterval = 5_000
/** Largest head, in bytes. Browsers keep up to some 10 KB of cookies for a host, and applications take 8 to 16 KB. */
const maxHead = 64 * 1024
/** Connections to one address, idle ones too: twice what is let through. Those beyond are closed at once. */
const maxConnections = 8192
/** Requests that a client may send behind one that has no answer yet. No browser sends any, and no program many. */
const maxAhead = 100

/**
 * Listens on 127.0.0.1 and, where the computer has it, on ::1, both on one port.
 *
 * @param port 0 takes any
 * @throws FailureError `port-taken` when either address has it in use
 */
export async function listen(port: number, onRequest: RequestHandler, onUpgrade: UpgradeHandler): Promise<Listener> {
  const four = createServer(onRequest, onUpgrade)
  const six = createServer(onRequest, onUpgrade)
  const bound = await bind(four, '127.0.0.1', port)
  try {
    await bind(six, '::1', bound)
  } catch (error) {
    if (error instanceof FailureError) {
      await close(four)
      throw error
    }
    // A computer without IPv6 still serves on 127.0.0.1.
  }
  return {
    port: bound,
    connections: async () => (await count(four)) + (await count(six)),
    close: async () => {
      await Promise.all([close(four), close(six)])
    },
  }
}

/** The first free port from `first` on, tried by listening on it; after 100 taken ones any free port will do. */
export async function listenFrom(
  first: number,
  onRequest: RequestHandler,
  onUpgrade: UpgradeHandler,
): Promise<Listener> {
  let instead: Listener['instead']
  const found = (listener: Listener): Listener => (instead ? { ...listener, instead } : listener)
  for (let port = first; port < first + 100 && port < 65_536; port++) {
    try {
      return found(await listen(port, onRequest, onUpgrade))
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      instead ??= isForbidden(error.cause) ? 'forbidden' : 'taken'
    }
  }
  return found(await listen(0, onRequest, onUpgrade))
}

function createServer(onRequest: RequestHandler, onUpgrade: UpgradeHandler): http.Server {
  const server = http.createServer(
    {
      keepAlive: true,
      // Uploads may take as long as they like; their heads may not.
      requestTimeout: 0,
      headersTimeout: headLimit,
      connectionsCheckingInterval: checkInterval,
      keepAliveTimeout: idleLimit,
      maxHeaderSize: maxHead,
      noDelay: true,
      ...forUpgrade,
    },
    inTurn(onRequest),
  )
  server.prependListener('request', declineHttp2)
  server.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) return void socket.destroy()
    // First of all: a client that resets while the route is looked up must not take the process with it.
    socket.on('error', () => socket.destroy())
    if (offersHttp2(request)) readWithoutUpgrade(server, request, socket, head)
    else onUpgrade(request, socket, head)
  })
  server.maxConnections = maxConnections
  server.on('clientError', refuse)
  // Each cluster's middleware adds a close listener of its own.
  server.setMaxListeners(0)
  return server
}

/**
 * Has the requests of a connection answered one after the other, as Go's server does. Node hands over all that a client has
 * sent ahead at once: thousands on a few connections kept everybody waiting.
 */
function inTurn(onRequest: RequestHandler): RequestHandler {
  const ahead = new WeakMap<Socket, number>()
  return (request, response) => {
    // It has none while an earlier answer does.
    if (response.socket) {
      onRequest(request, response)
      return
    }
    const { socket } = request
    const waiting = ahead.get(socket) ?? 0
    if (waiting >= maxAhead) {
      socket.destroy()
      return
    }
    ahead.set(socket, waiting + 1)
    response.once('socket', () => {
      ahead.set(socket, (ahead.get(socket) ?? 1) - 1)
      onRequest(request, response)
    })
  }
}

/** What the parser does not take, or has waited for too long. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Within an answer another head would be taken for its body. Node's own handler asks the same.
  if (!socket.writable || Reflect.get(socket, '_httpMessage')) {
    socket.destroy()
    return
  }
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    answerUpgradeFailure(socket, 431, failure('head-too-large', `It has more than ${maxHead / 1024} KB.`))
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    answerUpgradeFailure(socket, 408, failure('request-malformed', 'Its head did not come in time.'))
  } else answerUpgradeFailure(socket, 400, failure('request-malformed', error.message))
}

/** Ports below 1024 are the administrator's on most systems. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EACCES'
}

function bind(server: http.Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new FailureError(
              'port-taken',
              `Port ${port} of ${host} ${isForbidden(error) ? 'needs an administrator’s rights.' : 'is taken.'}`,
              { cause: error },
            )
          : error,
      )
    })
    server.listen({ host, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}

function count(server: http.Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, open) => resolve(error ? 0 : open)))
}

async function close(server: http.Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearTimeout(timer)
}
