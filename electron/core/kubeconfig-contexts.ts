import { setTimeout as delay } from 'node:timers/promises'
import type { AppState } from '../../shared/app-state.ts'
import { clusterLabel } from '../../shared/cluster-label.ts'
import { FailureError, toFailure, type Failure } from '../../shared/failure.ts'
import { Cluster } from '../cluster/cluster.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { inTurns, type Steps } from '../cluster/in-turns.ts'
import { kubeContext, type KubeContext } from '../cluster/kube-context.ts'
import type { Kubeconfig } from '../cluster/kubeconfig.ts'
import { contextWays, groupContexts, type ContextWay } from './group-contexts.ts'
import { WatchedFiles } from './watch-files.ts'
import { readKubeconfigFiles, type KubeconfigFile, type KubeconfigSource } from '../cluster/kubeconfig-files.ts'

/** How long, in ms, a file may be gone or empty while something writes it anew: what hangs on it is kept until then. */
const grace = 2_000

const empty: Kubeconfig = { currentContext: '', clusters: new Map(), users: new Map(), contexts: new Map() }

/** So many clusters are made in a step: a millisecond. */
const clustersInStep = 50

/** Keeps the clusters in step with the kubeconfig: one for each server and user, whatever contexts lead there. A broken edit keeps the last good state. */
export class KubeconfigContexts {
  readonly #source: KubeconfigSource
  readonly #clusters: Clusters
  #config = empty
  #ways: ReadonlyMap<string, ContextWay> = new Map()
  #found = 0
  /** How many of them said something. */
  #written = 0
  #loading: Promise<void> = Promise.resolve()
  #watched: WatchedFiles | undefined
  #failure: Failure | null = null

  constructor(source: KubeconfigSource, clusters: Clusters) {
    this.#source = source
    this.#clusters = clusters
  }

  get state(): AppState['kubeconfig'] {
    return { files: this.#source.files, found: this.#found, failure: this.#failure }
  }

  get isEmpty(): boolean {
    return this.#config.contexts.size === 0
  }

  /** Reads the files again whenever they change; `changed` is told after each time. */
  async watch(changed: () => void): Promise<void> {
    this.#watched ??= new WatchedFiles(this.#source.files, () => void this.#next(true).then(changed))
    await this.#watched.follow()
  }

  close(): void {
    this.#watched?.close()
  }

  /** Reads the files again, adds and removes contexts, and reconnects those that changed while connected. */
  load(): Promise<void> {
    return this.#next(false)
  }

  #next(patient: boolean): Promise<void> {
    // One after the other, so that what was read last is what stays.
    this.#loading = this.#loading.then(() => this.#load(patient))
    return this.#loading
  }

  async #load(patient: boolean): Promise<void> {
    try {
      let files = await readKubeconfigFiles(this.#source)
      if (patient && written(files) < this.#written) {
        await delay(grace, undefined, { ref: false })
        files = await readKubeconfigFiles(this.#source)
      }
      // With it comes what reads YAML, which nobody without a kubeconfig needs for the first rows.
      const config =
        files.length === 0 ? empty : await inTurns((await import('../cluster/kubeconfig.ts')).mergeSteps(files))
      const ways = await inTurns(contextWays(config))
      this.#found = files.length
      this.#written = written(files)
      this.#failure = null
      await inTurns(this.#take(config, ways))
    } catch (error) {
      this.#failure = toFailure(error)
    }
  }

  /**
   * The context to begin with: the one asked for, else the current one, else the only one. Undefined when the kubeconfig
   * leaves it open. Throws `context-unknown` for a name that it does not have.
   */
  first(wanted: string | undefined): string | undefined {
    const name = wanted ?? this.#config.currentContext
    if (name !== '') {
      if (!this.#config.contexts.has(name)) kubeContext(this.#config, name)
      return name
    }
    const [only, second] = this.#config.contexts.keys()
    return second === undefined ? only : undefined
  }

  /** Remembers a failure that belongs to the kubeconfig, e.g. an unknown context. */
  report(error: unknown): void {
    this.#failure = toFailure(error)
  }

  /** Throws what {@link load} ran into. */
  check(): void {
    if (this.#failure) throw new FailureError(this.#failure.code, this.#failure.message, { hint: this.#failure.hint })
  }

  *#take(config: Kubeconfig, ways: ReadonlyMap<string, ContextWay>): Steps<void> {
    const before = this.#ways
    const changed = (name: string): boolean => {
      const way = before.get(name)?.way
      return way !== undefined && way !== ways.get(name)?.way
    }
    this.#config = config
    this.#ways = ways
    const known = this.#clusters.all().filter(({ source }) => source === 'kubeconfig')
    const shown = new Set(known.map(({ context }) => context))
    const groups = groupContexts(ways, (name) => shown.has(name))
    const names = new Set(groups.map(({ name }) => name))
    for (const cluster of known) {
      if (!names.has(cluster.context)) this.#clusters.remove(cluster.id)
      else if (changed(cluster.context)) cluster.renew()
    }
    for (const [at, { name, others }] of groups.entries()) {
      if (at % clustersInStep === 0) yield
      this.#clusters.add(new Cluster(name, 'kubeconfig', () => this.#context(name)))
      this.#clusters.get(clusterLabel(name))?.alsoKnownAs(others)
    }
  }

  #context(name: string): KubeContext {
    return this.#ways.get(name)?.whole ?? kubeContext(this.#config, name)
  }
}

function written(files: readonly KubeconfigFile[]): number {
  return files.filter(({ text }) => text.trim() !== '').length
}
