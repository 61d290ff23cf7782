import { useEffect, useState } from 'react'
import type { CopyTarget } from '../../../shared/copy-target.ts'
import { isOpenable, preferredPort, type ServiceRow, portId } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Menu, MenuAnchor, MenuChoice, MenuContent, MenuItem, MenuLine, MenuRadioGroup } from '../../ui/menu.tsx'
import { focusGrid } from '../services/grid-focus.ts'
import { shownName } from '../services/port-words.ts'
import { refOf } from '../services/service-actions.ts'
import { openMenu } from '../services/view-store.ts'
import { copyText } from './copy-actions.ts'
import styles from './copy-menu.module.css'

/** What can be copied for a Service and one of its ports, as main says when the menu opens. Hangs on its positioned parent. */
export function CopyMenu({ cluster, row }: { cluster: string; row: ServiceRow }) {
  const ports = row.ports.filter((port) => isOpenable(row, port))
  const preferred = preferredPort(row)
  const [chosen, choose] = useState(preferred ? portId(preferred) : '')
  const port = chosen === (preferred ? portId(preferred) : '') ? undefined : ports.find((one) => portId(one) === chosen)
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
        <Targets key={chosen} {...refOf(cluster, row, port)} />
      </MenuContent>
    </Menu>
  )
}

type Targets = { phase: 'asking' } | { phase: 'known'; targets: CopyTarget[] } | { phase: 'failed'; message: string }

function Targets({ cluster, namespace, name, port }: ReturnType<typeof refOf>) {
  const [state, setState] = useState<Targets>({ phase: 'asking' })
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
  if (state.targets.length === 0) return <MenuItem disabled>{strings.copy.nothing}</MenuItem>
  return state.targets.map((target) => (
    <MenuItem
      key={`${target.kind} ${target.value}`}
      detail={
        <>
          <span className={styles['value']}>{target.value}</span>
          {target.note === '' ? null : <span className={styles['note']}>{target.note}</span>}
        </>
      }
      onSelect={() => void copyText(target.value)}
    >
      {target.label}
    </MenuItem>
  ))
}
