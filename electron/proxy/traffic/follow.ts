import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { exchangeIfAny } from '../exchange.ts'
import { keepAnswer } from './kept-bodies.ts'
import type { TrafficHandle, TrafficLog } from './traffic-log.ts'

const handles = new WeakMap<IncomingMessage, TrafficHandle>()

/** The entry of a request; undefined for one that was refused before it was known for which Service it was. */
export function trafficOf(request: IncomingMessage): TrafficHandle | undefined {
  return handles.get(request)
}

/**
 * Enters a request, before its address and headers are turned into those for the API server, and follows it to its end.
 *
 * @param service `CLUSTER/NAMESPACE/SERVICE`
 * @param answer the response, or the socket of an upgrade
 */
export function followTraffic(
  log: TrafficLog,
  service: string,
  request: IncomingMessage,
  answer: Duplex | NodeJS.WritableStream,
): void {
  const { socket, method = 'GET', url = '/', headers } = request
  const websocket = answer === socket
  const handle = log.begin(service, { method, path: url, headers, transport: null, websocket })
  handles.set(request, handle)
  const bodies = websocket ? undefined : log.bodies.begin(service)
  if (bodies) {
    handle.keep(bodies)
    keepAnswer(answer as ServerResponse, bodies.response)
  }
  // Kept connections carry request after request: what has passed since this one began is its own.
  let [read, written] = [socket.bytesRead, socket.bytesWritten]
  let came = 0
  const count = (): void => {
    came += socket.bytesRead - read
    handle.bytes('in', socket.bytesRead - read)
    handle.bytes('out', socket.bytesWritten - written)
    ;[read, written] = [socket.bytesRead, socket.bytesWritten]
  }
  const unfollow = log.follow(count)
  answer.once('close', () => {
    const transport = exchangeIfAny(request)?.transport
    if (transport) handle.via(transport)
    count()
    unfollow()
    // A small body has come with its head, before it could be counted here.
    if (headers['content-length'] !== undefined) handle.bytes('in', Number(headers['content-length']) - came)
    handle.end()
  })
}
