import { useState } from 'react'
import { type Dashboard, isSame, serviceId } from '../../../shared/desk.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import hues from '../../ui/hue.module.css'
import { SideLine } from '../../ui/side-line.tsx'
import styles from '../../ui/side-line.module.css'
import type { ReorderItem } from '../../ui/use-reorder.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { healthLooks } from '../services/health-dot.tsx'
import type { Apart } from '../tabs/apart.ts'
import { ApartWords } from '../tabs/apart-words.tsx'
import { Favicon } from '../tabs/favicon.tsx'
import { dashboardOf, isGone, openKept } from './desk-actions.ts'
import lists from './desk-lists.module.css'
import { DeskMenu } from './desk-menu.tsx'

interface DeskLineProps {
  dashboard: Dashboard
  /** Of pinned ones, which have an order of their own. */
  item: ReorderItem | null
  /** What tells it from others of its name. */
  apart: Apart
  /** The key that opens it; null for none. */
  digit: number | null
}

/** A dashboard of the sidebar. A click opens it, or goes to its tab. */
export function DeskLine({ dashboard, item, apart, digit }: DeskLineProps) {
  const { cluster, namespace, name, port } = dashboard
  const [menu, setMenu] = useState(false)
  const tab = useTabs(({ tabs }) => tabs.find((one) => isSame(dashboardOf(one), dashboard)))
  const shown = useTabs(({ active }) => tab !== undefined && active === tab.id)
  const health = useApp(({ state }) => state?.health[serviceId(dashboard)])
  const context = useApp(({ state }) => state?.clusters.find(({ id }) => id === cluster)?.name ?? cluster)
  const gone = useApp(({ state }) => isGone(state, dashboard))
  const where = strings.tabs.place(port === '' ? name : `${name}:${port}`, namespace, context)
  const place = gone ? `${where}\n${strings.desk.notHere}` : where
  return (
    <SideLine
      item={item}
      icon={
        <>
          <Favicon dashboard={dashboard} now={tab?.favicon ?? null} />
          {apart.hue === 'none' ? null : <span className={cx(lists['edge'], hues[apart.hue])} aria-hidden />}
          {health === undefined ? null : (
            <span className={styles['corner']}>
              <Dot {...healthLooks[health]} />
            </span>
          )}
        </>
      }
      name={name}
      active={shown}
      menu={
        <DeskMenu
          dashboard={dashboard}
          pinned={item !== null}
          open={menu}
          onOpenChange={setMenu}
          className={styles['more']}
        />
      }
      menuOpen={menu}
      onMenu={() => setMenu(true)}
      title={health === undefined ? place : `${place}\n${strings.desk.health[health]}`}
      aria-current={shown ? 'page' : undefined}
      aria-keyshortcuts={digit === null ? undefined : String(digit)}
      onClick={() => void openKept(dashboard)}
    >
      {port === '' ? null : <span className={lists['port']}>{port}</span>}
      <ApartWords {...apart} />
      {health === undefined ? null : <VisuallyHidden>, {strings.desk.health[health]}</VisuallyHidden>}
      {digit === null ? null : (
        <span className={styles['end']} aria-hidden>
          {digit}
        </span>
      )}
    </SideLine>
  )
}
