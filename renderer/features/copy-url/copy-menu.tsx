import { type ReactNode, useEffect, useState } from 'react'
import type { CopyTarget } from '../../../shared/copy-target.ts'
import { portId, isOpenable, preferredPort, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Menu, MenuAnchor, MenuChoice, MenuContent, MenuItem, MenuLine, MenuRadioGroup } from '../../ui/menu.tsx'
import { focusGrid } from '../services/grid-focus.ts'
import { shownName } from '../services/port-words.ts'
import { refOf } from '../services/service-actions.ts'
import { openMenu } from '../services/view-store.ts'
import styles from './copy-menu.module.css'
import { useCopies } from './use-copies.ts'

/** What can be copied for a Service and one of its ports, as main says when the menu opens. Hangs on its positioned parent. */
export function CopyMenu({ cluster, row }: { cluster: string; row: ServiceRow }) {
  const ports = row.ports.filter((port) => isOpenable(row, port))
  const preferred = preferredPort(row)
  const [chosen, choose] = useState(preferred ? portId(preferred) : '')
  const port = ports.find((one) => portId(one) === chosen)
  return (
    <Menu open onOpenChange={(open) => !open && openMenu(null)}>
      <MenuAnchor />
      <MenuContent
        align="end"
        className={styles['menu']}
        label={strings.copy.menu(shownName(row))}
        onCloseAutoFocus={focusGrid}
      >
        {ports.length < 2 ? null : (
          <>
            <MenuRadioGroup
              value={chosen}
              onValueChange={choose}
              className={styles['ports']}
              aria-label={strings.copy.port}
            >
              <span className={styles['title']}>{strings.copy.port}</span>
              {ports.map((one) => (
                <MenuChoice key={portId(one)} value={portId(one)}>
                  {portId(one)}
                </MenuChoice>
              ))}
            </MenuRadioGroup>
            <MenuLine />
          </>
        )}
        <Targets key={chosen} cluster={cluster} row={row} port={port} />
      </MenuContent>
    </Menu>
  )
}

/** A long one goes on in the next line behind a slash, not within a name. */
function Value({ children }: { children: string }) {
  const [first = '', ...rest] = children.split(/(?<=\/)(?!\/)/)
  return (
    <span className={styles['value']}>
      {rest.reduce<ReactNode>(
        (before, part) => (
          <>
            {before}
            <wbr />
            {part}
          </>
        ),
        first,
      )}
    </span>
  )
}

type Targets = { phase: 'asking' } | { phase: 'known'; targets: CopyTarget[] } | { phase: 'failed'; message: string }

function Targets({ cluster, row, port: chosen }: { cluster: string; row: ServiceRow; port: ServicePort | undefined }) {
  const [state, setState] = useState<Targets>({ phase: 'asking' })
  const copies = useCopies(cluster, row, chosen, state.phase === 'known' ? state.targets : [])
  // Without a port it is the preferred one, and where there is none what the Service has by itself.
  const { namespace, name, port } = refOf(cluster, row, chosen === preferredPort(row) ? undefined : chosen)
  useEffect(() => {
    let current = true
    void ask('service.copyTargets', { cluster, namespace, name, port }).then((answer) => {
      if (!current) return
      setState(answer.ok ? { phase: 'known', targets: answer.value } : { phase: 'failed', message: answer.message })
    })
    return () => {
      current = false
    }
  }, [cluster, namespace, name, port])
  if (state.phase === 'asking') return <MenuItem disabled>{strings.copy.asking}</MenuItem>
  if (state.phase === 'failed') return <MenuItem disabled>{state.message}</MenuItem>
  if (copies.length === 0) return <MenuItem disabled>{strings.copy.nothing}</MenuItem>
  return copies.map(({ label, value, note, copy }) => (
    <MenuItem key={`${label} ${value}`} detail={<Value>{value}</Value>} onSelect={() => void copy()}>
      <span className={styles['name']}>{label}</span>
      {note === '' ? null : <span className={styles['note']}>{note}</span>}
    </MenuItem>
  ))
}
