import { app } from 'electron'

/** What starts this program at login: an AppImage and a portable one run from a place that is gone afterwards. */
export function startCommand(): string[] {
  const { APPIMAGE, PORTABLE_EXECUTABLE_FILE } = process.env
  const program = APPIMAGE ?? PORTABLE_EXECUTABLE_FILE ?? process.execPath
  // In development the runtime is given the folder of the app.
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), '--hidden']
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
