import { isPinned } from '../../../shared/desk.ts'
import { isPaired } from '../../../shared/panes.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { useApp } from '../../app/app-store.ts'
import { isMac } from '../../app/bridge.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { othersByUse, useTabs } from '../../app/tabs-store.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { Menu, MenuAnchor, MenuContent, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'
import { dashboardOf, togglePin } from '../desk/desk-actions.ts'
import { apartIn } from './apart.ts'
import { ApartWords } from './apart-words.tsx'
import { Favicon } from './favicon.tsx'
import { endSplit, showBeside, swapSides } from './split-actions.ts'
import { closeOthers, closeTab } from './tab-actions.ts'
import styles from './tab-strip.module.css'

interface TabMenuProps {
  tab: Tab
  onClose: () => void
}

/** What can be done with a tab; hangs below it. */
export function TabMenu({ tab, onClose }: TabMenuProps) {
  const { id, title } = tab
  const dashboard = dashboardOf(tab)
  const pinned = useDesk((desk) => isPinned(desk, dashboard))
  const state = useTabs()
  const clusters = useApp(({ state: app }) => app?.clusters) ?? []
  const words = strings.tabs
  const paired = isPaired(state, id)
  const others = othersByUse(state, id)
  const beside = others.filter((other) => !paired || !isPaired(state, other.id))
  const keys = (wanted: string) => <Kbd keys={keysFor(wanted, isMac())} />
  return (
    <Menu open onOpenChange={(open) => !open && onClose()}>
      <MenuAnchor />
      <MenuContent
        align="start"
        label={words.menu.label(title)}
        // What it hangs from is no place for the focus; the tab is, unless a choice has led elsewhere.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        {paired ? (
          <>
            <MenuItem end={keys('Mod \\')} onSelect={() => void endSplit()}>
              {words.split.end}
            </MenuItem>
            <MenuItem onSelect={() => void swapSides()}>{words.menu.swap}</MenuItem>
            <MenuLine />
          </>
        ) : null}
        {beside.length === 0 ? null : (
          <>
            <MenuLabel>{words.menu.beside}</MenuLabel>
            {beside.map((other) => (
              <MenuItem key={other.id} onSelect={() => void showBeside(id, other.id)}>
                <Favicon dashboard={dashboardOf(other)} now={other.favicon} />
                <span dir="auto" className={styles['other']}>
                  {other.title}
                </span>
                <ApartWords {...apartIn(state.tabs, clusters, other)} />
              </MenuItem>
            ))}
            <MenuLine />
          </>
        )}
        <MenuItem onSelect={() => void togglePin(dashboard)}>{pinned ? strings.desk.unpin : strings.desk.pin}</MenuItem>
        <MenuLine />
        <MenuItem end={keys('Mod W')} onSelect={() => void closeTab(id)}>
          {words.menu.close}
        </MenuItem>
        <MenuItem disabled={others.length === 0} onSelect={() => void closeOthers(id)}>
          {words.menu.others}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
