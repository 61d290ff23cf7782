import { Menu } from 'electron'
import { macMenu, type MenuActions } from './mac-menu.ts'

/**
 * The application menu: none on Linux and Windows (set before `ready`, so that Electron builds no default one). macOS
 * needs one, because there copy, paste and quit live in it.
 *
 * @param actions what its own items do; without them there is no window yet to do it in
 */
export function setAppMenu(platform: string, actions?: MenuActions): void {
  if (platform === 'darwin') Menu.setApplicationMenu(Menu.buildFromTemplate(macMenu(actions)))
  // Taken from a window that is there, it has the desktop asked whether that takes menus, while main waits.
  else if (!actions) Menu.setApplicationMenu(null)
}
