import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'

export const redisServer = '/usr/bin/redis-server'

/**
 * Whether Redis is there to be tried. In CI (`CI=true`) as root on Debian or Ubuntu it is installed first, without being
 * started as a service; elsewhere nobody's machine is changed for one suite, which is then skipped.
 */
export async function haveRedis(): Promise<boolean> {
  if (await isThere()) return true
  if (process.env['CI'] !== 'true' || process.getuid?.() !== 0) return false
  // RUNLEVEL=1 keeps Debian's scripts from starting what they install.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  process.stderr.write('Installing redis-server\n')
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']]) {
    await promisify(execFile)('apt-get', args, { env, maxBuffer: 16 * 1024 * 1024 })
  }
  return isThere()
}

function isThere(): Promise<boolean> {
  return access(redisServer).then(
    () => true,
    () => false,
  )
}
