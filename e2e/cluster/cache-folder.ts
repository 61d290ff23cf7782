import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where built and downloaded test tools are kept between runs, outside the checkout (XDG base directories). */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'] ?? ''
  return join(base.startsWith('/') ? base : join(homedir(), '.cache'), 'porthole')
}
