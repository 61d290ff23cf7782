import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { makeServerCertificate } from '../certificates.ts'
import type { AppPort } from '../control-protocol.ts'

/** Servers of one application. */
export interface RunningApp {
  /** The ports it listens on, in the order they were asked for; 0 was any. */
  readonly ports: readonly number[]
  /** Stops listening and cuts what is open. */
  close(): Promise<void>
}

/** Listens with one handler on several ports of an address, with a certificate made for it where a port has TLS. */
export async function serve(
  address: string,
  ports: readonly AppPort[],
  listener: RequestListener,
  onServer: (server: Server) => void = () => undefined,
): Promise<RunningApp> {
  const certificate = ports.some(({ tls }) => tls)
    ? await makeServerCertificate({ name: 'self-signed app', addresses: [address] })
    : undefined
  const sockets = new Set<Socket>()
  const servers = await Promise.all(
    ports.map(({ port, tls }) => {
      const server = tls ? createTlsServer({ ...certificate }, listener) : createPlainServer(listener)
      // The server's own list of connections has no upgraded ones.
      server.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
      })
      onServer(server)
      return listening(server, port, address)
    }),
  )
  return {
    ports: servers.map((server) => (server.address() as AddressInfo).port),
    async close() {
      const done = Promise.all(servers.map(closed))
      for (const socket of sockets) socket.destroy()
      await done
    },
  }
}

function listening(server: Server, port: number, address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve(server))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
