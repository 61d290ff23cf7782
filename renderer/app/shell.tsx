import { useEffect } from 'react'
import { Sidebar } from '../features/clusters/sidebar.tsx'
import { useSignInNotice } from '../features/clusters/use-sign-in-notice.ts'
import { KeysSheet } from '../features/keys/keys-sheet.tsx'
import { LiveRegion } from '../features/notices/live-region.tsx'
import { Toast } from '../features/notices/toast.tsx'
import { Pages } from '../features/page/pages.tsx'
import { Palette } from '../features/palette/palette.tsx'
import { PaletteField } from '../features/palette/palette-field.tsx'
import { ServicesScreen } from '../features/services/services-screen.tsx'
import { StatusBar } from '../features/status-bar/status-bar.tsx'
import { TabStrip } from '../features/tabs/tab-strip.tsx'
import { TooltipProvider } from '../ui/tooltip.tsx'
import { useActiveCluster } from './app-store.ts'
import { ScreenPanel } from './screen-panel.tsx'
import { useScreens } from './screen-store.ts'
import { screenOf } from './screens.tsx'
import styles from './shell.module.css'
import { strings } from './strings.ts'
import { activeTab, useTabs } from './tabs-store.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The window. */
export function Shell() {
  useShortcuts()
  useSignInNotice()
  const tab = useTabs(activeTab)
  const screen = useScreens(({ shown }) => (tab ? null : shown))
  const name = useActiveCluster()?.name
  const subject = tab?.title ?? (screen === null ? name : screenOf(screen)?.title)
  useEffect(() => {
    document.title = subject === undefined ? strings.app : `${subject} — ${strings.app}`
  }, [subject])
  return (
    <TooltipProvider>
      <div className={styles['shell']}>
        <Sidebar />
        <header data-pane className={styles['tabs']}>
          <TabStrip />
          <PaletteField />
        </header>
        <main className={styles['main']}>
          <ServicesScreen visible={!tab && screen === null} />
          {screen === null ? null : <ScreenPanel id={screen} />}
          <Pages />
          {tab ? null : <Toast low={false} />}
        </main>
        <StatusBar />
        <LiveRegion />
        <Palette />
        <KeysSheet />
      </div>
    </TooltipProvider>
  )
}
