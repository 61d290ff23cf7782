import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The application menu: none on Linux and Windows (set before `ready`, so that Electron builds no default one). macOS
 * needs one, because there copy, paste and quit live in it. It has no *Close Window*: Command+W closes a tab.
 *
 * @param settings shows the settings; without it there is no window yet to show them in
 */
export function setAppMenu(platform: string, settings?: () => void): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(macMenu(settings)) : null)
}

const macMenu = (settings?: () => void): MenuItemConstructorOptions[] => [
  {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { label: 'Settings…', accelerator: 'Command+,', enabled: settings !== undefined, click: () => settings?.() },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  },
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
