import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'

const filters = [{ name: 'JSON', extensions: ['json'] }]

/** The native dialogs of the settings page. */
export function settingsDialogs(window: BrowserWindow) {
  return {
    async save(name: string): Promise<string | undefined> {
      const defaultPath = join(app.getPath('documents'), name)
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: 'Export settings',
        defaultPath,
        filters,
      })
      return canceled || filePath === '' ? undefined : filePath
    },
    async open(): Promise<string | undefined> {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Import settings',
        properties: ['openFile'],
        filters,
      })
      return filePaths[0]
    },
    reveal(path: string): Promise<void> {
      shell.showItemInFolder(path)
      return Promise.resolve()
    },
  }
}
