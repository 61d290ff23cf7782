import type { MissedPort } from '../../shared/connections.ts'
import type { Engine } from '../proxy/engine.ts'
import type { Listener } from '../proxy/listener.ts'
import { classicPortOf } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { portHolder } from './port-holder.ts'

/** kubectl proxy's own default. */
export const defaultPort = 8001

export interface MainListenerOptions {
  port: number
  /** Take the next free port where that one is taken. */
  nextFree: boolean
  /** The cluster whose classic URLs it serves. */
  classic: string
}

/** Where Porthole serves: the main listener, and one for the classic URLs of each further cluster. */
export class Listeners {
  readonly #engine: Engine
  readonly #settings: SettingsStore
  readonly #changed: (cluster: string) => void
  /** By cluster, from the moment that one is asked for. */
  readonly #open = new Map<string, Promise<Listener>>()
  readonly #classicPorts = new Map<string, number>()
  /** Port of the main listener; null while it starts. */
  mainPort: number | null = null
  /** The port that was wished for the main listener, where it could not be had. */
  missedPort: MissedPort | null = null

  /** @param changed is told whose classic URLs are served elsewhere now */
  constructor(engine: Engine, settings: SettingsStore, changed: (cluster: string) => void) {
    this.#engine = engine
    this.#settings = settings
    this.#changed = changed
  }

  /** Opens the main listener. Throws `port-taken`. */
  async openMain(options: MainListenerOptions): Promise<void> {
    const listener = await this.#engine.serve(options)
    this.mainPort = listener.port
    if (listener.instead) void this.#missed(options, listener.instead)
    this.#open.set(options.classic, Promise.resolve(listener))
    this.#classicPorts.set(options.classic, listener.port)
    this.#changed(options.classic)
  }

  /** The port of a cluster's classic URLs, opened at the first call. */
  async openFor(cluster: string): Promise<number> {
    const known = this.#open.get(cluster)
    // The port that it had last time, so that URLs which were written down still lead there.
    const wanted = classicPortOf(this.#settings.value, cluster) ?? (this.mainPort ?? defaultPort) + 1
    const listening = known ?? this.#engine.serve({ port: wanted, nextFree: true, classic: cluster })
    this.#open.set(cluster, listening)
    const { port } = await listening
    this.#classicPorts.set(cluster, port)
    if (!known) {
      if (port !== this.mainPort) {
        this.#settings.update((value) => ({ ...value, classicPorts: { ...value.classicPorts, [cluster]: port } }))
      }
      this.#changed(cluster)
    }
    return port
  }

  /** The port of a cluster's classic URLs; null before it was connected. */
  classicPort(cluster: string): number | null {
    return this.#classicPorts.get(cluster) ?? null
  }

  /** Each with the cluster whose classic URLs it serves. */
  all(): Promise<{ cluster: string; listener: Listener }[]> {
    return Promise.all([...this.#open].map(async ([cluster, open]) => ({ cluster, listener: await open })))
  }

  /** The main listener's port, and the classic port of each connected cluster by its id. */
  get ports(): { port: number; classic: Record<string, number> } {
    return { port: this.mainPort ?? defaultPort, classic: Object.fromEntries(this.#classicPorts) }
  }

  async #missed({ port, classic }: MainListenerOptions, cause: MissedPort['cause']): Promise<void> {
    const program = cause === 'taken' ? await portHolder(port) : ''
    this.missedPort = { port, cause, program }
    this.#changed(classic)
  }
}
