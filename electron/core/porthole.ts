import { EventEmitter } from 'node:events'
import { FailureError, type Failure } from '../../shared/failure.ts'
import { serviceId } from '../../shared/desk.ts'
import { type Health, healthOf } from '../../shared/service.ts'
import type { PageSettings } from '../../shared/page-settings.ts'
import type { ServicesPatch } from '../../shared/services-patch.ts'
import { Cluster } from '../cluster/cluster.ts'
import { Clusters } from '../cluster/clusters.ts'
import type { KubeContext } from '../cluster/kube-context.ts'
import { kubeconfigSource } from '../cluster/kubeconfig-files.ts'
import { Engine } from '../proxy/engine.ts'
import { Profiles } from '../proxy/profile/profiles.ts'
import { pageSettingsOf, profileRecordOf, withPageSettings, withProfile } from '../settings/settings.ts'
import { openSettings, type SettingsStore } from '../settings/settings-store.ts'
import { TcpForwards } from './tcp-forwards.ts'
import { ClusterPreferences } from './cluster-preferences.ts'
import { KubeconfigContexts } from './kubeconfig-contexts.ts'
import { Listeners } from './listeners.ts'

export interface PortholeOptions {
  kubeconfig: string | undefined
  context: string | undefined
  /** Port of the main listener; undefined takes the settings’. */
  port: number | undefined
  /** Take the next free port where that one is taken. */
  nextFree: boolean
  /** Start the demo cluster even where there is a kubeconfig, and begin with it. */
  demo: boolean
  /** Where settings are kept; undefined keeps none. */
  settings?: string | SettingsStore
}

interface PageOwner {
  cluster: string
  namespace: string
  service: string
}

function pageKey({ cluster, namespace, service }: PageOwner): string {
  return `${cluster}/${namespace}/${service}`
}

interface PortholeEvents {
  /** Something for the screen; of the clusters these alone may not be as they were. */
  changed: [readonly Cluster[]]
  patch: [ServicesPatch]
}

/** Clusters, engine and listeners together: what the window and headless mode both drive. Runs in plain Node. */
export class Porthole extends EventEmitter<PortholeEvents> {
  readonly clusters = new Clusters()
  readonly contexts: KubeconfigContexts
  readonly engine: Engine
  readonly forwards = new TcpForwards()
  readonly #settings: SettingsStore
  readonly #unsubscribe: () => void
  readonly preferences: ClusterPreferences
  readonly listening: Listeners
  /** The cluster whose classic URLs the main listener serves: the one that Porthole began with. */
  first: string | null = null
  #demo: { close: () => Promise<void> } | undefined

