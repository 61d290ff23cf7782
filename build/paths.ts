import os from 'node:os'
import path from 'node:path'

/** The checkout: the folder that holds package.json. */
export const repoRoot = path.resolve(import.meta.dirname, '..')

/** Where things that outlive a checkout are kept: `$XDG_CACHE_HOME/porthole`, or `~/.cache/porthole`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME']
  // The XDG base directory rules say that a relative path is to be ignored.
  const root = base !== undefined && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache')
  return path.join(root, 'porthole')
}
