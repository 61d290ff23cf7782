import type { ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Menu, MenuAnchor, MenuContent, MenuItem, MenuLabel } from '../../ui/menu.tsx'
import { focusGrid } from './grid-focus.ts'
import { orderedPorts, portId, protocolOf, shownName, whyNotOpenable } from './port-words.ts'
import styles from './ports-menu.module.css'
import { openService } from './service-actions.ts'
import { openMenu } from './view-store.ts'

/** All ports of a Service, to open one; a port that can't be opened says why. Hangs on its positioned parent. */
export function PortsMenu({ cluster, row }: { cluster: string; row: ServiceRow }) {
  return (
    <Menu open onOpenChange={(open) => !open && openMenu(null)}>
      <MenuAnchor />
      <MenuContent align="start" label={strings.list.ports(shownName(row))} onCloseAutoFocus={focusGrid}>
        <MenuLabel>{strings.list.choosePort}</MenuLabel>
        {orderedPorts(row).map((port) => {
          const reason = whyNotOpenable(row, port)
          const protocol = protocolOf(port)
          return (
            <MenuItem
              key={`${port.name}:${port.port}/${port.protocol}`}
              disabled={reason !== undefined}
              detail={reason}
              onSelect={() => void openService(cluster, row, port)}
            >
              <span className={styles['number']}>{port.port}</span>
              {port.name === '' ? null : <span className={styles['name']}>{portId(port)}</span>}
              {protocol === '' ? null : <Badge>{protocol}</Badge>}
              {port.nodePort === 0 ? null : <span className={styles['node']}>NodePort {port.nodePort}</span>}
            </MenuItem>
          )
        })}
      </MenuContent>
    </Menu>
  )
}
