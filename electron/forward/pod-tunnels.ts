import { FailureError } from '../../shared/failure.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import { tunnelOpener } from './open-tunnel.ts'
import type { PodTargets } from './pod-target.ts'
import type { PodTarget, ServicePortRef } from './pod-target.ts'
import { ReadyConnections } from './ready-connections.ts'
import { Tunnel, type TunnelSocket, type TunnelTimes } from './tunnel.ts'

/** What the API server says of a pod, rather than of the user or of itself. */
const podsFault: readonly string[] = ['no-endpoints', 'api-server-error', 'service-unreachable']

/** A tunnel to a Service's port, and the pod that it leads to once it is open. */
export interface PodTunnel {
  tunnel: Tunnel
  pod: () => PodTarget | undefined
}

/** Makes a cluster's tunnels, each to the pod that is chosen when it opens, and ends those that are open at the end. */
export class PodTunnels {
  readonly targets: PodTargets
  readonly #ready: ReadyConnections
  readonly #opener: ReturnType<typeof tunnelOpener>
  readonly #times: TunnelTimes | undefined
  readonly #tunnels = new Set<Tunnel>()

  constructor(access: ClusterAccess, targets: PodTargets, times?: TunnelTimes) {
    this.targets = targets
    this.#ready = new ReadyConnections(access)
    this.#opener = tunnelOpener(access, this.#ready)
    this.#times = times
  }

  /** How many there are now. */
  get size(): number {
    return this.#tunnels.size
  }

  /** A tunnel that opens by itself; see {@link Tunnel}. */
  open(ref: ServicePortRef): PodTunnel {
    let target: PodTarget | undefined
    const dial = async (signal: AbortSignal): Promise<TunnelSocket> => {
      // While it is looked which pod it is, the one of last time is dialled: where the API server is far, either takes long.
      const likely = this.targets.last(ref)
      const early = likely && this.#opener(likely, signal)
      const picked = this.targets.pick(ref)
      const isLikely = picked.then(
        ({ pod, port }) => pod === likely?.pod && port === likely.port,
        () => false,
      )
      void early?.then(
        async ({ socket }) => {
          if (!(await isLikely)) socket.terminate()
        },
        () => undefined,
      )
      target = await picked
      try {
        return await (early && (await isLikely) ? early : this.#opener(target, signal))
      } catch (error) {
        if (!isPodsFault(error)) throw error
        // What was known of the pods may have been old: one more look, and another pod if there is one.
        const first = target
        this.targets.failed(ref, first)
        target = await this.targets.pick(ref)
        if (target.pod === first.pod) throw error
        return await this.#opener(target, signal)
      }
    }
    const tunnel = new Tunnel(dial, this.#times)
    this.#tunnels.add(tunnel)
    tunnel.once('error', (error) => {
      // One that has answered may have cut a kept connection, and take the next; sessions should not leave it for that.
      if (target && tunnel.bytesRead === 0 && isPodsFault(error)) this.targets.failed(ref, target)
    })
    tunnel.once('close', () => this.#tunnels.delete(tunnel))
    return { tunnel, pod: () => target }
  }

  close(): void {
    this.#ready.close()
    for (const tunnel of this.#tunnels) tunnel.destroy()
  }
}

function isPodsFault(error: unknown): boolean {
  return error instanceof FailureError && podsFault.includes(error.failure.code)
}
