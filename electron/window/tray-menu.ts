import { clusterOf } from '../../shared/cluster-of.ts'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import { type Dashboard, serviceId } from '../../shared/desk.ts'
import type { Health } from '../../shared/service.ts'
import { tellApart } from '../../shared/tell-apart.ts'

/** Shape and word: no colour carries it, and native menus have none. */
const looks: Record<Health, readonly [dot: string, word: string]> = {
  ready: ['●', 'ready'],
  partial: ['◐', 'partly ready'],
  down: ['○', 'not ready'],
  none: ['○', 'no endpoints'],
  unknown: ['◌', ''],
}

export interface TrayItem {
  label: string
  dashboard: Dashboard
}

/** Of main's state, what the menu shows. */
export interface TrayState {
  clusters: readonly Pick<ClusterSummary, 'id' | 'name' | 'contexts' | 'state'>[]
  health: AppState['health']
}

/** The pinned dashboards as lines of the tray's menu, in the person's own order. */
export function trayItems(pins: readonly Dashboard[], { clusters, health }: TrayState): TrayItem[] {
  const several = new Set(pins.map(({ cluster }) => cluster)).size > 1
  const apart = tellApart(pins.map((pin) => ({ ...pin, service: pin.name })))
  return pins.map((dashboard, at) => {
    const cluster = clusterOf(clusters, dashboard.cluster)
    const [dot, word] = lookOf(cluster?.state.phase, health[serviceId(dashboard)])
    const name = dashboard.port === '' ? dashboard.name : `${dashboard.name}:${dashboard.port}`
    const place = [
      name,
      ...(apart[at]?.includes('namespace') ? [dashboard.namespace] : []),
      ...(several ? [cluster?.name ?? dashboard.cluster] : []),
    ]
    // An ampersand underlines the next letter.
    return { label: `${dot} ${place.join(' · ')}${word === '' ? '' : ` — ${word}`}`.replaceAll('&', '&&'), dashboard }
  })
}

function lookOf(
  phase: ClusterSummary['state']['phase'] | undefined,
  health: Health | undefined,
): readonly [string, string] {
  if (phase === undefined) return ['◌', 'not in the kubeconfig']
  if (phase === 'idle' || phase === 'disconnected') return ['◌', 'not connected']
  if (phase === 'connecting') return ['◌', 'connecting']
  return health === undefined ? ['○', 'not there'] : looks[health]
}
