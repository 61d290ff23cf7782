import { app } from 'electron'
import { ownProgram } from './own-program.ts'

/** What starts this program at login. */
export function startCommand(): string[] {
  // In development the runtime is given the folder of the app.
  return [ownProgram(), ...(app.isPackaged ? [] : [app.getAppPath()]), '--hidden']
}

/** Has macOS or Windows start the program at login, or not. In development it would be the bare runtime. */
export function keepLoginItem(wanted: boolean): void {
  const [program = process.execPath, ...args] = startCommand()
  const item = { path: program, args }
  if (!app.isPackaged || app.getLoginItemSettings(item).openAtLogin === wanted) return
  app.setLoginItemSettings({ ...item, openAtLogin: wanted })
}

/** macOS passes no arguments to what it starts at login, but says that it did. */
export function startedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
}
