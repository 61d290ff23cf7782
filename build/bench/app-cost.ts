import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication } from 'playwright/test'

/**
 * Memory of all processes of an app, bytes: what each has to itself plus its part of what they share (PSS). NaN where the
 * system does not tell, which is everywhere but on Linux.
 */
export async function appMemory(app: ElectronApplication): Promise<number> {
  const pids = await app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid }) => pid))
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** What the files of a folder weigh, bytes. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
