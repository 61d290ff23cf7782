import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { unforeseen, type StatusError } from '../api/status.ts'
import { type Backends, goError } from './backends.ts'
import { upgradeHeaders } from './headers.ts'
import type { ProxyTarget } from './resolve.ts'
import { encodePath } from './url-path.ts'

/**
 * Relays an upgrade (WebSocket) byte by byte, as the API server does. Its flaw is kept: the query string is lost
 * (kubernetes#77142). Calls `fail` when the backend cannot be reached or does not upgrade;
 * a backend's own refusal (400 and above) is passed on instead, and the connection closed.
 */
export function upgrade(
  backends: Backends,
  target: ProxyTarget,
  location: string,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  fail: (error: StatusError) => void,
): void {
  const path = encodePath(location || '/')
  const headers = upgradeHeaders(request.rawHeaders, request.socket.remoteAddress ?? '')
  const backend = backends.connect(target, () => {
    const lines = [
      `${request.method ?? 'GET'} ${path} HTTP/1.1`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ]
    backend.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
    backend.write(head)
  })
  let relaying = false
  const giveUp = (why: string): void => {
    if (relaying) client.destroy()
    else fail(unforeseen(why))
    backend.destroy()
  }
  backend.on('error', (error) => giveUp(`error dialing backend: ${goError(error, target)}`))
  client.on('error', () => void backend.destroy())
  client.on('close', () => void backend.destroy())

  readHead(backend, (answer, status) => {
    if (status === undefined) giveUp('unexpected EOF')
    else if (status !== 101 && status < 400) giveUp(`invalid upgrade response: status code ${status}`)
    else {
      relaying = true
      client.write(answer)
      backend.pipe(client)
      backend.on('close', () => void client.end())
      if (status === 101) client.pipe(backend)
    }
  })
}

/** Collects until the end of an HTTP head; calls back once with all bytes so far, or without status at a premature end. */
function readHead(socket: Socket, done: (bytes: Buffer, status?: number) => void): void {
  let bytes = Buffer.alloc(0)
  const onData = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk])
    if (!bytes.includes('\r\n\r\n')) return
    finish(Number(/^HTTP\/1\.[01] (\d{3})/.exec(bytes.toString('latin1'))?.[1]))
  }
  const onEnd = (): void => finish(undefined)
  const finish = (status: number | undefined): void => {
    socket.off('data', onData).off('end', onEnd).pause()
    if (status === undefined || Number.isNaN(status)) done(bytes)
    else done(bytes, status)
  }
  socket.on('data', onData).on('end', onEnd)
}
