import http, { type ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { FailureError } from '../../shared/failure.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import type { KeepingAgent } from '../cluster/kept-connections.ts'
import { PodTargets, type PodTarget, type ServicePortRef } from './pod-target.ts'
import { PodTunnels } from './pod-tunnels.ts'
import { type Tunnel, type TunnelTimes, tunnelTimes } from './tunnel.ts'

declare module 'http' {
  /** Documented in Node, and not in its types for version 20. */
  interface Agent {
    keepSocketAlive(socket: Duplex): boolean
    reuseSocket(socket: Duplex, request: http.ClientRequest): void
  }
}

export interface ForwardOptions {
  /**
   * How long a tunnel is kept for the next request, in ms. Short: applications close a kept connection after 5 s as a rule,
   * some kubelets do not tell, and a new tunnel costs a few ms.
   */
  idle?: number
  times?: TunnelTimes
}

/** Agents whose connections are tunnels to the pods of a Service: plain, and TLS inside the tunnel. */
export interface ForwardAgents {
  http: http.Agent
  https: http.Agent
  /** The pods of a Service's port have changed: kept tunnels to one that is ready no more are given up. */
  refresh: (ref: ServicePortRef) => void
  /** How many tunnels are open. */
  open: () => number
  close: () => void
}

/**
 * The host name by which a request asks a forward agent for a Service's port; it is never looked up. The pool is kept by
 * it, so the pod is chosen anew for each new connection and kept for each kept one.
 */
export function forwardHost({ namespace, service, portName }: ServicePortRef): string {
  return `${portName === '' ? '_' : portName}.${service}.${namespace}.svc.invalid`
}

/** Makes the two agents of one cluster. Port-forward as a transport is nothing but an agent (see `forward`). */
export function forwardAgents(access: ClusterAccess, options: ForwardOptions = {}): ForwardAgents {
  const targets = new PodTargets(access, { onMoved: (ref) => agents.forEach((agent) => agent.leave(ref)) })
  const tunnels = new PodTunnels(access, targets, options.times)
  const plain = new TunnelAgent(tunnels, false, options)
  const secure = new TunnelAgent(tunnels, true, options)
  const agents = [plain, secure]
  return {
    http: plain,
    https: secure,
    refresh: (ref) => targets.refresh(ref),
    open: () => tunnels.size,
    close: () => {
      for (const agent of agents) agent.destroy()
      // Those of requests and upgrades are not, or no longer, the agents' own.
      tunnels.close()
    },
  }
}

interface Kept {
  ref: ServicePortRef
  pod: () => PodTarget | undefined
}

/** Pools tunnels: closed after a quiet time, and left when their Service has moved to another pod. */
class TunnelAgent extends http.Agent implements KeepingAgent {
  readonly protocol: string
  readonly defaultPort: number
  readonly #tunnels: PodTunnels
  readonly #kept = new WeakMap<Duplex, Kept>()
  readonly #opening: number

  constructor(tunnels: PodTunnels, secure: boolean, { idle = 4_000, times = tunnelTimes }: ForwardOptions) {
    // No limit of connections, as toward the API server: see `Admission`.
    super({ keepAlive: true, timeout: idle, maxFreeSockets: 16, scheduling: 'lifo' })
    this.protocol = secure ? 'https:' : 'http:'
    this.defaultPort = secure ? 443 : 80
    this.#tunnels = tunnels
    this.#opening = times.opening
  }

  /**
   * Node calls this for each connection that the pool lacks. It is handed over when it is open, so that a request whose
   * tunnel does not open has sent nothing, and can go another way with its body.
   */
  createConnection({ host }: ClientRequestArgs, created: (error: Error | null, socket?: Duplex) => void): undefined {
    const ref = parseHost(host ?? '')
    const { tunnel, pod } = this.#tunnels.open(ref)
    const secure = this.protocol === 'https:'
    const stream = secure ? secured(tunnel, this.#opening) : tunnel
    this.#kept.set(stream, { ref, pod })
    const failed = (error: Error): void => created(error)
    const closed = (): void => created(new FailureError('connection-lost', 'The tunnel to the pod was given up.'))
    stream.once('error', failed)
    stream.once('close', closed)
    stream.once(secure ? 'secureConnect' : 'connect', () => {
      stream.off('error', failed)
      stream.off('close', closed)
      created(null, stream)
    })
  }

  /** Whether a kept connection still leads to where new ones go; looks, without waiting, whether that holds. */
  mayReuse(socket: Duplex): boolean {
    const kept = this.#kept.get(socket)
    const pod = kept?.pod()
    if (!kept || !pod || !this.#tunnels.targets.holds(kept.ref, pod)) return false
    this.#tunnels.targets.recheck(kept.ref)
    return true
  }

  /** Node calls this when a connection has become free; false closes it. */
  override keepSocketAlive(socket: Duplex): boolean {
    if (!this.mayReuse(socket)) return false
    // Node sets the time: ours, or, where it is shorter, a second less than what the pod's Keep-Alive header says.
    return super.keepSocketAlive(socket)
  }

  /** Node calls this when a kept connection is used again. */
  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    super.reuseSocket(socket, request)
    const kept = this.#kept.get(socket)
    if (kept) this.#tunnels.targets.recheck(kept.ref)
  }

  /** Closes the kept connections to pods that a port no longer has; those in use follow when they become free. */
  leave(ref: ServicePortRef): void {
    for (const socket of Object.values(this.freeSockets).flatMap((sockets) => sockets ?? [])) {
      const kept = this.#kept.get(socket)
      const pod = kept?.pod()
      if (kept && pod && forwardHost(kept.ref) === forwardHost(ref) && !this.#tunnels.targets.holds(ref, pod)) {
        socket.destroy()
      }
    }
  }
}

/**
 * TLS inside a tunnel. As in the API server's own service proxy the certificate of a Service is not verified. A program that
 * speaks something else may wait for more of what it has not understood, as Redis does: it would be waited for in turn.
 *
 * @param limit how long the handshake may take once the tunnel is open, ms
 */
function secured(tunnel: Tunnel, limit: number): Duplex {
  const stream = connectTls({ socket: tunnel, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
  tunnel.once('connect', () => {
    const late = new FailureError('wrong-scheme', `The port did not answer a TLS client in ${limit / 1000} s.`)
    const timer = setTimeout(() => stream.destroy(late), limit)
    for (const over of ['secureConnect', 'close']) stream.once(over, () => clearTimeout(timer))
  })
  return stream
}

function parseHost(host: string): ServicePortRef {
  const [portName = '', service = '', namespace = ''] = host.split('.')
  return { namespace, service, portName: portName === '_' ? '' : portName }
}
