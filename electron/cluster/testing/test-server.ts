import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TestServer {
  url: string
  port: number
  server: http.Server
  /** Every request so far, in order. */
  requests: http.IncomingMessage[]
  /** Every connection so far, in order. */
  connections: Socket[]
  /** Settles when the client has given up every connection so far. */
  abandoned: () => Promise<void>
  close: () => Promise<void>
}

/** A real HTTP or HTTPS server on a free port, closed with all its connections when the test ends. */
export async function serve(
  handler: http.RequestListener,
  { tls, host = '127.0.0.1' }: { tls?: https.ServerOptions; host?: string } = {},
): Promise<TestServer> {
  const requests: http.IncomingMessage[] = []
  const connections: Socket[] = []
  const listener: http.RequestListener = (request, response) => {
    requests.push(request)
    handler(request, response)
  }
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener)
  server.on('connection', (socket: Socket) => {
    connections.push(socket)
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    for (const socket of connections) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  const abandoned = async (): Promise<void> => {
    for (const socket of connections)
      if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()))
  }
  onTestFinished(close)
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `${tls ? 'https' : 'http'}://${name}:${port}`, port, server, requests, connections, abandoned, close }
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await serve(() => undefined)
  await close()
  return port
}

export function sendJson(response: http.ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A failing answer as the API server writes it. */
export function sendStatus(response: http.ServerResponse, code: number, message: string, reason = ''): void {
  sendJson(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code })
}
