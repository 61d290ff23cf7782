import type { ClusterSummary } from '../../../shared/contract.ts'
import { strings } from '../../app/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './cluster-header.module.css'

/** Which cluster this is: its context, the API server and its version. */
export function ClusterHeader({ cluster }: { cluster: ClusterSummary }) {
  const { context, server, version, source } = cluster
  return (
    <header className={styles['header']}>
      <h1 className={styles['name']} title={context}>
        {context}
      </h1>
      {source === 'demo' && context !== strings.clusters.demo ? <Badge>{strings.clusters.demo}</Badge> : null}
      <span className={styles['server']}>{server}</span>
      {version === null ? null : <span className={styles['version']}>{version}</span>}
    </header>
  )
}
