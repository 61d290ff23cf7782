import { ArrowRightToLine, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, type RefCallback, useState } from 'react'
import { type Dashboard, dashboardKey, isSame, serviceId } from '../../../shared/desk.ts'
import { failureKinds } from '../../../shared/failure.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import type { ReorderItem } from '../../ui/use-reorder.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { dashboardOf, isGone, movePin, openKept } from '../desk/desk-actions.ts'
import { DeskMenu } from '../desk/desk-menu.tsx'
import { healthLooks } from '../services/health-dot.tsx'
import { Favicon } from '../tabs/favicon.tsx'
import styles from './wall-card.module.css'
import { useLooks } from './wall-store.ts'

interface WallCardProps {
  dashboard: Dashboard
  watch: RefCallback<HTMLElement>
  /** Of pinned ones, which have an order of their own. */
  item: ReorderItem | null
}

/** A dashboard as a card. A click opens it, or goes to its tab. */
export function WallCard({ dashboard, watch, item }: WallCardProps) {
  const { cluster, namespace, name, port } = dashboard
  const [menu, setMenu] = useState(false)
  const key = dashboardKey(dashboard)
  const look = useLooks(({ looks }) => looks.get(key))
  const tab = useTabs(({ tabs }) => tabs.find((one) => isSame(dashboardOf(one), dashboard)))
  const health = useApp(({ state }) => state?.health[serviceId(dashboard)])
  const clusterName = useApp(({ state }) => state?.clusters.find(({ id }) => id === cluster)?.name ?? cluster)
  const gone = useApp(({ state }) => isGone(state, dashboard))
  const closed = gone ? strings.desk.notHere : strings.wall.closed
  const state = health === undefined ? closed : strings.desk.health[health]
  // A database is not broken: it has no page.
  const pageless = look?.failure === 'not-http'
  const failure = look?.failure == null ? undefined : pageless ? strings.wall.noPage : failureKinds[look.failure].title
  const words = failure ?? state
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined
    if (!item || !event.altKey || by === undefined) return
    event.preventDefault()
    void movePin(dashboard, by)
  }
  return (
    <li
      {...item}
      ref={watch}
      data-dashboard={key}
      className={cx(item?.className, styles['card'], menu && styles['menuOpen'])}
      onContextMenu={() => setMenu(true)}
    >
      <button
        type="button"
        className={styles['open']}
        title={words}
        aria-keyshortcuts={item ? 'Alt+ArrowLeft Alt+ArrowRight' : undefined}
        onClick={() => void openKept(dashboard)}
        onKeyDown={onKeyDown}
      >
        <span className={styles['picture']} aria-hidden>
          {failure !== undefined ? (
            <span className={styles['failure']}>
              {pageless ? (
                <ArrowRightToLine size={16} strokeWidth={1.75} />
              ) : (
                <TriangleAlert size={16} strokeWidth={1.75} className={styles['bad']} />
              )}
              {failure}
              <span className={styles['does']}>{pageless && !tab ? strings.forwards.start : strings.list.open}</span>
            </span>
          ) : look?.picture == null ? (
            <span className={styles['icon']}>
              <Favicon dashboard={dashboard} now={tab?.favicon ?? null} />
            </span>
          ) : (
            <img
              src={look.picture}
              alt=""
              draggable={false}
              className={cx(styles['shot'], health === undefined && styles['old'])}
            />
          )}
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
      <DeskMenu
        dashboard={dashboard}
        pinned={item !== null}
        open={menu}
        onOpenChange={setMenu}
        className={styles['more']}
      />
    </li>
  )
}
