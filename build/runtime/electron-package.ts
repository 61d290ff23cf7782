import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { startProgress } from '../progress.ts'
import { reportGrowth } from './growth.ts'

export interface ElectronPackage {
  readonly folder: string
  readonly version: string
}

/** The `electron` package that is installed in the checkout. It downloads its executable only when it is first run. */
export async function findElectronPackage(): Promise<ElectronPackage> {
  const manifest = createRequire(import.meta.url).resolve('electron/package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  return { folder: path.dirname(manifest), version }
}

/** The executable's path inside a distribution, by platform, or undefined where Electron does not run. */
export function executableName(platform: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    linux: 'electron',
    win32: 'electron.exe',
  }
  return names[platform]
}

/** The executable that the package has downloaded, or undefined when it has not (or has another version's). */
export async function installedExecutable(electron: ElectronPackage, platform: string): Promise<string | undefined> {
  const name = executableName(platform)
  if (name === undefined) return undefined
  const dist = path.join(electron.folder, 'dist')
  const version = await readFile(path.join(dist, 'version'), 'utf8').catch(() => '')
  if (version.trim().replace(/^v/, '') !== electron.version) return undefined
  const executable = path.join(dist, name)
  return (await stat(executable).catch(() => undefined)) === undefined ? undefined : executable
}

/**
 * Runs the package's own installer, which downloads the executable and checks its sum. Returns whether it succeeded.
 * `scratch` takes its temporary files, whose growth is the progress shown.
 */
export async function runInstaller(
  electron: ElectronPackage,
  size: number | undefined,
  scratch: string,
): Promise<boolean> {
  const progress = startProgress(`Electron ${electron.version} runtime (release page)`)
  progress.step(size === undefined ? 'downloading' : `downloading ${(size / 1e6).toFixed(0)} MB`)
  const temporary = await mkdtemp(path.join(scratch, 'electron-download-'))
  const env = {
    ...process.env,
    TMPDIR: temporary,
    TEMP: temporary,
    ELECTRON_GET_NO_PROGRESS: '1',
    NODE_NO_WARNINGS: '1',
  }
  const endReport = size === undefined ? undefined : reportGrowth(temporary, size, progress)
  try {
    const installer = path.join(electron.folder, 'install.js')
    const child = spawn(process.execPath, [installer], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    const [code] = (await once(child, 'close')) as [number | null]
    progress.end(code === 0 ? 'ready' : `failed: ${complaint.trim().split('\n')[0] ?? ''}`)
    return code === 0
  } finally {
    endReport?.()
    await rm(temporary, { recursive: true, force: true })
  }
}
