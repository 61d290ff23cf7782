import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** What offers the upgrade (RFC 7540, 3.2). */
const offer: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings'])

/**
 * A request that offers to go on in HTTP/2, as Java's client and `curl --http2` do with each that is their first, is
 * answered as it stands by a server that does not take the offer (RFC 9110, 7.8). Node has taken it off its parser by
 * then, body and all; so it is read once more, without the offer and as the last of its connection.
 */
export function readWithoutUpgrade(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method = '', url = '', httpVersion, rawHeaders } = request
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    if (!offer.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[i + 1] ?? ''}`)
  }
  const again = Buffer.from([...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1')
  socket.unshift(Buffer.concat([again, head]))
  server.emit('connection', socket)
}
