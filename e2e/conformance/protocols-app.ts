import { createServer as createHttp, type Server as HttpServer } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer as createTcp, type Server, type Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { selfSignedCertificate } from '../../electron/demo/tls/certificate.ts'

// A pod that speaks a protocol on each of its ports, and no HTTP on most. Ports: see probe.real.test.ts.

/** Answers the first bytes of a connection, and closes it. */
const greets = (answer: string | Uint8Array): Server =>
  createTcp((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(answer))
  })

const webSocketOnly = (): HttpServer => {
  const server = createHttp((_request, response) => response.writeHead(426).end('Upgrade Required'))
  new WebSocketServer({ server })
  return server
}

const servers: Readonly<Record<number, { listen: (port: number, host: string | undefined) => unknown }>> = {
  6379: greets("-ERR unknown command 'GET', with args beginning with: '/' 'HTTP/1.1'\r\n"),
  3306: greets(Buffer.from('4a0000000a382e302e3336', 'hex')),
  5432: greets(''),
  // What Go's gRPC servers say first.
  9000: greets(Buffer.from('0000060400000000000005000040000000000400000000', 'hex')),
  8000: webSocketOnly(),
  8001: webSocketOnly(),
  // Closes the connection when it is given HTTP, as many TLS servers do.
  8200: createHttps(selfSignedCertificate('vault'), (_request, response) => response.end()),
  // As a TLS server that is given HTTP: an alert, unexpected_message.
  8443: greets(Buffer.from('1503010002020a', 'hex')),
  7000: createTcp((socket) => socket.on('error', () => undefined)),
}

for (const [port, server] of Object.entries(servers)) server.listen(Number(port), process.env['POD_IP'])
