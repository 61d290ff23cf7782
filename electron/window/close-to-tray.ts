import { app, type BrowserWindow, dialog } from 'electron'
import { quitting } from './quit.ts'
import { showWindow } from './tray.ts'

export interface CloseOptions {
  /** There is an icon in the tray to come back from. */
  stays: () => boolean
  /** The person was told already. */
  told: () => boolean
  tell: () => void
}

/** With an icon in the tray, closing the window hides it and Porthole goes on serving; the first time it says so. */
export function closeToTray(window: BrowserWindow, { stays, told, tell }: CloseOptions): void {
  let asking = false
  window.on('close', (event) => {
    if (quitting() || !stays()) return
    event.preventDefault()
    if (told()) hide(window)
    else if (!asking) {
      asking = true
      void say(window)
        .then((goesOn) => {
          tell()
          if (goesOn) hide(window)
          else app.quit()
        })
        .finally(() => (asking = false))
    }
  })
  // A click on macOS's dock.
  app.on('activate', () => showWindow(window))
}

async function say(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'Porthole goes on serving',
    detail:
      'URLs and forwarded ports keep working without the window. The icon in the tray brings it back, and so does starting Porthole again. Settings › Tray icon ends this.',
    buttons: ['Close window', 'Quit Porthole'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide()
    return
  }
  // macOS would leave a black screen behind.
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}