  private constructor(options: Pick<PortholeOptions, 'kubeconfig'>, settings: SettingsStore) {
    super()
    this.#settings = settings
    this.contexts = new KubeconfigContexts(kubeconfigSource(options.kubeconfig, process.env), this.clusters)
    const profiles = new Profiles({
      get: (key) => profileRecordOf(settings.value, key),
      put: (key, record) => settings.update((value) => withProfile(value, key, record)),
    })
    this.preferences = new ClusterPreferences(settings, this.clusters)
    this.engine = new Engine(this.clusters, { profiles, mode: (id) => this.preferences.mode(id) })
    this.listening = new Listeners(this.engine, settings, (id) => this.#changed(this.clusters.get(id)))
    this.#apply()
    this.#unsubscribe = settings.subscribe(() => this.#apply())
    this.clusters.on('changed', (cluster) => this.#changed(cluster))
    this.forwards.on('changed', () => this.#changed())
    this.clusters.on('added', (cluster) => cluster.on('patch', (patch) => this.emit('patch', patch)))
  }

  /** Opens the settings; contacts nothing. */
  static async open(options: Pick<PortholeOptions, 'kubeconfig' | 'settings'>): Promise<Porthole> {
    const { settings } = options
    return new Porthole(options, typeof settings === 'object' ? settings : await openSettings(settings))
  }

  /** Port of the main listener; null while it starts. */
  get port(): number | null {
    return this.listening.mainPort
  }

  /** The main listener's port where the command line names none. */
  get preferredPort(): number {
    return this.#settings.value.preferences.port
  }

  /** Why settings are not kept; null when they are. */
  get settingsProblem(): Failure | null {
    return this.#settings.problem
  }

  /** How the dashboards that a person keeps at hand stand, where their cluster's list is known; by `serviceId`. */
  deskHealth(): Record<string, Health> {
    const { pins, recents } = this.#settings.value
    const found: Record<string, Health> = {}
    for (const one of [...pins, ...recents]) {
      const row = this.clusters.get(one.cluster)?.store.row(one.namespace, one.name)
      if (row) found[serviceId(one)] = healthOf(row)
    }
    return found
  }

  /** What is remembered of the pages of each Service. */
  readonly pages = {
    get: (owner: PageOwner): PageSettings => pageSettingsOf(this.#settings.value, pageKey(owner)),
    put: (owner: PageOwner, page: PageSettings): void =>
      this.#settings.update((value) => withPageSettings(value, pageKey(owner), page)),
  }

  /** Disconnects a cluster and ends what leads to it. */
  async disconnect(id: string): Promise<void> {
    const cluster = this.cluster(id)
    cluster.disconnect()
    await this.forwards.stopOf(cluster.id)
  }

  /**
   * Reads the kubeconfig, or starts the demo cluster where there is none, and chooses the cluster to begin with. Contacts
   * no cluster; a kubeconfig that cannot be used is in `contexts.state`.
   */
  async choose({ context, demo }: Pick<PortholeOptions, 'context' | 'demo'>): Promise<void> {
    await this.contexts.load()
    // Not waited for: the first screen needs what the files say now.
    void this.contexts.watch(() => this.emit('changed', this.clusters.all()))
    if (demo || (this.contexts.isEmpty && this.contexts.state.failure === null && context === undefined))
      await this.openDemo()
    this.first = this.#firstCluster(context, demo)
  }

  /** Chooses, and opens the main listener. Throws `port-taken`. */
  async start({ context, port, nextFree, demo }: PortholeOptions): Promise<void> {
    await this.choose({ context, demo })
    const classic = this.first ?? this.clusters.all()[0]?.id ?? ''
    await this.listening.openMain({ port: port ?? this.preferredPort, nextFree, classic })
  }

  /** Starts the demo cluster, once; returns its id. */
  async openDemo(): Promise<string> {
    const known = this.clusters.all().find(({ source }) => source === 'demo')
    if (known) return known.id
    const { startDemoCluster } = await import('../demo/demo-cluster.ts')
    const demo = await startDemoCluster()
    this.#demo = demo
    // A context of the user's own may be called demo already.
    const name = this.clusters.get('demo') ? 'porthole-demo' : 'demo'
    // What its kubeconfig says, without a way through YAML: the first rows wait for this.
    const { server, ca, token } = demo
    const authority = Buffer.from(ca).toString('base64')
    const context: KubeContext = {
      name: 'demo',
      server,
      namespace: '',
      cluster: { server, 'certificate-authority-data': authority },
      user: { token },
    }
    const cluster = new Cluster(name, 'demo', () => context)
    this.clusters.add(cluster)
    return cluster.id
  }

  /** The cluster that Porthole begins with; throws `context-unknown` where the kubeconfig names none. */
  chosen(): Cluster {
    if (this.first !== null) return this.cluster(this.first)
    const names = this.clusters.all().flatMap(({ contexts }) => contexts.map(({ context }) => context))
    throw new FailureError('context-unknown', 'The kubeconfig names no current context.', {
      hint: `Choose one with --context: ${names.join(', ')}.`,
    })
  }

  /** The cluster of that id; throws `cluster-unknown`. */
  cluster(id: string): Cluster {
    const cluster = this.clusters.get(id)
    if (!cluster) throw new FailureError('cluster-unknown', `Porthole knows no cluster "${id}".`)
    return cluster
  }

  /** Connects a cluster and gives it a classic port of its own, if it has none yet. Returns that port. */
  async connect(asked: string): Promise<number> {
    const cluster = this.cluster(asked)
    cluster.connect()
    return this.listening.openFor(cluster.id)
  }

  async close(): Promise<void> {
    this.#unsubscribe()
    this.removeAllListeners()
    this.contexts.close()
    await this.forwards.close()
    await this.engine.close()
    await this.#settings.flush()
    this.clusters.close()
    await this.#demo?.close()
  }

  /** Takes over what the settings say now: here, in the file, or by an import they may have changed. */
  #apply(): void {
    this.engine.traffic.keep(this.#settings.value.preferences.requestsKept)
    this.engine.keepToMode()
    this.emit('changed', this.preferences.apply() ? this.clusters.all() : [])
  }

  #changed(cluster?: Cluster): void {
    this.emit('changed', cluster ? [cluster] : [])
  }

  #firstCluster(context: string | undefined, demo: boolean): string | null {
    const all = this.clusters.all()
    if (demo || this.contexts.isEmpty) return all.find(({ source }) => source === 'demo')?.id ?? null
    try {
      const name = this.contexts.first(context)
      return all.find(({ contexts }) => contexts.some(({ context }) => context === name))?.id ?? null
    } catch (error) {
      this.contexts.report(error)
      return null
    }
  }
}
