import { isDeepStrictEqual } from 'node:util'
import type { AppChange, AppSnapshot } from '../../shared/app-change.ts'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import { looksLikeProduction } from '../../shared/cluster-look.ts'
import { shortNames } from '../../shared/short-name.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { atOnce, inTurns, type Steps } from '../cluster/in-turns.ts'
import type { Porthole } from './porthole.ts'

/** So many clusters are looked at in a step: a millisecond. */
const clustersInStep = 50

/** Main's state for the screen. Of thousands of clusters it looks at those alone that may have changed. */
export class HeldState {
  readonly #porthole: Porthole
  readonly #active: () => string | null
  /** As they stand on screen. */
  #clusters: readonly Cluster[] = []
  #short: ReadonlyMap<string, string> = new Map()
  readonly #held = new Map<Cluster, ClusterSummary>()
  #summaries: ClusterSummary[] = []
  /** What the next change tells; nobody is told of any before somebody follows. */
  readonly #untold = new Set<ClusterSummary['id']>()
  #newOrder = false
  #sequence = 0
  #followed = false
  /** Those that may not be as they are held. */
  readonly #noted = new Set<Cluster>()

  constructor(porthole: Porthole, active: () => string | null) {
    this.#porthole = porthole
    this.#active = active
  }

  /** Some clusters may not be as they were. */
  note(clusters: readonly Cluster[]): void {
    for (const cluster of clusters) this.#noted.add(cluster)
  }

  /** Looks at all clusters, a few ms at a time, so that nobody who asks at once has to wait for it. */
  prepare(): Promise<void> {
    return inTurns(this.#refresh())
  }

  get(): AppState {
    atOnce(this.#refresh())
    return { ...this.#rest(), clusters: this.#summaries }
  }

  /** What a follower begins with. */
  snapshot(): AppSnapshot {
    const state = this.get()
    this.#followed = true
    this.#told()
    return { sequence: this.#sequence, state }
  }

  /** What is to be told of a state just given by {@link get}; undefined where nobody follows. */
  change(state: AppState): AppChange | undefined {
    if (!this.#followed) return undefined
    const { clusters, ...rest } = state
    const change: AppChange = {
      sequence: ++this.#sequence,
      clusters: clusters.filter(({ id }) => this.#untold.has(id)),
      order: this.#newOrder ? clusters.map(({ id }) => id) : null,
      rest,
    }
    this.#told()
    return change
  }

  #told(): void {
    this.#untold.clear()
    this.#newOrder = false
  }

  *#refresh(): Steps<void> {
    const all = this.#porthole.clusters.all()
    const moved = all.length !== this.#clusters.length || all.some((cluster, at) => cluster !== this.#clusters[at])
    if (moved) {
      // One that comes or goes can make the short name of another.
      this.#short = shortNames(all.map(({ context }) => context))
      this.note(all)
      const present = new Set(all)
      for (const cluster of this.#held.keys()) if (!present.has(cluster)) this.#held.delete(cluster)
      // One that went was noted too.
      for (const cluster of this.#noted) if (!present.has(cluster)) this.#noted.delete(cluster)
      this.#clusters = all
      this.#newOrder = true
    }
    let changed = moved
    let looked = 0
    for (const cluster of this.#noted) {
      if (looked++ % clustersInStep === 0) yield
      if (!moved && !this.#held.has(cluster)) continue
      const now = this.#summary(cluster)
      if (isDeepStrictEqual(now, this.#held.get(cluster))) continue
      this.#held.set(cluster, now)
      this.#untold.add(now.id)
      changed = true
    }
    this.#noted.clear()
    if (changed) this.#summaries = all.map((cluster) => this.#held.get(cluster)).filter((one) => one !== undefined)
  }

  #rest(): Omit<AppState, 'clusters'> {
    const porthole = this.#porthole
    const active = this.#active()
    return {
      active: active !== null && porthole.clusters.get(active) ? active : null,
      address: porthole.port === null ? null : `127.0.0.1:${porthole.port}`,
      missedPort: porthole.listening.missedPort,
      kubeconfig: porthole.contexts.state,
      forwards: porthole.forwards.all(),
      health: porthole.deskHealth(),
      settings: porthole.settingsProblem,
    }
  }

  #summary(cluster: Cluster): ClusterSummary {
    const { preferences, listening } = this.#porthole
    const { id, context, contexts, source, version, state, asks, store } = cluster
    const { name = this.#short.get(context) ?? context, color = null } = preferences.look(id)
    const classic = listening.classicPort(id)
    const hasList = state.phase === 'connected' || state.phase === 'degraded' || store.size > 0
    return {
      id,
      context,
      name,
      color,
      warn: color === null && [name, ...contexts.map((one) => one.context)].some(looksLikeProduction),
      contexts,
      ...cluster.target,
      version,
      source,
      state,
      asks,
      services: hasList ? store.size : null,
      classic: classic === null ? null : `http://127.0.0.1:${classic}`,
      mode: preferences.mode(id),
      namespaces: cluster.namespaces,
    }
  }
}
