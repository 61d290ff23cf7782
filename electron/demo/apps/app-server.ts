import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import type { Certificate } from '../tls/certificate.ts'

/** A backend of the demo cluster, listening on a free loopback port. */
export interface App {
  readonly port: number
  close(): Promise<void>
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

export interface AppServer extends App {
  /** For what a handler does not see: upgrades. */
  readonly server: Server
}

/** Serves HTTP, or HTTPS where a certificate is given. A handler that throws answers 500 with the message. */
export async function startHttpApp(handler: Handler, certificate?: Certificate): Promise<AppServer> {
  const server = certificate ? createHttpsServer({ cert: certificate.cert, key: certificate.key }) : createHttpServer()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => {
        if (response.headersSent) response.destroy()
        else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error))
      })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/**
 * Serves TCP: answers a connection's first bytes with `reply` and closes it, as servers do to a stranger's protocol.
 *
 * @param interim the answer to what a client asks before it begins; undefined when these bytes are its beginning
 */
export async function startTcpApp(
  reply: (bytes: Buffer) => Uint8Array,
  interim: (bytes: Buffer) => string | undefined = () => undefined,
): Promise<App> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    const hear = (bytes: Buffer): void => {
      const answer = interim(bytes)
      if (answer === undefined) socket.end(reply(bytes))
      else {
        socket.write(answer)
        socket.once('data', hear)
      }
    }
    socket.once('data', hear)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
