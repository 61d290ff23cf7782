import { useRef } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { type Dashboard, dashboardKey, isPinned } from '../../../shared/desk.ts'
import { useApp } from '../../app/app-store.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { type Apart, apartOf } from '../tabs/apart.ts'
import { DeskLine } from './desk-line.tsx'
import { cx } from '../../ui/cx.ts'
import { usePinOrder } from './use-pin-order.ts'
import edges from '../../ui/scroll-edges.module.css'
import styles from './desk-lists.module.css'

const none: readonly ClusterSummary[] = []

/** As many recent dashboards stand in the sidebar; the palette knows more. */
const mostRecent = 6

/** The pinned dashboards, and those opened last that are not pinned. */
export function DeskLists() {
  const desk = useDesk()
  const recent = desk.recents.filter((one) => !isPinned(desk, one)).slice(0, mostRecent)
  const clusters = useApp(({ state }) => state?.clusters) ?? none
  const all = [...desk.pins, ...recent]
  const apart = apartOf(
    all.map((one) => ({ ...one, service: one.name })),
    clusters,
  )
  const lines = all.map((dashboard, at) => ({ dashboard, apart: apart[at] ?? { words: '', hue: 'none' as const } }))
  if (all.length === 0) return null
  return (
    <div className={cx(styles['lists'], edges['edges'])}>
      <Group heading={strings.desk.pinnedHeading} lines={lines.slice(0, desk.pins.length)} pinned />
      <Group heading={strings.desk.recentHeading} lines={lines.slice(desk.pins.length)} pinned={false} />
    </div>
  )
}

interface GroupProps {
  heading: string
  lines: readonly { dashboard: Dashboard; apart: Apart }[]
  pinned: boolean
}

function Group({ heading, lines, pinned }: GroupProps) {
  const list = useRef<HTMLUListElement>(null)
  const itemAt = usePinOrder(
    list,
    lines.map(({ dashboard }) => dashboard),
    'y',
  )
  if (lines.length === 0) return null
  return (
    <section aria-label={heading}>
      <h2 className={styles['heading']}>{heading}</h2>
      <ul ref={list} className={styles['list']}>
        {lines.map(({ dashboard, apart }, index) => (
          <DeskLine
            key={dashboardKey(dashboard)}
            dashboard={dashboard}
            apart={apart}
            item={pinned ? itemAt(index) : null}
            digit={pinned && index < 9 ? index + 1 : null}
          />
        ))}
      </ul>
    </section>
  )
}
