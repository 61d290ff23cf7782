import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { promisify } from 'node:util'
import { ClusterUnavailable } from './cluster-unavailable.ts'
import { withLock } from './lock.ts'
import { cacheFolder } from './cache-folder.ts'
import { join } from 'node:path'

/**
 * A program of a Debian package. In CI (`CI=true`) as root on Debian or Ubuntu it is installed first, without being
 * started as a service; elsewhere nobody's machine is changed for one suite. Throws {@link ClusterUnavailable} where it
 * is not there then.
 */
export async function debianProgram(name: string, program: string): Promise<string> {
  if (await isThere(program)) return program
  if (process.env['CI'] === 'true' && process.getuid?.() === 0) {
    await withLock(
      join(cacheFolder(), 'apt.lock'),
      () => undefined,
      () => install(name),
    )
  }
  if (await isThere(program)) return program
  throw new ClusterUnavailable(`${program} is not installed; on Debian: apt-get install ${name}`)
}

async function install(name: string): Promise<void> {
  // RUNLEVEL=1 keeps Debian's scripts from starting what they install.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  process.stderr.write(`Installing ${name}\n`)
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    await promisify(execFile)('apt-get', args, { env, maxBuffer: 64 * 1024 * 1024 })
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
