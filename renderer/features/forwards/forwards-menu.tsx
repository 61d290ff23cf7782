import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { useApp } from '../../app/app-store.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { BarButton } from '../../ui/bar-button.tsx'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from '../../ui/menu.tsx'
import { copyText } from '../copy-url/copy-actions.ts'
import { showScreen } from '../tabs/tab-actions.ts'
import { bytesOf } from './byte-words.ts'
import styles from './forwards-menu.module.css'

/** As many stand in the menu, the newest; Connections has them all. */
const most = 6

const none: readonly TcpForwardState[] = []

/** The forwarded ports as they are now: a click copies the address, another stops one. Nothing while there are none. */
export function ForwardsMenu() {
  const forwards = useApp(({ state }) => state?.forwards ?? none)
  const words = strings.forwards
  if (forwards.length === 0) return null
  return (
    <Menu>
      <MenuTrigger asChild>
        <BarButton>{words.running(forwards.length)}</BarButton>
      </MenuTrigger>
      <MenuContent align="end" side="top" className={styles['menu']} label={words.running(forwards.length)}>
        {forwards.slice(-most).map((forward) => (
          <Forward key={forward.id} {...forward} />
        ))}
        <MenuLine />
        <MenuItem onSelect={() => void showScreen('connections')}>{words.all}</MenuItem>
      </MenuContent>
    </Menu>
  )
}

function Forward({ id, localPort, namespace, service, port, open, bytesIn, bytesOut, failure }: TcpForwardState) {
  const words = strings.forwards
  const address = `127.0.0.1:${localPort}`
  return (
    <>
      <MenuItem
        detail={failure ?? words.traffic(open, bytesOf(bytesIn), bytesOf(bytesOut))}
        onSelect={() => void copyText(address)}
      >
        <span className={styles['address']}>{address}</span> {words.to(`${namespace}/${service}`, port)}
      </MenuItem>
      <MenuItem
        onSelect={(event) => {
          event.preventDefault()
          void run('forward.stop', { id })
        }}
      >
        {words.stop(address)}
      </MenuItem>
    </>
  )
}
