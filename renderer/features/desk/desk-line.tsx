import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { type Dashboard, isSame, serviceId } from '../../../shared/desk.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from '../../ui/menu.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { copyProxyUrl } from '../copy-url/copy-actions.ts'
import { healthLooks } from '../services/health-dot.tsx'
import { Favicon } from '../tabs/favicon.tsx'
import { openTab } from '../tabs/tab-actions.ts'
import { forgetRecent, movePin, togglePin } from './desk-actions.ts'
import styles from './desk-line.module.css'

interface DeskLineProps {
  dashboard: Dashboard
  pinned: boolean
  /** The key that opens it; null for none. */
  digit: number | null
}

/** A dashboard of the sidebar. A click opens it, or goes to its tab. */
export function DeskLine({ dashboard, pinned, digit }: DeskLineProps) {
  const { cluster, namespace, name, port } = dashboard
  const [menu, setMenu] = useState(false)
  const tab = useTabs(({ tabs }) => tabs.find((one) => isSame({ ...one, name: one.service }, dashboard)))
  const shown = useTabs(({ active }) => tab !== undefined && active === tab.id)
  const health = useApp(({ state }) => state?.health[serviceId(dashboard)])
  const context = useApp(({ state }) => state?.clusters.find(({ id }) => id === cluster)?.context ?? cluster)
  const place = strings.tabs.place(port === '' ? name : `${name}:${port}`, namespace, context)
  return (
    <li
      className={cx(styles['line'], shown && styles['active'], menu && styles['menuOpen'])}
      onContextMenu={() => setMenu(true)}
    >
      <button
        type="button"
        className={styles['open']}
        title={health === undefined ? place : `${place}\n${strings.desk.health[health]}`}
        aria-current={shown ? 'page' : undefined}
        aria-keyshortcuts={digit === null ? undefined : String(digit)}
        onClick={() => void openTab(dashboard)}
      >
        <span className={styles['icon']}>
          <Favicon tab={{ favicon: tab?.favicon ?? null, service: name }} />
          {health === undefined ? null : (
            <span className={styles['health']}>
              <Dot {...healthLooks[health]} />
            </span>
          )}
        </span>
        <span className={styles['name']}>{name}</span>
        {port === '' ? null : <span className={styles['port']}>{port}</span>}
        {health === undefined ? null : <VisuallyHidden>, {strings.desk.health[health]}</VisuallyHidden>}
        {digit === null ? null : (
          <span className={styles['digit']} aria-hidden>
            {digit}
          </span>
        )}
      </button>
      <Menu open={menu} onOpenChange={setMenu}>
        <MenuTrigger asChild>
          <button type="button" className={styles['more']} aria-label={strings.desk.actions(name)}>
            <Ellipsis size={14} aria-hidden />
          </button>
        </MenuTrigger>
        <MenuContent align="end" label={strings.desk.actions(name)}>
          <MenuItem onSelect={() => void copyProxyUrl(dashboard)}>{strings.copy.button}</MenuItem>
          <MenuLine />
          {pinned ? (
            <>
              <MenuItem onSelect={() => void movePin(dashboard, -1)}>{strings.desk.up}</MenuItem>
              <MenuItem onSelect={() => void movePin(dashboard, 1)}>{strings.desk.down}</MenuItem>
            </>
          ) : (
            <MenuItem onSelect={() => void forgetRecent(dashboard)}>{strings.desk.forget}</MenuItem>
          )}
          <MenuItem onSelect={() => void togglePin(dashboard)}>
            {pinned ? strings.desk.unpin : strings.desk.pin}
          </MenuItem>
        </MenuContent>
      </Menu>
    </li>
  )
}
