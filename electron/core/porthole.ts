import { EventEmitter } from 'node:events'
import type { ClusterLook } from '../../shared/cluster-look.ts'
import type { ClusterMode } from '../../shared/cluster-mode.ts'
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
import {
  classicPortOf,
  clusterSettingsOf,
  lookOf,
  namespacesOf,
  pageSettingsOf,
  profileRecordOf,
  type Settings,
  withLook,
  withPageSettings,
  withProfile,
} from '../settings/settings.ts'
import { openSettings, type SettingsStore } from '../settings/settings-store.ts'
import { TcpForwards } from './tcp-forwards.ts'
import type { Listener } from '../proxy/listener.ts'
import type { MissedPort } from '../../shared/connections.ts'
import { portHolder } from './port-holder.ts'
import { KubeconfigContexts } from './kubeconfig-contexts.ts'

/** kubectl proxy's own default. */
export const defaultPort = 8001

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
  changed: []
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
  /** Port of the main listener; null while it starts. */
  port: number | null = null
  /** The port that was wished for the main listener, where it could not be had. */
  missedPort: MissedPort | null = null
  /** The cluster whose classic URLs the main listener serves: the one that Porthole began with. */
  first: string | null = null
  readonly #listeners = new Map<string, Promise<Listener>>()
  readonly #classicPorts = new Map<string, number>()
  #demo: { close: () => Promise<void> } | undefined
  /** Of the settings, what the clusters were last told. */
  #listed: Pick<Settings, 'namespaces' | 'preferences'> | undefined

  private constructor(options: Pick<PortholeOptions, 'kubeconfig'>, settings: SettingsStore) {
    super()
    this.#settings = settings
    this.contexts = new KubeconfigContexts(kubeconfigSource(options.kubeconfig, process.env), this.clusters)
    const profiles = new Profiles({
      get: (key) => profileRecordOf(settings.value, key),
      put: (key, record) => settings.update((value) => withProfile(value, key, record)),
    })
    this.engine = new Engine(this.clusters, { profiles, mode: (id) => this.mode(id) })
    this.#apply()
    this.#unsubscribe = settings.subscribe(() => this.#apply())
    this.clusters.on('changed', () => this.emit('changed'))
    this.forwards.on('changed', () => this.emit('changed'))
    this.clusters.on('added', (cluster) => {
      cluster.on('patch', (patch) => this.emit('patch', patch))
      this.#chooseNamespaces(cluster)
    })
  }

  /** Opens the settings; contacts nothing. */
  static async open(options: Pick<PortholeOptions, 'kubeconfig' | 'settings'>): Promise<Porthole> {
    const { settings } = options
    return new Porthole(options, typeof settings === 'object' ? settings : await openSettings(settings))
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

  /** What is let through to a cluster. */
  mode(id: string): ClusterMode {
    const cluster = this.clusters.get(id)
    const own = clusterSettingsOf(this.#settings.value, cluster?.id ?? id)
    // What was made read-only under another context's name stays so.
    const others = [...(cluster?.aliases ?? [])].map((alias) => clusterSettingsOf(this.#settings.value, alias))
    const { preferences } = this.#settings.value
    const readOnly = preferences.readOnly || own.readOnly || others.some((other) => other.readOnly)
    return { ...own, readOnly }
  }

  setMode(id: string, mode: ClusterMode): void {
    const { id: known, aliases } = this.cluster(id)
    this.#settings.update((value) => {
      // What all clusters have to be says nothing of this one.
      const readOnly = value.preferences.readOnly ? clusterSettingsOf(value, known).readOnly : mode.readOnly
      const others = Object.entries(value.clusters).filter(([other]) => !aliases.has(other))
      return { ...value, clusters: { ...Object.fromEntries(others), [known]: { ...mode, readOnly } } }
    })
    this.emit('changed')
  }

  /** How the user wants a cluster to look. */
  look(id: string): ClusterLook {
    return lookOf(this.#settings.value, id)
  }

  setLook(id: string, look: ClusterLook): void {
    const { id: known, context } = this.cluster(id)
    const { name, ...rest } = look
    this.#settings.update((value) => withLook(value, known, name === context ? rest : look))
    this.emit('changed')
  }

  /** What to list of a cluster where the user may not list all namespaces. */
  setNamespaces(id: string, namespaces: readonly string[]): void {
    const cluster = this.cluster(id)
    const unique = [...new Set(namespaces)]
    this.#settings.update((value) => ({ ...value, namespaces: { ...value.namespaces, [cluster.id]: unique } }))
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
    void this.contexts.watch(() => this.emit('changed'))
    if (demo || (this.contexts.isEmpty && this.contexts.state.failure === null && context === undefined))
      await this.openDemo()
    this.first = this.#firstCluster(context, demo)
  }

  /** Chooses, and opens the main listener. Throws `port-taken`. */
  async start({ context, port, nextFree, demo }: PortholeOptions): Promise<void> {
    await this.choose({ context, demo })
    const classic = this.first ?? this.clusters.all()[0]?.id ?? ''
    const wished = port ?? this.preferredPort
    const listener = await this.engine.serve({ port: wished, nextFree, classic })
    this.port = listener.port
    if (listener.instead) void this.#missed(wished, listener.instead)
    this.#listeners.set(classic, Promise.resolve(listener))
    this.#classicPorts.set(classic, listener.port)
    this.emit('changed')
  }

  async #missed(port: number, cause: MissedPort['cause']): Promise<void> {
    const program = cause === 'taken' ? await portHolder(port) : ''
    this.missedPort = { port, cause, program }
    this.emit('changed')
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
    const { id } = cluster
    cluster.connect()
    const known = this.#listeners.get(id)
    // The port that it had last time, so that URLs which were written down still lead there.
    const wanted = classicPortOf(this.#settings.value, id) ?? (this.port ?? defaultPort) + 1
    const listening = known ?? this.engine.serve({ port: wanted, nextFree: true, classic: id })
    this.#listeners.set(id, listening)
    const { port } = await listening
    this.#classicPorts.set(id, port)
    if (!known) {
      if (port !== this.port) {
        this.#settings.update((value) => ({ ...value, classicPorts: { ...value.classicPorts, [id]: port } }))
      }
      this.emit('changed')
    }
    return port
  }

  /** The port of a cluster's classic URLs; null before it was connected. */
  classicPort(id: string): number | null {
    return this.#classicPorts.get(id) ?? null
  }

  /** The listeners that are open, each with the cluster whose classic URLs it serves. */
  openListeners(): Promise<{ cluster: string; listener: Listener }[]> {
    return Promise.all([...this.#listeners].map(async ([cluster, open]) => ({ cluster, listener: await open })))
  }

  /** Where it serves: the main listener's port, and the classic port of each connected cluster by its id. */
  get ports(): { port: number; classic: Record<string, number> } {
    return { port: this.port ?? defaultPort, classic: Object.fromEntries(this.#classicPorts) }
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
    const { namespaces, preferences } = this.#settings.value
    this.engine.traffic.keep(preferences.requestsKept)
    // A window that is moved changes the settings too, and there may be thousands of clusters.
    if (namespaces !== this.#listed?.namespaces || preferences !== this.#listed.preferences) {
      this.#listed = { namespaces, preferences }
      for (const cluster of this.clusters.all()) this.#chooseNamespaces(cluster)
    }
    this.emit('changed')
  }

  #chooseNamespaces(cluster: Cluster): void {
    const { value } = this.#settings
    cluster.choose(namespacesOf(value, cluster.id), value.preferences.defaultNamespaces)
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
