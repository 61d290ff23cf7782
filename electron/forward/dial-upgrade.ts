import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import {
  basePath,
  handshakeLate,
  HandshakeRefused,
  handshakeTimeout,
  mayDialAgain,
  portForwardPath,
  isUnauthorized,
} from './handshake.ts'
import { UpgradedSocket } from './message-socket.ts'
import type { PodTarget } from './pod-target.ts'

const protocol = 'SPDY/3.1'
/** Port-forward's name among the protocols that SPDY carries. */
const streamProtocol = 'portforward.k8s.io'

/**
 * Upgrades a connection to SPDY without a WebSocket, as kubectl did before 1.31 and does again where it may not open one:
 * a POST, for which the right to create is enough. Throws HandshakeRefused, or what the network did.
 */
export async function dialUpgrade(
  access: ClusterAccess,
  target: PodTarget,
  signal: AbortSignal,
): Promise<UpgradedSocket> {
  let upstream = await access.upstream()
  let renewed = false
  for (;;) {
    signal.throwIfAborted()
    const { url, agent, headers } = upstream
    const request = (url.protocol === 'https:' ? https : http).request({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: basePath(url) + portForwardPath(target),
      method: 'POST',
      agent,
      signal,
      headers: {
        ...headers,
        connection: 'Upgrade',
        upgrade: protocol,
        'x-stream-protocol-version': streamProtocol,
        'content-length': 0,
      },
    })
    try {
      return await upgraded(access, request)
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

function upgraded(access: ClusterAccess, request: ClientRequest): Promise<UpgradedSocket> {
  const timer = setTimeout(() => request.destroy(handshakeLate(access)), handshakeTimeout)
  return new Promise<UpgradedSocket>((resolve, reject) => {
    request.on('error', reject)
    request.once('upgrade', ({ headers }: IncomingMessage, connection: Duplex, head: Buffer) => {
      if (headers.upgrade?.toLowerCase() !== protocol.toLowerCase()) {
        connection.destroy()
        reject(new HandshakeRefused(101, `an upgrade to ${headers.upgrade ?? 'nothing'} instead of ${protocol}`))
        return
      }
      if (head.length > 0) connection.unshift(head)
      if (connection instanceof Socket) connection.setNoDelay(true)
      resolve(new UpgradedSocket(connection))
    })
    request.once('response', (response: IncomingMessage) => {
      void HandshakeRefused.of(response).then(reject)
    })
    request.end()
  }).finally(() => clearTimeout(timer))
}
