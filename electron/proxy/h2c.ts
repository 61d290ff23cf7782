import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What offers the upgrade (RFC 7540, 3.2). */
const offer: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings'])

export const offersHttp2 = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'h2c'

/**
 * Node's answer to which upgrades are for the `upgrade` event: an offer of HTTP/2, as Java's client and `curl --http2` make with
 * each request that is their first, is answered as it stands by a server that does not take it (RFC 9110, 7.8). Node heeds
 * it since 24.9 (its types do not know it), and loses what came behind the request: {@link declineHttp2} ends the connection.
 */
export const forUpgrade = { shouldUpgradeCallback: (request: IncomingMessage): boolean => !offersHttp2(request) }

/** Has a request that offered HTTP/2 be the last of its connection. */
export function declineHttp2(request: IncomingMessage, response: ServerResponse): void {
  if (offersHttp2(request)) response.shouldKeepAlive = false
}

/**
 * The same before Node 24.9, which has taken the request off its parser by then, body and all: it is read once more, without
 * the offer.
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
