import type { ClusterSummary } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { ClusterBar, ProductionMark } from '../clusters/cluster-mark.tsx'
import { RightsPopover } from '../access/rights-popover.tsx'
import { Badge } from '../../ui/badge.tsx'
import styles from './cluster-header.module.css'

/** Which cluster this is: its name, the contexts that lead to it, the API server and its version. */
export function ClusterHeader({ cluster }: { cluster: ClusterSummary }) {
  const { context, contexts, name, server, version, source, mode } = cluster
  const names = contexts.map((one) => one.context)
  const others = names.filter((one) => one !== name)
  return (
    <header className={styles['header']}>
      <ClusterBar cluster={cluster} />
      <h1 className={styles['name']} title={names.join('\n')}>
        {name}
      </h1>
      <ProductionMark cluster={cluster} />
      {source === 'demo' && context !== strings.clusters.demo ? <Badge>{strings.clusters.demo}</Badge> : null}
      {mode.readOnly ? <Badge>{strings.clusters.readOnly}</Badge> : null}
      <span className={styles['facts']}>
        {others.length === 0 ? null : (
          <span className={styles['contexts']} title={names.join('\n')}>
            {strings.contexts.also(others)}
          </span>
        )}
        <span className={styles['server']} title={server}>
          {server}
        </span>
        {version === null ? null : <span>{version}</span>}
      </span>
      {cluster.state.phase === 'connected' || cluster.namespaces ? (
        <span className={styles['rights']}>
          <RightsPopover cluster={cluster} />
        </span>
      ) : null}
    </header>
  )
}
