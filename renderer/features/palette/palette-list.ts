import type { AppState, ClusterSummary } from '../../../shared/app-state.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import {
  clusterItem,
  commandItem,
  type PaletteCommand,
  type PaletteItem,
  type Recency,
  serviceItem,
  tabItem,
} from './palette-items.ts'
import { rank } from './rank.ts'

/** What the palette is made of. */
export interface PaletteSources {
  state: AppState | null
  /** The rows of the connected clusters, by the cluster's id. */
  rows: ReadonlyMap<string, readonly ServiceRow[]>
  tabs: readonly Tab[]
  /** The tab on show. */
  active: number | null
  recency: Recency
  commands: readonly PaletteCommand[]
}

export type PaletteGroup = 'recent' | 'services' | 'tabs' | 'clusters' | 'commands' | 'found'
export type PaletteLine = { heading: PaletteGroup } | { item: PaletteItem }

/** More than fits; whoever does not find it among these types one letter more. */
export const mostFound = 60
const mostRecent = 6
const mostClusters = 6

/** The lines for a query, best first; without one, what was used lately and what else there is, in groups. */
export function paletteLines(sources: PaletteSources, query: string): readonly PaletteLine[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return startLines(sources)
  const found = rank(allItems(sources), terms, mostFound)
  return found.map((item) => ({ item }))
}

function allItems({ state, rows, tabs, recency, commands }: PaletteSources): readonly PaletteItem[] {
  const items: PaletteItem[] = []
  const clusters = state?.clusters ?? []
  // Its Service stands for a tab, unless the tab shows another port than *Open* would.
  const titles = new Map(tabs.filter(({ port }) => port === '').map((tab) => [placeOf(tab), tab.title]))
  const listed = new Set<string>()
  for (const cluster of clusters) {
    for (const row of rows.get(cluster.id) ?? []) {
      const place = `${cluster.id} ${row.key}`
      if (titles.has(place)) listed.add(place)
      items.push(serviceItem(cluster, row, recency, titles.get(place)))
    }
  }
  for (const tab of tabs) {
    if (tab.port !== '' || !listed.has(placeOf(tab))) items.push(tabItem(tab, contextOf(clusters, tab.cluster)))
  }
  for (const cluster of clusters) items.push(clusterItem(cluster))
  for (const command of commands) items.push(commandItem(command))
  return items
}

const placeOf = ({ cluster, namespace, service }: Tab): string => `${cluster} ${namespace}/${service}`

function startLines({ state, rows, tabs, active, recency, commands }: PaletteSources): readonly PaletteLine[] {
  const clusters = state?.clusters ?? []
  const onShow = tabs.find(({ id }) => id === active)
  const recent = recentItems(clusters, rows, recency).filter((item) => !onShow || !isOf(item, onShow))
  // Whoever has opened nothing yet is shown what there is.
  const first = recency.size > 0 ? [] : (rows.get(state?.active ?? '') ?? []).filter((row) => !row.clusterService)
  const cluster = clusters.find(({ id }) => id === state?.active)
  const open = tabs.filter((tab) => tab !== onShow && !recent.some((item) => isOf(item, tab)))
  const others = clusters.filter(({ id }) => id !== state?.active).slice(0, mostClusters)
  return [
    ...group('recent', recent),
    ...group('services', cluster ? first.slice(0, mostRecent).map((row) => serviceItem(cluster, row, recency)) : []),
    ...group(
      'tabs',
      open.map((tab) => tabItem(tab, contextOf(clusters, tab.cluster))),
    ),
    ...group('clusters', others.map(clusterItem)),
    ...group('commands', commands.map(commandItem)),
  ]
}

const isOf = ({ cluster, row }: ServiceItem, tab: Tab): boolean =>
  cluster.id === tab.cluster && row.namespace === tab.namespace && row.name === tab.service

type ServiceItem = Extract<PaletteItem, { kind: 'service' }>

function recentItems(
  clusters: readonly ClusterSummary[],
  rows: PaletteSources['rows'],
  recency: Recency,
): readonly ServiceItem[] {
  const items: ServiceItem[] = []
  for (const id of [...recency].sort(([, a], [, b]) => a - b).map(([key]) => key)) {
    const [clusterId = '', key = ''] = id.split(' ')
    const [namespace = '', name = ''] = key.split('/')
    const cluster = clusters.find((one) => one.id === clusterId)
    const row = findRow(rows, clusterId, namespace, name)
    const item = cluster && row ? serviceItem(cluster, row, recency) : undefined
    if (item?.kind === 'service') items.push(item)
    if (items.length === mostRecent) break
  }
  return items
}

function group(heading: PaletteGroup, items: readonly PaletteItem[]): readonly PaletteLine[] {
  return items.length === 0 ? [] : [{ heading }, ...items.map((item) => ({ item }))]
}

function findRow(rows: PaletteSources['rows'], cluster: string, namespace: string, name: string) {
  return rows.get(cluster)?.find((row) => row.name === name && row.namespace === namespace)
}

const contextOf = (clusters: readonly ClusterSummary[], id: string): string =>
  clusters.find((cluster) => cluster.id === id)?.name ?? id
