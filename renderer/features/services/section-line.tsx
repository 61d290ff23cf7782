import { strings } from '../../app/strings.ts'
import { CopyClusterInfo } from '../cluster-info/copy-cluster-info.tsx'
import { type LinePlace, placeStyle } from './line-place.ts'
import type { Section } from './list-lines.ts'
import styles from './section-line.module.css'

interface SectionLineProps extends LinePlace {
  id: string
  cluster: string
  line: Section
  place: number
}

const titles = {
  'cluster-services': strings.list.clusterServices,
  'add-ons': strings.list.addOns,
  services: strings.list.label,
  results: strings.list.results,
} as const

/** A heading between the Services. */
export function SectionLine(props: SectionLineProps) {
  const { id, cluster, line, place } = props
  const style = placeStyle(props)
  return (
    <div role="row" id={id} aria-rowindex={place} className={styles['section']} style={style}>
      <span role="gridcell" className={styles['title']}>
        {line.section === 'namespace' ? line.namespace : titles[line.section]}{' '}
        <span className={styles['count']}>{strings.count(line.count)}</span>
      </span>
      {line.section === 'cluster-services' ? (
        <span role="gridcell">
          <CopyClusterInfo cluster={cluster} />
        </span>
      ) : null}
    </div>
  )
}
