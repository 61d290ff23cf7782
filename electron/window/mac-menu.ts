import type { MenuItemConstructorOptions } from 'electron'
import { type HelpItem, helpItems } from '../../shared/help.ts'

export interface MenuActions {
  /** Shows the settings. */
  readonly settings: () => void
  readonly help: (item: HelpItem) => void
}

const helpLabels: Readonly<Record<HelpItem, string>> = {
  keys: 'Keys',
  diagnostics: 'Copy Diagnostics',
  log: 'Show Log',
  report: 'Report a Problem…',
  updates: 'Check for Updates…',
}

/** The menu of macOS. It has no *Close Window*: Command+W closes a tab. */
export function macMenu(actions: MenuActions | undefined): MenuItemConstructorOptions[] {
  const enabled = actions !== undefined
  return [
    {
      role: 'appMenu',
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        { label: 'Settings…', accelerator: 'Command+,', enabled, click: () => actions?.settings() },
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
    {
      role: 'help',
      submenu: helpItems.map((item) => ({ label: helpLabels[item], enabled, click: () => actions?.help(item) })),
    },
  ]
}
