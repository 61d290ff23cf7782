import { ChevronDown, Copy } from 'lucide-react'
import { memo } from 'react'
import type { Probe } from '../../../shared/probe.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button, SplitButton } from '../../ui/button.tsx'
import { CopyMenu } from '../copy-url/copy-menu.tsx'
import { addressOf, forwardTo } from '../forwards/forward-actions.ts'
import { shownName, whyNothingOpenable } from './port-words.ts'
import { PortsMenu } from './ports-menu.tsx'
import styles from './row-actions.module.css'
import { actOnService, copyService, forwardedPort, refOf } from './service-actions.ts'
import { type MenuKind, openMenu } from './view-store.ts'

interface RowActionsProps {
  cluster: string
  row: ServiceRow
  selected: boolean
  menu: MenuKind | null
  probe: Probe | undefined
}

const chevron = <ChevronDown size={13} strokeWidth={2} aria-hidden />

/** *Open* and *Copy URL* of a row, each with its menu; of a database they are *Forward*, or *Stop*, and *Copy address*. */
export const RowActions = memo(function RowActions({ cluster, row, selected, menu, probe }: RowActionsProps) {
  const name = shownName(row)
  // Only the selected row is on the way of the Tab key, or it would stop at every row.
  const tabIndex = selected ? 0 : -1
  const reason = whyNothingOpenable(row)
  const port = forwardedPort(row, probe)
  const forward = port !== undefined
  const running = useApp(({ state }) => port && forwardTo(state?.forwards ?? [], refOf(cluster, row), port))
  return (
    // A click on a button is not also a click on the row.
    <span onClick={(event) => event.stopPropagation()} role="presentation">
      {reason === undefined ? (
        <SplitButton>
          {running ? (
            <Button
              size="small"
              tabIndex={tabIndex}
              aria-label={strings.forwards.stop(addressOf(running))}
              // Not by the second click of a double one, whose first has forwarded it.
              onClick={({ detail }) => detail < 2 && void run('forward.stop', { id: running.id })}
            >
              {strings.forwards.stopIt}
            </Button>
          ) : (
            <Button
              look="primary"
              size="small"
              tabIndex={tabIndex}
              aria-label={forward ? strings.forwards.name(name) : strings.list.openName(name)}
              onClick={() => void actOnService(cluster, row, probe)}
            >
              {forward ? strings.forwards.start : strings.list.open}
            </Button>
          )}
          <Button
            look={running ? 'plain' : 'primary'}
            size="small"
            tabIndex={tabIndex}
            aria-label={strings.list.ports(name)}
            aria-haspopup="menu"
            onClick={() => openMenu({ key: row.key, kind: 'ports' })}
          >
            {chevron}
          </Button>
          {menu === 'ports' ? <PortsMenu cluster={cluster} row={row} /> : null}
        </SplitButton>
      ) : null}
      <SplitButton>
        <Button
          size="small"
          tabIndex={tabIndex}
          aria-label={forward ? strings.copy.addressButtonName(name) : strings.copy.buttonName(name)}
          onClick={() => void copyService(cluster, row, probe)}
        >
          <Copy size={13} strokeWidth={1.75} aria-hidden className={styles['icon']} />
          <span className={styles['word']}>{forward ? strings.copy.addressButton : strings.copy.button}</span>
        </Button>
        <Button
          size="small"
          tabIndex={tabIndex}
          aria-label={strings.copy.menu(name)}
          aria-haspopup="menu"
          onClick={() => openMenu({ key: row.key, kind: 'copy' })}
        >
          {chevron}
        </Button>
        {menu === 'copy' ? <CopyMenu cluster={cluster} row={row} /> : null}
      </SplitButton>
    </span>
  )
})
