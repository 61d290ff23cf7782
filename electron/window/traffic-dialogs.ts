import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'

/** Asks where requests are to be written; undefined when no place was chosen. */
export async function chooseHarFile(window: BrowserWindow, name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export requests',
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'HTTP Archive', extensions: ['har'] }],
  })
  return canceled || filePath === '' ? undefined : filePath
}
