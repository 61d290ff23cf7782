import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/**
 * Accepts `/ws`, which sends back every message as it came, text or binary, and agrees to the first subprotocol that
 * is offered; and `/ws-query`, which sends the URL it was asked for. Other upgrades are refused with 404.
 */
export function acceptWebSockets(server: Server): void {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/ws' && path !== '/ws-query') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (path === '/ws') echoMessages(client)
      else client.send(JSON.stringify({ url: request.url, headers: request.headers }))
    })
  })
}

function echoMessages(client: WebSocket): void {
  client.on('message', (message, binary) => client.send(message, { binary }))
  client.on('error', () => client.terminate())
}
