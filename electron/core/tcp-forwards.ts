import { EventEmitter } from 'node:events'
import type { TcpForwardState } from '../../shared/tcp-forward.ts'
import { FailureError } from '../../shared/failure.ts'
import { portId, type ServicePort, type ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { forwardTcp, type TcpForward } from '../forward/tcp-forward.ts'

interface Running {
  id: number
  cluster: string
  port: string
  started: number
  forward: TcpForward
}

/** Local ports that lead to Services' ports, for programs that do not speak HTTP; until they are stopped or we end. */
export class TcpForwards extends EventEmitter<{ changed: [] }> {
  readonly #running = new Map<number, Running>()
  #nextId = 1

  /**
   * Forwards a local port, 0 for any. The same Service's port is not forwarded twice to the same local port.
   *
   * @throws FailureError `not-http` for a port that is not TCP; else as {@link forwardTcp}
   */
  async start(cluster: Cluster, row: ServiceRow, port: ServicePort, localPort: number): Promise<TcpForwardState> {
    if (port.protocol !== 'TCP') {
      throw new FailureError('not-proxied', `Port ${port.port} of ${row.key} is ${port.protocol}.`, {
        hint: 'Only TCP can be forwarded.',
      })
    }
    const ref = { namespace: row.namespace, service: row.name, portName: port.name }
    const forward = await forwardTcp(cluster.access(), ref, { port: localPort })
    const running = { id: this.#nextId++, cluster: cluster.id, port: portId(port), started: Date.now(), forward }
    this.#running.set(running.id, running)
    forward.on('changed', () => this.emit('changed'))
    this.emit('changed')
    return stateOf(running)
  }

  /** Stops listening and cuts what is open. One that is stopped already is no error. */
  async stop(id: number): Promise<void> {
    const running = this.#running.get(id)
    if (!running) return
    this.#running.delete(id)
    this.emit('changed')
    await running.forward.close()
  }

  /** A cluster is disconnected: what leads to it ends. */
  async stopOf(cluster: string): Promise<void> {
    await Promise.all(
      [...this.#running.values()].filter((one) => one.cluster === cluster).map(({ id }) => this.stop(id)),
    )
  }

  all(): TcpForwardState[] {
    return [...this.#running.values()].map(stateOf)
  }

  async close(): Promise<void> {
    this.removeAllListeners()
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }
}

function stateOf({ id, cluster, port, started, forward }: Running): TcpForwardState {
  const { ref, statistics } = forward
  const { open, total, bytesIn, bytesOut, failure } = statistics
  return {
    id,
    cluster,
    namespace: ref.namespace,
    service: ref.service,
    port,
    localPort: forward.port,
    started,
    open,
    total,
    bytesIn,
    bytesOut,
    failure: failure?.message ?? null,
  }
}
