import type { ClusterLook } from '../../shared/cluster-look.ts'
import type { ClusterMode } from '../../shared/cluster-mode.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { clusterSettingsOf, lookOf, namespacesOf, type Settings, withLook } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** What the user wants of each cluster: kept in the settings, and told to the clusters. */
export class ClusterPreferences {
  readonly #settings: SettingsStore
  readonly #clusters: Clusters
  /** Of the settings, what the clusters were last told. */
  #told: Pick<Settings, 'namespaces' | 'preferences' | 'looks' | 'clusters'> | undefined

  constructor(settings: SettingsStore, clusters: Clusters) {
    this.#settings = settings
    this.#clusters = clusters
    clusters.on('added', (cluster) => this.#tell(cluster))
  }

  /** What is let through to a cluster. */
  mode(id: string): ClusterMode {
    const cluster = this.#clusters.get(id)
    const own = clusterSettingsOf(this.#settings.value, cluster?.id ?? id)
    // What was made read-only under another context's name stays so.
    const others = [...(cluster?.aliases ?? [])].map((alias) => clusterSettingsOf(this.#settings.value, alias))
    const { preferences } = this.#settings.value
    const readOnly = preferences.readOnly || own.readOnly || others.some((other) => other.readOnly)
    return { ...own, readOnly }
  }

  setMode({ id, aliases }: Cluster, mode: ClusterMode): void {
    this.#settings.update((value) => {
      // What all clusters have to be says nothing of this one.
      const readOnly = value.preferences.readOnly ? clusterSettingsOf(value, id).readOnly : mode.readOnly
      const others = Object.entries(value.clusters).filter(([other]) => !aliases.has(other))
      return { ...value, clusters: { ...Object.fromEntries(others), [id]: { ...mode, readOnly } } }
    })
  }

  /** How a cluster is to look. */
  look(id: string): ClusterLook {
    return lookOf(this.#settings.value, id)
  }

  setLook({ id, context }: Cluster, look: ClusterLook): void {
    const { name, ...rest } = look
    this.#settings.update((value) => withLook(value, id, name === context ? rest : look))
  }

  /** What to list of a cluster where the user may not list all namespaces. */
  setNamespaces({ id }: Cluster, namespaces: readonly string[]): void {
    const unique = [...new Set(namespaces)]
    this.#settings.update((value) => ({ ...value, namespaces: { ...value.namespaces, [id]: unique } }))
  }

  /** Tells all clusters what the settings say now. Whether that is something else about any of them. */
  apply(): boolean {
    const { namespaces, preferences, looks, clusters } = this.#settings.value
    const before = this.#told
    this.#told = { namespaces, preferences, looks, clusters }
    // A window that is moved changes the settings too, and there may be thousands of clusters.
    const same = namespaces === before?.namespaces && preferences === before.preferences
    if (!same) for (const cluster of this.#clusters.all()) this.#tell(cluster)
    return !same || looks !== before.looks || clusters !== before.clusters
  }

  #tell(cluster: Cluster): void {
    const { value } = this.#settings
    cluster.choose(namespacesOf(value, cluster.id), value.preferences.defaultNamespaces)
  }
}
