import { networkFailure } from '../cluster/api-failure.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import { channelProtocol, channelWire } from './channel-frames.ts'
import { dialUpgrade } from './dial-upgrade.ts'
import { dialWebSocket } from './dial-websocket.ts'
import { HandshakeRefused } from './handshake.ts'
import type { PodTarget } from './pod-target.ts'
import { ReadyConnections } from './ready-connections.ts'
import { spdyProtocol, spdyWire } from './spdy-frames.ts'
import type { TunnelSocket } from './tunnel.ts'

/** Opens what carries a tunnel to a pod's port. */
export type TunnelOpener = (target: PodTarget, signal: AbortSignal) => Promise<TunnelSocket>

type Protocol = 'channel' | 'spdy' | 'spdy without WebSocket'

/**
 * Opens tunnels through `pods/portforward` in the first protocol that this cluster accepts: the kubelet's own; SPDY in a
 * WebSocket, where runtimes know nothing else; and bare SPDY, where the user may create tunnels and not get them (a
 * WebSocket is a GET). Not all at once: an API server since 1.31 takes SPDY whenever it is offered, and container
 * runtimes cut an answer off one second after they hear that our side has ended.
 *
 * The opener throws a FailureError: what the API server said when it refused, or what the network did.
 */
export function tunnelOpener(access: ClusterAccess, ready = new ReadyConnections(access)): TunnelOpener {
  let accepted: Protocol = 'channel'
  return async (target, signal) => {
    let refusal: HandshakeRefused | undefined
    for (let protocol: Protocol | undefined = accepted; protocol !== undefined; ) {
      try {
        const opened = await dial(access, target, protocol, signal, ready)
        accepted = protocol
        return opened
      } catch (error) {
        if (!(error instanceof HandshakeRefused)) throw networkFailure(error, access.server)
        // What was said to the first try is nearest to the cause; but of rights, the one to create is the one to ask for.
        refusal = refusal && !error.forbidden ? refusal : error
        protocol = next(protocol, error)
      }
    }
    throw refusal?.failure() ?? new Error('no protocol was tried')
  }
}

/** What may be accepted where this was refused. */
function next(refused: Protocol, { forbidden, ofProtocol }: HandshakeRefused): Protocol | undefined {
  if (refused === 'spdy without WebSocket') return undefined
  if (forbidden) return 'spdy without WebSocket'
  if (!ofProtocol) return undefined
  return refused === 'channel' ? 'spdy' : 'spdy without WebSocket'
}

async function dial(
  access: ClusterAccess,
  target: PodTarget,
  protocol: Protocol,
  signal: AbortSignal,
  ready: ReadyConnections,
): Promise<TunnelSocket> {
  switch (protocol) {
    case 'channel':
      return { socket: await dialWebSocket(access, target, channelProtocol, signal, ready), wire: channelWire() }
    case 'spdy':
      return { socket: await dialWebSocket(access, target, spdyProtocol, signal, ready), wire: spdyWire(target.port) }
    case 'spdy without WebSocket':
      return { socket: await dialUpgrade(access, target, signal), wire: spdyWire(target.port) }
  }
}
