import { useDeferredValue, useEffect, useMemo } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { ListProgress } from '../clusters/connecting.tsx'
import { ClusterBanner } from '../clusters/cluster-banner.tsx'
import { DetailsPanel } from '../details/details-panel.tsx'
import { useDetails } from '../details/details-store.ts'
import { announce } from '../notices/notice-store.ts'
import { EmptyList } from './empty-list.tsx'
import { isService, listLines } from './list-lines.ts'
import { ListFailure } from './list-failure.tsx'
import { ListTools } from './list-tools.tsx'
import styles from './services-panel.module.css'
import { SkeletonLines } from './skeleton-lines.tsx'
import { termsOf } from './search-text.ts'
import { selectedIndex } from './selection.ts'
import { ServiceList } from './service-list.tsx'
import { useServices } from './services-store.ts'
import { unhealthyCount } from './tally.ts'
import { useListCommands } from './use-list-commands.ts'
import { useWarmSearch } from './use-warm-search.ts'
import { useView } from './view-store.ts'

/** So long (ms) nobody types before the number of matches is told: one for every key would talk over itself. */
const typingPause = 400

/** The list of a connected cluster with its tools. */
export function ServicesPanel({ cluster, visible }: { cluster: ClusterSummary; visible: boolean }) {
  // What a watch brings waits for what a person does, and is drawn in pieces; many patches in a row are drawn as one.
  const services = useDeferredValue(useServices())
  const { failure, rows } = services
  const phase = services.cluster === cluster.id ? services.phase : 'asking'
  const filter = useView((view) => view.filter)
  const layout = useDesk((desk) => desk.list)
  const details = useDetails((panel) => panel.open)
  const chosen = useView((view) => view.selected)
  const { lines, shown } = useMemo(() => listLines(rows, filter, layout), [rows, filter, layout])
  const terms = useMemo(() => termsOf(filter.query), [filter.query])
  const selected = selectedIndex(lines, chosen, terms.length > 0)
  const line = lines[selected]
  useListCommands(visible, cluster.id, lines, selected)
  useWarmSearch(rows)
  const searching = terms.length > 0
  useEffect(() => {
    if (!searching) return undefined
    const timer = setTimeout(() => announce(strings.list.matching(shown)), typingPause)
    return () => clearTimeout(timer)
  }, [searching, shown, terms])
  return (
    <>
      <ClusterBanner cluster={cluster} />
      {cluster.state.phase === 'connecting' ? <ListProgress state={cluster.state} /> : null}
      <ListTools
        filter={filter}
        usual={cluster.namespace}
        unhealthy={unhealthyCount(rows)}
        shown={shown}
        total={rows.length}
        selected={isService(line) ? line.key : undefined}
        visible={visible}
      />
      {phase === 'asking' ? <SkeletonLines /> : null}
      {phase === 'failed' && failure ? <ListFailure failure={failure} /> : null}
      <div className={styles['beside']}>
        {phase !== 'ready' ? null : shown === 0 ? (
          <EmptyList filter={filter} total={rows.length} cluster={cluster.id} />
        ) : (
          <ServiceList cluster={cluster.id} lines={lines} filter={filter} terms={terms} selected={selected} />
        )}
        {details && phase === 'ready' && isService(line) ? <DetailsPanel cluster={cluster.id} row={line} /> : null}
      </div>
    </>
  )
}
