import { type Dashboard, isSame, serviceId } from '../../../shared/desk.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { Dot } from '../../ui/dot.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { healthLooks } from '../services/health-dot.tsx'
import { Favicon } from '../tabs/favicon.tsx'
import { openTab } from '../tabs/tab-actions.ts'
import styles from './wall-card.module.css'

interface WallCardProps {
  dashboard: Dashboard
}

/** A dashboard as a card. A click opens it, or goes to its tab. */
export function WallCard({ dashboard }: WallCardProps) {
  const { cluster, namespace, name, port } = dashboard
  const tab = useTabs(({ tabs }) => tabs.find((one) => isSame({ ...one, name: one.service }, dashboard)))
  const health = useApp(({ state }) => state?.health[serviceId(dashboard)])
  const clusterName = useApp(({ state }) => state?.clusters.find(({ id }) => id === cluster)?.name ?? cluster)
  const words = health === undefined ? strings.wall.closed : strings.desk.health[health]
  return (
    <li className={styles['card']}>
      <button type="button" className={styles['open']} onClick={() => void openTab(dashboard)}>
        <span className={styles['picture']} aria-hidden>
          <Favicon tab={{ favicon: tab?.favicon ?? null, service: name }} />
        </span>
        <span className={styles['line']}>
          <Dot {...(health === undefined ? { shape: 'point', tone: 'faint' } : healthLooks[health])} />
          <span className={styles['name']}>{name}</span>
          {port === '' ? null : <span className={styles['port']}>{port}</span>}
        </span>
        <span className={styles['place']}>
          {namespace} · {clusterName}
        </span>
        <VisuallyHidden>, {words}</VisuallyHidden>
      </button>
    </li>
  )
}
