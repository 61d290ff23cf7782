import { type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import type { Launch } from './first-instance.ts'
import { showWindow } from './tray.ts'

const launchSchema: z.ZodType<Launch> = z.object({
  version: z.string().max(100),
  args: z.array(z.string().max(8192)).max(1000),
})

/**
 * Brings the window to the front when Porthole is started again, and hears what for.
 *
 * @returns what to tell each time, with what was handed over
 */
export function secondLaunch(
  window: BrowserWindow,
  version: string,
  heard: (args: readonly string[]) => void,
): (handed: unknown) => void {
  return (handed) => {
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
  }
}
