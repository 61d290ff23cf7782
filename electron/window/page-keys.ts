import { Menu, type BrowserWindow, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { digits, isPagesFirst, keyMeaning, type KeyMeaning } from './shortcuts.ts'

/** What to do with the key that a window's page has got last, should it come back. */
const pending = new WeakMap<BrowserWindow, { comesBack: (() => void) | undefined }>()

/** Accelerators for all keys that are a page's first. The words are seen where a desktop shows menus of its own. */
const accelerators: Readonly<Record<string, readonly string[]>> = {
  Back: ['Alt+Left'],
  Forward: ['Alt+Right'],
  Reload: ['Ctrl+R', 'F5'],
  Find: ['Ctrl+F'],
  Print: ['Ctrl+P'],
  Address: ['Ctrl+L'],
  'Zoom In': ['Ctrl+=', 'Ctrl+Plus', 'Ctrl+numadd'],
  'Zoom Out': ['Ctrl+-', 'Ctrl+numsub'],
  'Actual Size': ['Ctrl+0', 'Ctrl+num0'],
  'Developer Tools': ['F12'],
  Search: ['Ctrl+K'],
  Dashboards: ['Ctrl+Shift+D'],
  Traffic: ['Ctrl+Shift+E'],
  Connections: ['Ctrl+Shift+F'],
  Settings: ['Ctrl+,'],
  'Side by Side': ['Ctrl+\\'],
  'Go to Tab': digits.map((digit) => `Ctrl+${digit}`),
  'Go to Cluster': digits.map((digit) => `Alt+${digit}`),
  'Next Pane': ['F6'],
  'Previous Pane': ['Shift+F6'],
  'Move Tab Left': ['Ctrl+Shift+PageUp'],
  'Move Tab Right': ['Ctrl+Shift+PageDown'],
}

/**
 * Hears the keys of an embedded page. Those that a page cannot have are done at once. The others are the page's, and done when
 * it leaves them alone: Chromium hands such a key on to the menu of the window, which nobody sees.
 */
export function hearKeys(window: BrowserWindow, contents: WebContents, does: (meaning: KeyMeaning) => void): void {
  contents.on('before-input-event', (event, input) => {
    const meaning = keyMeaning(input, process.platform)
    if (meaning === undefined) {
      if (input.type === 'keyDown') last(window).comesBack = undefined
    } else if (isPagesFirst(input, meaning, process.platform)) {
      last(window).comesBack = input.isAutoRepeat ? undefined : () => does(meaning)
    } else {
      event.preventDefault()
      does(meaning)
    }
  })
}

/** The window gets its menu with the first key: a desktop is asked whether it shows menus, which takes time. */
function last(window: BrowserWindow): { comesBack: (() => void) | undefined } {
  const known = pending.get(window)
  if (known) return known
  const made: { comesBack: (() => void) | undefined } = { comesBack: undefined }
  pending.set(window, made)
  if (process.platform === 'darwin') return made
  const click = (): void => {
    const { comesBack } = made
    made.comesBack = undefined
    comesBack?.()
  }
  const submenu = Object.entries(accelerators).flatMap(([label, keys]) =>
    keys.map((accelerator): MenuItemConstructorOptions => ({ label, accelerator, click })),
  )
  window.setMenu(Menu.buildFromTemplate([{ label: 'Page', submenu }]))
  // With it hidden by itself, Alt would show it.
  window.setAutoHideMenuBar(false)
  window.setMenuBarVisibility(false)
  // The app's own page hears its keys itself.
  window.webContents.on('before-input-event', () => {
    made.comesBack = undefined
  })
  return made
}
