import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { ClusterUnavailable } from '../cluster-unavailable.ts'
import { withLock } from '../lock.ts'
import { runCommand } from '../run-command.ts'

/** An application that is an npm package, at one version. */
export interface NpmApp {
  readonly name: string
  readonly version: string
  /** The file that starts it, where it is not the package's main module. */
  readonly main?: string
  /** npm's `overrides`, for dependencies that it names badly. */
  readonly overrides?: Readonly<Record<string, string>>
}

const installTimeoutMs = 10 * 60_000

/**
 * Installs the application into the cache folder, once, and returns the path of its main module. Throws
 * {@link ClusterUnavailable} where npm cannot.
 */
export async function installNpmApp(
  app: NpmApp,
  progress: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<string> {
  const folder = join(cacheFolder(), `${app.name}-${app.version}`)
  await withLock(
    `${folder}.lock`,
    () => undefined,
    async () => {
      if (await exists(folder)) return
      progress(`Installing ${app.name}@${app.version} for the tests, once`)
      await install(app, folder)
    },
  )
  return createRequire(join(folder, 'package.json')).resolve(app.main ? `${app.name}/${app.main}` : app.name)
}

async function install(app: NpmApp, folder: string): Promise<void> {
  const parent = dirname(folder)
  const prefix = `.${basename(folder)}-`
  await mkdir(parent, { recursive: true })
  // An interrupted installation leaves its folder behind.
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix))
  await Promise.all(leftovers.map((name) => rm(join(parent, name), { recursive: true, force: true })))
  const half = await mkdtemp(join(parent, prefix))
  try {
    const manifest = { private: true, dependencies: { [app.name]: app.version }, overrides: app.overrides ?? {} }
    await writeFile(join(half, 'package.json'), JSON.stringify(manifest))
    const args = ['install', '--prefix', half, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const result = await runCommand({ command: 'npm', args }, { timeoutMs: installTimeoutMs })
    if (result.code !== 0) {
      throw new ClusterUnavailable(`npm could not install ${app.name}@${app.version}: ${result.stderr.trim()}`)
    }
    await rename(half, folder)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
