import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { launchApp, type LaunchOptions } from '../../e2e/support/launch.ts'
import { provisionElectron } from '../electron-runtime.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { repoRoot } from '../paths.ts'
import { appMemory, folderSize } from './app-cost.ts'
import { median, type Measurement } from './measurement.ts'
import { packagedProgram } from './packaged-program.ts'

const bareMain = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800 })
  window.once('ready-to-show', () => { globalThis.ready = Date.now(); window.show() })
  window.loadURL('data:text/html,<title>bare</title><p>bare')
})`

interface Launched {
  /** From the start of the process, ms. */
  readonly time: number
  /** Of all processes, when that was reached; bytes. */
  readonly memory: number
}

const megabytes = (bytes: number): number => bytes / 1e6

/**
 * From the start of the process to a bare Electron window, and to Porthole's first rows (the demo cluster's), in turns, each
 * with an empty home and once more with one of an earlier start; and what either weighs in memory then, and on the disk.
 */
export const launch: Measurement = {
  name: 'launch',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-bare-'))
    const packaged = await packagedProgram()
    const homes = {
      bare: await mkdtemp(path.join(os.tmpdir(), 'porthole-bare-home-')),
      rows: await mkdtemp(path.join(os.tmpdir(), 'porthole-home-')),
    }
    try {
      const runtime = await folderSize(path.dirname(await provisionElectron()))
      const parts = ['main', 'preload', 'renderer'].map((part) => folderSize(path.join(repoRoot, 'out', part)))
      const bundles = (await Promise.all(parts)).reduce((sum, size) => sum + size, 0)
      await writeFile(path.join(folder, 'package.json'), '{"name":"bare","main":"main.cjs"}')
      await writeFile(path.join(folder, 'main.cjs'), bareMain)
      await bareReady(folder, homes.bare)
      await demoRows({ home: homes.rows })
      if (packaged) await demoRows({ program: packaged.file })
      const pairs: {
        bare: Launched
        rows: Launched
        packed: Launched | undefined
        bareAgain: number
        again: number
      }[] = []
      for (let round = 0; round < rounds; round++) {
        progress(`Launch: round ${round + 1} of ${rounds}`)
        pairs.push({
          bare: await bareReady(folder),
          rows: await demoRows({}),
          packed: packaged && (await demoRows({ program: packaged.file })),
          bareAgain: (await bareReady(folder, homes.bare)).time,
          again: (await demoRows({ home: homes.rows })).time,
        })
      }
      const packed = pairs.flatMap(({ bare, packed: one }) =>
        one ? [{ time: one.time, ratio: one.time / bare.time }] : [],
      )
      const packedRows =
        packed.length === 0
          ? []
          : [
              { subject: 'Porthole as packaged shows them', figures: [median(packed.map(({ time }) => time))] },
              { subject: 'as packaged / bare window', figures: [median(packed.map(({ ratio }) => ratio))] },
            ]
      return [
        {
          title: 'Launch, from the start of the process',
          columns: ['ms'],
          rows: [
            {
              subject: 'a bare Electron window is ready to show',
              figures: [median(pairs.map(({ bare }) => bare.time))],
            },
            {
              subject: 'Porthole shows the demo cluster’s rows',
              figures: [median(pairs.map(({ rows }) => rows.time))],
            },
            { subject: 'rows / bare window', figures: [median(pairs.map(({ bare, rows }) => rows.time / bare.time))] },
            ...packedRows,
            { subject: 'a bare window, started again', figures: [median(pairs.map(({ bareAgain }) => bareAgain))] },
            { subject: 'Porthole, started again', figures: [median(pairs.map(({ again }) => again))] },
            {
              subject: 'rows / bare window, both started again',
              figures: [median(pairs.map(({ again, bareAgain }) => again / bareAgain))],
            },
          ],
          notes: [
            `${rounds} rounds in turn after a warm-up, medians; the ratio is the median of each round's own.`,
            'Started again: with the home of an earlier start, and what Chromium keeps there. All others have an empty one.',
            ...(packed.length === 0 ? ['As packaged: not measured, since npm run package has made none.'] : []),
          ],
        },
        {
          title: 'Then, and on the disk',
          columns: ['memory of all processes, MB', 'files, MB'],
          rows: [
            {
              subject: 'a bare Electron window',
              figures: [median(pairs.map(({ bare }) => megabytes(bare.memory))), megabytes(runtime)],
            },
            {
              subject: 'Porthole with the demo cluster in it',
              figures: [median(pairs.map(({ rows }) => megabytes(rows.memory))), megabytes(runtime + bundles)],
            },
          ],
          notes: [
            'Memory is PSS: shared pages are counted once. Files are the runtime here, and the bundles on top of it.',
          ],
        },
      ]
    } finally {
      for (const one of [folder, homes.bare, homes.rows]) await rm(one, { recursive: true, force: true })
      await packaged?.remove()
    }
  },
}

/** @param home without it a new, empty one */
async function bareReady(folder: string, home?: string): Promise<Launched> {
  const launched = await launchApp(home === undefined ? { folder } : { folder, home })
  const { app } = launched
  try {
    await app.firstWindow()
    const time = await app.evaluate(async () => {
      const shared = globalThis as { ready?: number }
      while (shared.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
      return shared.ready - performance.timeOrigin
    })
    return { time, memory: await appMemory(app) }
  } finally {
    await launched.close()
  }
}

async function demoRows(how: Pick<LaunchOptions, 'program' | 'home'>): Promise<Launched> {
  const launched = await launchApp({ args: ['--demo', '--port', '0'], ...how })
  const { app } = launched
  try {
    const page = await app.firstWindow()
    await page.getByText('pulse', { exact: true }).waitFor()
    const painted = await page.evaluate(async () => {
      for (;;) {
        const [mark] = performance.getEntriesByName('porthole:rows')
        if (mark) return performance.timeOrigin + mark.startTime
        // The row is there some frames before it is painted.
        await new Promise(requestAnimationFrame)
      }
    })
    const time = painted - (await app.evaluate(() => performance.timeOrigin))
    return { time, memory: await appMemory(app) }
  } finally {
    await launched.close()
  }
}
