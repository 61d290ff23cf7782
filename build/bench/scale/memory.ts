import { readFile } from 'node:fs/promises'
import type { LaunchedApp } from '../../../e2e/support/launch.ts'
import { collectGarbage } from './in-main.ts'

/** Memory of main and of the app's page after a collection, bytes: what they have to themselves plus their part of what is shared. */
export async function settledMemory({ app }: LaunchedApp): Promise<{ main: number; renderer: number }> {
  const page = await app.firstWindow()
  const session = await app.context().newCDPSession(page)
  for (let time = 0; time < 3; time++) {
    await app.evaluate(collectGarbage)
    await session.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(500)
  }
  await session.detach()
  const pids = await app.evaluate(({ BrowserWindow }) => ({
    main: process.pid,
    renderer: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  }))
  return { main: await proportional(pids.main), renderer: await proportional(pids.renderer) }
}

async function proportional(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024
}
