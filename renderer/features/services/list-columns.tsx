import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import columns from './columns.module.css'
import styles from './list-columns.module.css'

const { health, actions } = strings.list.columns

/** The head of the list. */
export function ListColumns() {
  const { name, namespace, port, type, labels, ready } = strings.list.columns
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={cx(columns['columns'], styles['row'])}>
        <span role="columnheader">
          <VisuallyHidden>{health}</VisuallyHidden>
        </span>
        <span role="columnheader">{name}</span>
        <span role="columnheader" className={columns['namespace']}>
          {namespace}
        </span>
        <span role="columnheader">{port}</span>
        <span role="columnheader" className={columns['type']}>
          {type}
        </span>
        <span role="columnheader" className={columns['labels']}>
          {labels}
        </span>
        <span role="columnheader">{ready}</span>
        <span role="columnheader">
          <VisuallyHidden>{actions}</VisuallyHidden>
        </span>
      </div>
    </div>
  )
}
