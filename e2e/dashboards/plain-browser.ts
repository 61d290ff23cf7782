import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright/test'
import { launchApp } from '../support/launch.ts'

const main = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,plain'))`

/** The browser of the Electron that Porthole runs on, with nothing of Porthole in it: what "direct" is measured with. */
export async function plainBrowser(): Promise<{ page: Page; close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-plain-'))
  await writeFile(path.join(folder, 'package.json'), '{"name":"plain","main":"main.cjs"}')
  await writeFile(path.join(folder, 'main.cjs'), main)
  const launched = await launchApp({ folder })
  return {
    page: await launched.app.firstWindow(),
    async close() {
      await launched.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
