import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo } from 'react'
import type { SortKey } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import columns from './columns.module.css'
import { sortBy } from './layout-menu.tsx'
import styles from './list-columns.module.css'

/** The head of the list. A column that can sort says whether it does, and does when it is pressed. */
export const ListColumns = memo(function ListColumns() {
  const { port, labels, actions } = strings.list.columns
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={cx(columns['columns'], styles['row'])}>
        <SortColumn by="health" hidden />
        <SortColumn by="name" />
        <SortColumn by="namespace" className={columns['namespace']} />
        <span role="columnheader">{port}</span>
        <SortColumn by="type" className={columns['type']} />
        <span role="columnheader" className={columns['labels']}>
          {labels}
        </span>
        <SortColumn by="ready" />
        <span role="columnheader">
          <VisuallyHidden>{actions}</VisuallyHidden>
        </span>
      </div>
    </div>
  )
})

/** `hidden` leaves only the arrow to be seen. */
function SortColumn({
  by,
  hidden = false,
  className,
}: {
  by: SortKey
  hidden?: boolean
  className?: string | undefined
}) {
  const { sort, descending } = useDesk((desk) => desk.list)
  const label = strings.list.columns[by]
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <span
      role="columnheader"
      aria-sort={sort === by ? (descending ? 'descending' : 'ascending') : 'none'}
      className={cx(className, hidden && styles['healthHead'])}
    >
      <button
        type="button"
        className={styles['sort']}
        title={`${strings.list.sort} ${label}`}
        onClick={() => sortBy(by)}
      >
        {hidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
        {sort === by || hidden ? (
          <Arrow size={12} strokeWidth={2} aria-hidden className={sort === by ? undefined : styles['idle']} />
        ) : null}
      </button>
    </span>
  )
}
