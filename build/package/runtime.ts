import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { provisionElectron } from '../electron-runtime.ts'

export interface Runtime {
  readonly version: string
  /** The version that releases take: the `electron` package's. */
  readonly wanted: string
  readonly forRelease: boolean
  /** The folder of the distribution; undefined lets electron-builder download the version. */
  readonly folder: string | undefined
  /** Which runtime is packed, for a person to read. */
  readonly what: string
}

/** The runtime that is packed here: the release's own where its page can be reached, else the one of the tests. */
export async function findRuntime(root: string): Promise<Runtime> {
  const manifest = JSON.parse(await readFile(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
  const wanted = manifest.version
  // There electron-builder unpacks the release itself: a distribution of theirs is not one folder of files.
  if (process.platform !== 'linux')
    return { version: wanted, wanted, forRelease: true, folder: undefined, what: `with Electron ${wanted}` }
  const folder = path.dirname(await provisionElectron())
  const version = (await readFile(path.join(folder, 'version'), 'utf8')).trim().replace(/^v/, '')
  const forRelease = version === wanted
  const what = forRelease
    ? `with Electron ${version}`
    : `with Electron ${version} for development and tests, not for a release (that takes ${wanted})`
  return { version, wanted, forRelease, folder, what }
}

/** Whether the page answers from which electron-builder fetches the tools for most targets. */
export async function toolsReachable(request: typeof fetch = fetch): Promise<boolean> {
  try {
    const url = 'https://github.com/electron-userland/electron-builder-binaries/releases'
    return (await request(url, { method: 'HEAD', signal: AbortSignal.timeout(4000) })).ok
  } catch {
    return false
  }
}
