import { setTimeout } from 'node:timers/promises'
import { app, BrowserWindow } from 'electron'

let ending = false

/** Whether the program is about to end: a window that closes now closes for good. */
export const quitting = (): boolean => ending

/**
 * Lets something end well before the program does, but does not wait for it longer than a limit.
 *
 * @param close may reject: the program quits all the same
 * @param limit milliseconds
 */
export function closeBeforeQuit(close: () => Promise<void>, limit: number): void {
  let phase: 'running' | 'closing' | 'closed' = 'running'
  app.on('before-quit', (event) => {
    ending = true
    if (phase === 'closed') return
    event.preventDefault()
    if (phase === 'closing') return
    phase = 'closing'
    // For who looks it is over now: what ends behind it takes a second or two.
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    void Promise.race([close(), setTimeout(limit)]).finally(() => {
      phase = 'closed'
      app.quit()
    })
  })
  // One window is the whole program, on macOS too.
  app.on('window-all-closed', () => app.quit())
}
