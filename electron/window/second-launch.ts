import { app, type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import { showWindow } from './tray.ts'

const launchSchema = z.object({ version: z.string().max(100), args: z.array(z.string().max(8192)).max(1000) })
/** What a program that was started while another one runs hands over to it. */
export type Launch = z.infer<typeof launchSchema>

/** Whether this is the only Porthole of this person. If not, the one that runs has been told what this one was asked for. */
export function isFirst(launch: Launch): boolean {
  return app.requestSingleInstanceLock(launch)
}

/** Brings the window to the front when Porthole is started again, and hears what for. */
export function onSecondLaunch(window: BrowserWindow, version: string, heard: (args: readonly string[]) => void): void {
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    if (window.isDestroyed()) return
    const launch = launchSchema.safeParse(handed)
    // Started at login beside one that runs already: nobody asked for a window.
    if (!launch.data?.args.includes('--hidden')) showWindow(window)
    if (!launch.success) return
    if (launch.data.version === version) heard(launch.data.args)
    else {
      void dialog.showMessageBox(window, {
        type: 'info',
        message: `Porthole ${version} is running`,
        detail: `Porthole ${launch.data.version} was started beside it. Quit this one, then start Porthole again to use the other.`,
        buttons: ['OK'],
      })
    }
  })
}
