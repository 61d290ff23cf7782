import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Certificate } from '../tls/certificate.ts'
import type { ApiParts } from './admit.ts'
import { handleRequest } from './handle-request.ts'
import { handleUpgrade } from './handle-upgrade.ts'

export interface ApiServer {
  /** `https://127.0.0.1:PORT` */
  readonly url: string
  /** Cuts every open connection, as a restart of the server does. */
  dropConnections(): void
  close(): Promise<void>
}

/** Starts the API server on a free loopback port. */
export async function startApiServer(parts: ApiParts, { cert, key }: Certificate): Promise<ApiServer> {
  const server = createServer({ cert, key })
  // The server's own list of connections has no upgraded ones.
  const upgraded = new Set<Duplex>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void handleRequest(parts, request, response)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket.once('close', () => upgraded.delete(socket)))
    void handleUpgrade(parts, request, socket, head)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const dropConnections = (): void => {
    for (const socket of upgraded) socket.destroy()
    server.closeAllConnections()
  }
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropConnections,
    close: () => close(server, dropConnections),
  }
}

async function close(server: Server, dropConnections: () => void): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  dropConnections()
  await closed
}
