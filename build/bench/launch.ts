import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { launchApp } from '../../e2e/support/launch.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { median, type Measurement } from './measurement.ts'

const bareMain = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800 })
  window.once('ready-to-show', () => { globalThis.ready = Date.now(); window.show() })
  window.loadURL('data:text/html,<title>bare</title><p>bare')
})`

/** From the start of the process to a bare Electron window, and to Porthole's first rows (the demo cluster's), in turns. */
export const launch: Measurement = {
  name: 'launch',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-bare-'))
    try {
      await writeFile(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}')
      await writeFile(path.join(folder, 'main.cjs'), bareMain)
      await bareReady(folder)
      await demoRows()
      const pairs: { bare: number; rows: number }[] = []
      for (let round = 0; round < rounds; round++) {
        progress(`Launch: round ${round + 1} of ${rounds}`)
        pairs.push({ bare: await bareReady(folder), rows: await demoRows() })
      }
      return [
        {
          title: 'Launch, from the start of the process',
          columns: ['ms'],
          rows: [
            { subject: 'a bare Electron window is ready to show', figures: [median(pairs.map(({ bare }) => bare))] },
            { subject: 'Porthole shows the demo cluster’s rows', figures: [median(pairs.map(({ rows }) => rows))] },
            { subject: 'rows / bare window', figures: [median(pairs.map(({ bare, rows }) => rows / bare))] },
          ],
          notes: [`${rounds} rounds in turn after a warm-up, medians; the ratio is the median of each round's own.`],
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function bareReady(folder: string): Promise<number> {
  const launched = await launchApp({ folder })
  const { app } = launched
  try {
    await app.firstWindow()
    return await app.evaluate(async () => {
      const shared = globalThis as { ready?: number }
      while (shared.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
      return shared.ready - performance.timeOrigin
    })
  } finally {
    await launched.close()
  }
}

async function demoRows(): Promise<number> {
  const launched = await launchApp({ args: ['--demo', '--port', '0'] })
  const { app } = launched
  try {
    const page = await app.firstWindow()
    await page.getByText('pulse', { exact: true }).waitFor()
    const painted = await page.evaluate(() => {
      const [mark] = performance.getEntriesByName('porthole:rows')
      return performance.timeOrigin + (mark?.startTime ?? Number.NaN)
    })
    return painted - (await app.evaluate(() => performance.timeOrigin))
  } finally {
    await launched.close()
  }
}
