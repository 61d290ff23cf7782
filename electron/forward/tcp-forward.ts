import { EventEmitter } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { FailureError, toFailure, type Failure } from '../../shared/failure.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import { PodTargets, type ServicePortRef } from './pod-target.ts'
import { PodTunnels } from './pod-tunnels.ts'
import type { TunnelTimes } from './tunnel.ts'

/** What has passed through a forwarded port so far. */
export interface TcpForwardStatistics {
  /** Connections that are open now. */
  open: number
  /** Connections since the beginning. */
  total: number
  /** Bytes from the pods. */
  bytesIn: number
  /** Bytes to the pods. */
  bytesOut: number
  /** Why the last connection that failed did; null while none has, and again when a later one has been answered. */
  failure: Failure | null
}

export interface TcpForwardOptions {
  /** The local port; 0 takes any. */
  port: number
  times?: TunnelTimes
}

/** Connections to one forwarded port at a time; more are closed at once. */
const maxConnections = 256
/** Least time between two `changed`, in ms. */
const changeInterval = 200

/** A port of 127.0.0.1 behind which a Service's port answers. `changed` tells of statistics, a few times a second at most. */
export class TcpForward extends EventEmitter<{ changed: [TcpForwardStatistics] }> {
  readonly ref: ServicePortRef
  readonly #server: Server
  readonly #tunnels: PodTunnels
  readonly #connections = new Set<Socket>()
  readonly #counts: TcpForwardStatistics = { open: 0, total: 0, bytesIn: 0, bytesOut: 0, failure: null }
  #change: NodeJS.Timeout | undefined

  constructor(ref: ServicePortRef, server: Server, tunnels: PodTunnels) {
    super()
    this.ref = ref
    this.#server = server
    this.#tunnels = tunnels
    server.maxConnections = maxConnections
    server.on('connection', (socket) => this.#accept(socket))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0
  }

  get statistics(): TcpForwardStatistics {
    return { ...this.#counts }
  }

  /** Stops listening and cuts what is open. */
  async close(): Promise<void> {
    clearTimeout(this.#change)
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const socket of this.#connections) socket.destroy()
    this.#tunnels.close()
    await closed
    clearTimeout(this.#change)
  }

  #accept(socket: Socket): void {
    const counts = this.#counts
    const { tunnel } = this.#tunnels.open(this.ref)
    this.#connections.add(socket)
    counts.open += 1
    counts.total += 1
    this.#changed()
    socket.on('data', ({ length }) => {
      counts.bytesOut += length
      this.#changed()
    })
    tunnel.on('data', ({ length }: Buffer) => {
      counts.bytesIn += length
      counts.failure = null
      this.#changed()
    })
    // Each end is passed on as one: the pod's closes the client's side after what it has said, and the client's leaves the
    // tunnel open for the answer.
    socket.pipe(tunnel)
    tunnel.pipe(socket)
    socket.on('error', () => tunnel.destroy())
    tunnel.on('error', (error) => {
      counts.failure = toFailure(error)
      this.#changed()
      socket.resetAndDestroy()
    })
    tunnel.once('close', () => socket.destroySoon())
    socket.once('close', () => {
      this.#connections.delete(socket)
      counts.open -= 1
      this.#changed()
      tunnel.destroy()
    })
  }

  #changed(): void {
    this.#change ??= setTimeout(() => {
      this.#change = undefined
      this.emit('changed', this.statistics)
    }, changeInterval)
  }
}

/**
 * Forwards a port of 127.0.0.1 to a Service's port: each connection is a tunnel of its own to the Service's pod.
 *
 * @throws FailureError `port-taken`; `no-endpoints` when no pod is ready; what the API server says when it may not be asked
 */
export async function forwardTcp(
  access: ClusterAccess,
  ref: ServicePortRef,
  { port, times }: TcpForwardOptions,
): Promise<TcpForward> {
  const targets = new PodTargets(access)
  await targets.pick(ref)
  const server = createServer({ allowHalfOpen: true, noDelay: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, port)))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve)
  })
  return new TcpForward(ref, server, new PodTunnels(access, targets, times))
}

function listenFailure(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new FailureError('port-taken', `Port ${port} of 127.0.0.1 is taken.`, { hint: 'Choose another port.' })
  }
  if (error.code !== 'EACCES') return error
  const hint = 'Choose a port from 1024 on.'
  return new FailureError('port-taken', `Port ${port} of 127.0.0.1 needs an administrator’s rights.`, { hint })
}
