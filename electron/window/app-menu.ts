import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The application menu: none on Linux and Windows (set before `ready`, so that Electron builds no default one). macOS
 * needs one, because there copy, paste and quit live in it. It has no *Close Window*: Command+W closes a tab.
 */
export function setAppMenu(platform: string): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(macMenu) : null)
}

const macMenu: MenuItemConstructorOptions[] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  {
    role: 'window',
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      { role: 'togglefullscreen' },
      { type: 'separator' },
      { role: 'front' },
    ],
  },
]
