import type { ClientRequest, IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import { Turns } from '../cluster/turns.ts'
import {
  basePath,
  handshakeLate,
  HandshakeRefused,
  handshakeTimeout,
  mayDialAgain,
  portForwardPath,
  isUnauthorized,
} from './handshake.ts'
import type { PodTarget } from './pod-target.ts'
import type { ReadyConnections } from './ready-connections.ts'

/** Kubelets send 32 KB at a time. */
const maxPayload = 16 * 1024 * 1024

/** A handshake that takes so long (ms) is with an API server that is far: on a new connection it takes four round trips. */
const farAway = 100

/** A handshake begins with a ms of work, TLS most of it; a page may open hundreds at once, and those to another pod go between. */
const handshakes = new Turns()

/** Reads ws: with the first tunnel, and not while the window starts. */
export const loadWebSocket = () => import('ws')

/**
 * Opens a WebSocket to a pod's port that speaks `protocol`, and pauses it. It is a GET and creates a tunnel, so the user
 * needs both rights on `pods/portforward` (`create` since 1.35). Throws HandshakeRefused, or what the network did.
 */
export async function dialWebSocket(
  access: ClusterAccess,
  target: PodTarget,
  protocol: string,
  signal: AbortSignal,
  ready: ReadyConnections,
): Promise<WebSocket> {
  const { WebSocket: Socket } = await loadWebSocket()
  let upstream = await access.upstream()
  let renewed = false
  const { url } = upstream
  const secure = url.protocol === 'https:'
  const address = `${secure ? 'wss' : 'ws'}://${url.host}${basePath(url)}${portForwardPath(target)}`
  for (;;) {
    let request: ClientRequest | undefined
    try {
      return await handshakes.take(`${target.namespace}/${target.pod}`, async () => {
        signal.throwIfAborted()
        const { agent, headers } = upstream
        const began = performance.now()
        const socket = new Socket(address, {
          agent,
          perMessageDeflate: false,
          skipUTF8Validation: true,
          handshakeTimeout,
          maxPayload,
          // Masks protect proxies that read what they pass on (RFC 6455, 10.3); inside TLS nobody does, and they cost much.
          ...(secure && { generateMask: (mask: Buffer) => mask.fill(0) }),
          // ws's own options know neither a name in several headers nor a protocol with a slash.
          finishRequest: (made) => {
            request = made
            for (const [name, value] of Object.entries(headers)) made.setHeader(name, value)
            made.setHeader('sec-websocket-protocol', protocol)
            made.end()
          },
        })
        await opened(access, socket, request, protocol, signal)
        if ((performance.now() - began) * (request?.reusedSocket ? 2 : 1) > farAway) ready.taken()
        return socket
      })
    } catch (error) {
      if (!renewed && !signal.aborted && isUnauthorized(error) && (await upstream.refused())) {
        renewed = true
        upstream = await access.upstream()
        continue
      }
      if (signal.aborted || !mayDialAgain(error, request)) throw error
    }
  }
}

function opened(
  access: ClusterAccess,
  socket: WebSocket,
  request: ClientRequest | undefined,
  protocol: string,
  signal: AbortSignal,
): Promise<void> {
  const abort = (): void => socket.terminate()
  signal.addEventListener('abort', abort, { once: true })
  return new Promise<void>((resolve, reject) => {
    // Before ws looks, which refuses a protocol that it has not sent itself.
    request?.prependOnceListener('upgrade', ({ headers }: IncomingMessage) => {
      const { 'sec-websocket-protocol': accepted = 'none' } = headers
      delete headers['sec-websocket-protocol']
      if (accepted === protocol) return
      reject(new HandshakeRefused(101, `protocol ${accepted} instead of ${protocol}`))
      abort()
    })
    socket.once('open', () => {
      socket.pause()
      resolve()
    })
    // Stays: a socket that was given up may still fail. ws has words for a time-out and no code.
    socket.on('error', (error) =>
      reject(error.message === 'Opening handshake has timed out' ? handshakeLate(access) : error),
    )
    socket.once('unexpected-response', (refused, response) => {
      void HandshakeRefused.of(response).then((refusal) => {
        refused.destroy()
        reject(refusal)
      })
    })
  }).finally(() => signal.removeEventListener('abort', abort))
}
