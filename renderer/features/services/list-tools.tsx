import { memo } from 'react'
import { strings } from '../../app/strings.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Filter } from './list-lines.ts'
import { LayoutMenu } from './layout-menu.tsx'
import styles from './list-tools.module.css'
import { NamespaceFilter } from './namespace-filter.tsx'
import { SearchBox } from './search-box.tsx'
import { narrow } from './view-store.ts'

interface ListToolsProps {
  filter: Filter
  usual: string
  unhealthy: number
  shown: number
  total: number
  selected: string | undefined
  visible: boolean
}

/** What narrows the list, and how much of it is left. */
export const ListTools = memo(function ListTools(props: ListToolsProps) {
  const { filter, usual, unhealthy, shown, total, selected, visible } = props
  return (
    <div className={styles['tools']} role="search">
      <SearchBox selected={selected} visible={visible} />
      <NamespaceFilter chosen={filter.namespace} usual={usual} />
      {unhealthy === 0 && !filter.unhealthy ? null : (
        <Chip
          pressed={filter.unhealthy}
          title={strings.list.unhealthyHint}
          onClick={() => narrow({ unhealthy: !filter.unhealthy })}
        >
          {strings.list.unhealthy(unhealthy)}
        </Chip>
      )}
      <LayoutMenu type={filter.type} />
      <span className={styles['count']}>
        {shown === total ? strings.services(total) : strings.list.of(shown, total)}
      </span>
    </div>
  )
})
