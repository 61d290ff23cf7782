import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { exchangeOf } from './exchange.ts'
import { responseHeaders } from './response-headers.ts'
import { trafficOf } from './traffic/follow.ts'

/** Hands on the answer to an upgrade that was none, on a connection whose end is the body's too. */
export function passOnRefusal(incoming: IncomingMessage, request: IncomingMessage, socket: Socket): void {
  const { statusCode: status = 502, statusMessage = '', rawHeaders, headers } = incoming
  if (socket.destroyed) {
    incoming.destroy()
    return
  }
  trafficOf(request)?.head(status, headers)
  const { rewritten } = exchangeOf(request)
  const kept = responseHeaders(rawHeaders, { rewritten, bodyChanges: false })
  const lines = [`HTTP/1.1 ${status} ${statusMessage}`]
  for (let i = 0; i < kept.length; i += 2) lines.push(`${kept[i] ?? ''}: ${kept[i + 1] ?? ''}`)
  socket.once('close', () => incoming.destroy())
  // Heads are Latin-1, as they came.
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1')
  incoming.pipe(socket)
}
