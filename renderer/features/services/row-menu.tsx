import { useRef } from 'react'
import { isPinned } from '../../../shared/desk.ts'
import type { Probe } from '../../../shared/probe.ts'
import { preferredPort, type ServiceRow } from '../../../shared/service.ts'
import { useDesk } from '../../app/desk-store.ts'
import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { Menu, MenuAnchor, MenuContent, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { togglePin } from '../desk/desk-actions.ts'
import { showDetails } from '../details/details-store.ts'
import { forwardPort } from '../forwards/forward-actions.ts'
import { focusGrid } from './grid-focus.ts'
import { shownName, whyNothingOpenable } from './port-words.ts'
import { copyService, forwardedPort, openService, refOf } from './service-actions.ts'
import { type MenuKind, openMenu, useView } from './view-store.ts'

/** All that can be done with a Service, each with its key. Hangs where the pointer asked for it in the row. */
export function RowMenu({ cluster, row, probe }: { cluster: string; row: ServiceRow; probe: Probe | undefined }) {
  const ref = refOf(cluster, row)
  const pinned = useDesk((desk) => isPinned(desk, ref))
  const port = preferredPort(row)
  // It stands first and has Enter, as on the row.
  const forwards = forwardedPort(row, probe) !== undefined
  const at = useView(({ menu }) => menu?.at)
  const words = strings.list.menu
  const key = (keys: string) => <Kbd keys={keysFor(keys, isMac())} />
  const next = useRef<MenuKind>(null)
  // Another menu of the row takes this one's place, and the focus: it must not go back to the list in between.
  const turnTo = (event: Event, kind: MenuKind) => {
    event.preventDefault()
    next.current = kind
    openMenu({ key: row.key, kind })
  }
  const closed = (event: Event) => {
    if (next.current) event.preventDefault()
    else focusGrid(event)
  }
  const forward = port ? (
    <MenuItem {...(forwards && { end: key('Enter') })} onSelect={() => void forwardPort(ref, port)}>
      {strings.page.forwardHere(port.port)}
    </MenuItem>
  ) : null
  return (
    <Menu open onOpenChange={(open) => !open && openMenu(null)}>
      <MenuAnchor at={at} />
      <MenuContent
        align="start"
        label={words.label(shownName(row))}
        onCloseAutoFocus={closed}
        // A click in the menu is not also a click on the row.
        onClick={(event) => event.stopPropagation()}
      >
        {forwards ? forward : null}
        {whyNothingOpenable(row) === undefined ? (
          <>
            <MenuItem {...(!forwards && { end: key('Enter') })} onSelect={() => void openService(cluster, row)}>
              {strings.list.open}
            </MenuItem>
            <MenuItem end={key('Shift Enter')} onSelect={(event) => turnTo(event, 'ports')}>
              {words.ports}
            </MenuItem>
          </>
        ) : null}
        {forwards ? null : forward}
        <MenuLine />
        <MenuItem end={key('C')} onSelect={() => void copyService(cluster, row, probe)}>
          {forwards ? strings.copy.addressButton : strings.copy.button}
        </MenuItem>
        <MenuItem end={key('Shift C')} onSelect={(event) => turnTo(event, 'copy')}>
          {words.copy}
        </MenuItem>
        <MenuLine />
        <MenuItem end={key('I')} onSelect={showDetails}>
          {words.details}
        </MenuItem>
        <MenuItem end={key('P')} onSelect={() => void togglePin(ref)}>
          {pinned ? strings.desk.unpin : strings.desk.pin}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
