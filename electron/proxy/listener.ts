import http from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import { FailureError } from '../../shared/failure.ts'

export type RequestHandler = (request: http.IncomingMessage, response: http.ServerResponse) => void
export type UpgradeHandler = (request: http.IncomingMessage, socket: Socket, head: Buffer) => void

export interface Listener {
  port: number
  close: () => Promise<void>
}

/** How long open requests may go on after a close began, in ms. */
const grace = 500

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
  for (let port = first; port < first + 100 && port < 65_536; port++) {
    try {
      return await listen(port, onRequest, onUpgrade)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }
  return await listen(0, onRequest, onUpgrade)
}

function createServer(onRequest: RequestHandler, onUpgrade: UpgradeHandler): http.Server {
  const server = http.createServer(
    {
      keepAlive: true,
      // Uploads may take as long as they like; their heads may not.
      requestTimeout: 0,
      headersTimeout: 20_000,
      keepAliveTimeout: 60_000,
      maxHeaderSize: 64 * 1024,
      noDelay: true,
    },
    onRequest,
  )
  server.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) return void socket.destroy()
    // First of all: a client that resets while the route is looked up must not take the process with it.
    socket.on('error', () => socket.destroy())
    onUpgrade(request, socket, head)
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  // Each cluster's middleware adds a close listener of its own.
  server.setMaxListeners(0)
  return server
}

function bind(server: http.Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new FailureError('port-taken', `Port ${port} of ${host} is taken.`)
          : error,
      )
    })
    server.listen({ host, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}

async function close(server: http.Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearTimeout(timer)
}
