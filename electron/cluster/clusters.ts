import { EventEmitter } from 'node:events'
import type { Cluster } from './cluster.ts'

interface ClustersEvents {
  /** A cluster is not as it was, or came or went. */
  changed: [Cluster]
  added: [Cluster]
}

/** The clusters that Porthole knows, by id, in the order in which the screen shows them. */
export class Clusters extends EventEmitter<ClustersEvents> {
  readonly #byId = new Map<string, Cluster>()

  add(cluster: Cluster): void {
    if (this.#byId.has(cluster.id)) return
    this.#byId.set(cluster.id, cluster)
    cluster.on('changed', () => this.emit('changed', cluster))
    this.emit('added', cluster)
    this.emit('changed', cluster)
  }

  /** Disconnects and forgets a cluster. */
  remove(id: string): void {
    const cluster = this.#byId.get(id)
    if (!cluster) return
    this.#byId.delete(id)
    cluster.disconnect()
    cluster.store.close()
    cluster.removeAllListeners()
    this.emit('changed', cluster)
  }

  /** By its id, or by that of another context which leads to the same cluster: URLs of both stay good. */
  get(id: string): Cluster | undefined {
    return this.#byId.get(id) ?? this.all().find(({ aliases }) => aliases.has(id))
  }

  all(): Cluster[] {
    return [...this.#byId.values()]
  }

  close(): void {
    for (const { id } of this.all()) this.remove(id)
  }
}
