import type { ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './port-cell.module.css'
import { orderedPorts, protocolOf } from './port-words.ts'
import { PortsMenu } from './ports-menu.tsx'
import { openMenu } from './view-store.ts'

interface PortCellProps {
  cluster: string
  row: ServiceRow
  menuOpen: boolean
}

/** The port that *Open* chooses, and how many more there are. */
export function PortCell({ cluster, row, menuOpen }: PortCellProps) {
  const [first, ...more] = orderedPorts(row)
  // An ExternalName without ports is still a name for some host.
  if (!first) return <span className={styles['none']}>{row.external[0] ?? strings.list.noPorts}</span>
  const protocol = protocolOf(first)
  return (
    <span className={styles['ports']}>
      <span className={styles['port']}>
        {first.name === '' ? null : (
          <span className={styles['name']} data-match="">
            {first.name}
          </span>
        )}
        <span className={styles['number']} data-match="">
          {first.port}
        </span>
        {protocol === '' ? null : <Badge>{protocol}</Badge>}
      </span>
      {more.length === 0 ? null : (
        <span className={styles['rest']}>
          <button
            type="button"
            tabIndex={-1}
            className={styles['more']}
            aria-label={`${strings.list.ports(row.name)}, ${strings.list.morePorts(more.length)}`}
            onClick={(event) => {
              event.stopPropagation()
              openMenu({ key: row.key, kind: 'ports-at-cell' })
            }}
          >
            +{more.length}
          </button>
          {menuOpen ? <PortsMenu cluster={cluster} row={row} /> : null}
        </span>
      )}
    </span>
  )
}
