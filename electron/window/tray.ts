import { join } from 'node:path'
import { type BrowserWindow, Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import type { Dashboard } from '../../shared/desk.ts'
import { quitting } from './quit.ts'
import type { TrayItem } from './tray-menu.ts'

export interface TrayOptions {
  window: BrowserWindow
  /** The folder that the build has drawn the icons in. */
  icons: string
  open: (dashboard: Dashboard) => void
  quit: () => void
}

/** The icon in the tray, with the pinned dashboards in its menu. A session without a tray shows nothing, and nothing breaks. */
export class TrayIcon {
  readonly #options: TrayOptions
  #tray: Tray | undefined
  #shown = ''

  constructor(options: TrayOptions) {
    this.#options = options
  }

  /** Shows these lines; null takes the icon away. */
  keep(items: readonly TrayItem[] | null): void {
    const shown = JSON.stringify(items)
    if (shown === this.#shown || (items && quitting())) return
    this.#shown = shown
    if (!items) {
      this.#tray?.destroy()
      this.#tray = undefined
      return
    }
    this.#tray ??= this.#create()
    // Made anew: on Linux a menu that is changed in place stays as it was shown first.
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#template(items)))
  }

  #create(): Tray {
    const { window, icons } = this.#options
    const tray = new Tray(nativeImage.createFromPath(join(icons, iconNames[process.platform] ?? 'tray.png')))
    tray.setToolTip('Porthole')
    // macOS opens the menu with a click, as every icon there does.
    if (process.platform !== 'darwin') tray.on('click', () => showWindow(window))
    return tray
  }

  #template(items: readonly TrayItem[]): MenuItemConstructorOptions[] {
    const { window, open, quit } = this.#options
    return [
      ...items.map(({ label, dashboard }) => ({
        label,
        click: () => {
          showWindow(window)
          open(dashboard)
        },
      })),
      ...(items.length === 0 ? [{ label: 'Pinned dashboards appear here', enabled: false }] : []),
      { type: 'separator' },
      { label: 'Show Porthole', click: () => showWindow(window) },
      { label: 'Quit Porthole', click: quit },
    ]
  }
}

/** macOS knows by the name that it may draw the icon in its own colours. */
const iconNames: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'tray-small.png' }

/** Brings the window to the front, wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
