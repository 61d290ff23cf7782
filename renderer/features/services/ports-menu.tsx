import { portId, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Menu, MenuAnchor, MenuContent, MenuItem, MenuLabel } from '../../ui/menu.tsx'
import { ForwardForm } from '../forwards/forward-form.tsx'
import { ProbeNote } from '../probe/probe-note.tsx'
import { useKnownProbe } from '../probe/probe-store.ts'
import { useProbe } from '../probe/use-probe.ts'
import { focusGrid } from './grid-focus.ts'
import { orderedPorts, protocolOf, shownName, whyNotOpenable } from './port-words.ts'
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
        {orderedPorts(row).map((port) => (
          <PortItem key={`${port.name}:${port.port}/${port.protocol}`} cluster={cluster} row={row} port={port} />
        ))}
        <ForwardForm cluster={cluster} row={row} done={() => openMenu(null)} />
      </MenuContent>
    </Menu>
  )
}

/** A port with what it says that it speaks, and below it what it answered. */
function PortItem({ cluster, row, port }: { cluster: string; row: ServiceRow; port: ServicePort }) {
  const reason = whyNotOpenable(row, port)
  const protocol = protocolOf(port)
  const probe = useKnownProbe(cluster, row, port)
  useProbe(true, cluster, row, port)
  return (
    <MenuItem
      disabled={reason !== undefined}
      // The line is there before the answer, which must not move what is under the pointer.
      detail={reason ?? (probe ? <ProbeNote probe={probe} /> : <span className={styles['unknown']} />)}
      onSelect={() => void openService(cluster, row, port)}
    >
      <span className={styles['number']}>{port.port}</span>
      {port.name === '' ? null : <span className={styles['name']}>{portId(port)}</span>}
      {protocol === '' ? null : <Badge>{protocol}</Badge>}
      {port.nodePort === 0 ? null : <span className={styles['node']}>NodePort {port.nodePort}</span>}
    </MenuItem>
  )
}
