import { FlaskConical } from 'lucide-react'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useShownCluster } from '../../app/tabs-store.ts'
import { Mark } from '../../ui/mark.tsx'
import { SideLine } from '../../ui/side-line.tsx'
import { DeskLists } from '../desk/desk-lists.tsx'
import { openDemo } from './cluster-actions.ts'
import { ClusterList } from './cluster-list.tsx'
import { LookDialog } from './look-dialog.tsx'
import { ScreenLinks } from './screen-links.tsx'
import styles from './sidebar.module.css'

/** The clusters, and the demo for whoever has none. */
export function Sidebar() {
  const state = useApp((app) => app.state)
  const shown = useShownCluster()?.id ?? null
  const clusters = state?.clusters ?? []
  const hasDemo = clusters.some(({ source }) => source === 'demo')
  return (
    <nav data-pane className={styles['sidebar']} aria-label={strings.clusters.heading}>
      <div className={styles['brand']}>
        <Mark />
        <span className={styles['word']}>{strings.app}</span>
      </div>
      {clusters.length === 0 ? null : <ClusterList clusters={clusters} active={shown} />}
      <DeskLists />
      <ul className={styles['foot']} aria-label={strings.screens.label}>
        {state && !hasDemo ? (
          <SideLine
            icon={<FlaskConical size={15} strokeWidth={1.75} aria-hidden />}
            name={strings.clusters.openDemo}
            title={strings.clusters.openDemo}
            onClick={() => void openDemo()}
          />
        ) : null}
        <ScreenLinks />
      </ul>
      <LookDialog />
    </nav>
  )
}
