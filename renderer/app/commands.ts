import { showNthCluster } from '../features/clusters/cluster-actions.ts'
import { openPin } from '../features/desk/desk-actions.ts'
import { showKeys } from '../features/keys/keys-store.ts'
import { useAddressWanted } from '../features/page/address-field.tsx'
import { useFind } from '../features/page/find-store.ts'
import { openPalette } from '../features/palette/palette-store.ts'
import { useView } from '../features/services/view-store.ts'
import { toggleSplit } from '../features/tabs/split-actions.ts'
import { closeTab, moveTab, showNth, showScreen, showTab, turnTab } from '../features/tabs/tab-actions.ts'
import { turnPane } from './panes.ts'
import { currentPlace } from './place.ts'
import { run } from './run.ts'
import { dropScreen } from './screen-store.ts'
import type { Command } from './shortcuts.ts'
import { useTabs } from './tabs-store.ts'

/**
 * Carries out a command. False when there is nothing it applies to, so that the key keeps its own meaning.
 *
 * @param inPage the key was pressed in an embedded page
 */
export function perform(command: Command, inPage = false): boolean {
  switch (command.do) {
    case 'place':
      void showNth(command.place)
      return true
    case 'pin':
      return currentPlace() === null && openPin(command.place)
    case 'search':
      useView.setState({ searchWanted: true })
      void showTab(null)
      return true
    case 'palette':
      openPalette()
      return true
    case 'cluster':
      return showNthCluster(command.place)
    case 'next-pane':
    case 'previous-pane':
      turnPane(command.do === 'next-pane' ? 1 : -1, inPage)
      return true
    case 'next-tab':
      void turnTab(1)
      return true
    case 'previous-tab':
      void turnTab(-1)
      return true
    case 'tab-left':
      void moveTab(-1)
      return true
    case 'tab-right':
      void moveTab(1)
      return true
    case 'reopen-tab':
      void run('tabs.reopen', undefined)
      return true
    case 'find': {
      const tab = useTabs.getState().active
      if (tab === null) return perform({ do: 'search' })
      useFind.setState({ wanted: true, tab })
      return true
    }
    case 'split':
      return toggleSplit()
    case 'keys':
      showKeys()
      return true
    case 'dashboards':
    case 'traffic':
    case 'connections':
    case 'settings':
      void showScreen(command.do)
      return true
    case 'close-tab':
      return closePlace()
    case 'address':
    case 'reload':
    case 'back':
    case 'forward':
    case 'print':
    case 'zoom-in':
    case 'zoom-out':
    case 'zoom-reset':
      return performOnPage(command.do)
  }
}

type PageCommand = 'address' | 'reload' | 'back' | 'forward' | 'print' | 'zoom-in' | 'zoom-out' | 'zoom-reset'

function performOnPage(command: PageCommand): boolean {
  const { active } = useTabs.getState()
  if (active === null) return false
  if (command === 'address') useAddressWanted.setState({ wanted: true })
  else void run('tabs.act', { tab: active, action: command })
  return true
}

/** Closes the dashboard or the screen on show; the Services stay. */
function closePlace(): boolean {
  const place = currentPlace()
  if (typeof place === 'number') void closeTab(place)
  else if (place !== null) dropScreen(place)
  return place !== null
}
