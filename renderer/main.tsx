import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './app/global.css'
import { followApp } from './app/app-store.ts'
import { followDesk } from './app/desk-store.ts'
import { followCutTexts } from './app/cut-texts.ts'
import { firstScreen } from './app/first-screen.ts'
import { Shell } from './app/shell.tsx'
import { followFocus } from './ui/modal.ts'
import { followIcons } from './app/icon-store.ts'
import { followTabs } from './app/tabs-store.ts'
import { followDownloads } from './features/downloads/downloads-store.ts'
import { followHelp } from './features/help/help-actions.ts'
import { followUpdate } from './features/update/update-store.ts'
import { followSettings } from './features/settings/settings-store.ts'
import { followServices } from './features/services/follow-services.ts'

followServices()
followTabs()
followIcons()
followDesk()
followDownloads()
followApp()
followSettings()
followUpdate()
followHelp()
followCutTexts()
followFocus()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Without `await`: a module that waits keeps the bundler from making one file of what the window starts with.
void firstScreen().then(() =>
  createRoot(root).render(
    <StrictMode>
      <Shell />
    </StrictMode>,
  ),
)
