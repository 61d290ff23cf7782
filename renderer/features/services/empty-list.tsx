import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { CopyClusterInfo } from '../cluster-info/copy-cluster-info.tsx'
import type { Filter } from './list-lines.ts'
import { narrow, resetView } from './view-store.ts'

/** Why no line is on show, and the way back. */
export function EmptyList({ filter, total, cluster }: { filter: Filter; total: number; cluster: string }) {
  const { empty, list } = strings
  const showAll = <Button onClick={resetView}>{empty.showAll}</Button>
  if (total === 0) {
    return (
      <Message title={empty.cluster} hint={empty.clusterHint}>
        <CopyClusterInfo cluster={cluster} alone />
      </Message>
    )
  }
  if (filter.query.trim() !== '') {
    return (
      <Message title={empty.search(filter.query.trim())} hint={empty.searchHint}>
        <Button look="primary" onClick={() => narrow({ query: '' })}>
          {list.clear}
        </Button>
        {filter.namespace !== '' || filter.unhealthy ? showAll : null}
      </Message>
    )
  }
  if (filter.unhealthy) {
    return (
      <Message title={empty.healthy} hint={empty.healthyHint}>
        {showAll}
      </Message>
    )
  }
  return <Message title={empty.namespace(filter.namespace)}>{showAll}</Message>
}
