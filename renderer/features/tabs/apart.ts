import type { ClusterSummary } from '../../../shared/app-state.ts'
import { type ClusterColor, hueOf } from '../../../shared/cluster-look.ts'
import { clusterOf } from '../../../shared/cluster-of.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { type Named, tellApart } from '../../../shared/tell-apart.ts'

/** What stands beside a name that is there twice. */
export interface Apart {
  /** The parts that differ, e.g. `monitoring · staging`; empty where the name alone will do. */
  words: string
  /** The hue of its cluster, where that is what differs and has one. */
  hue: ClusterColor
}

/** What tells names apart, for each of them; a cluster is called and coloured as on the rest of the screen. */
export function apartOf(all: readonly Named[], clusters: readonly ClusterSummary[]): readonly Apart[] {
  return tellApart(all).map((parts, at) => {
    const one = all[at]
    if (!one) return { words: '', hue: 'none' }
    const cluster = clusterOf(clusters, one.cluster)
    const words = parts.map((part) => (part === 'cluster' ? (cluster?.name ?? one.cluster) : one[part]))
    const hue = cluster && parts.includes('cluster') ? hueOf(cluster) : 'none'
    return { words: words.filter(Boolean).join(' · '), hue }
  })
}

/** What tells one tab from the others. */
export function apartIn(tabs: readonly Tab[], clusters: readonly ClusterSummary[], one: Tab): Apart {
  return apartOf(tabs.map(namedTab), clusters)[tabs.indexOf(one)] ?? { words: '', hue: 'none' }
}

export const namedTab = (tab: Tab): Named => ({ ...tab, name: tab.title })
