import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Progress } from '../progress.ts'
import { reportGrowth } from './growth.ts'

/**
 * Fetches the tarball of one package version with the user's own npm client, so that their registry, proxy and
 * credentials hold. Returns the tarball's path below `folder`. `cwd` decides which project `.npmrc` counts.
 *
 * npm says nothing while it downloads. It is given a cache of its own, whose growth is the progress shown, and which
 * keeps a file of this size out of the user's cache for good.
 */
export async function npmPack(
  spec: string,
  size: number,
  folder: string,
  cwd: string,
  progress: Progress,
): Promise<string> {
  const cache = path.join(folder, 'npm-cache')
  const endReport = reportGrowth(cache, size, progress)
  try {
    await run([...npm(), 'pack', spec, '--pack-destination', folder, '--cache', cache, '--loglevel', 'error'], cwd)
  } finally {
    endReport()
  }
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`npm pack left no tarball of ${spec}.`)
  return path.join(folder, tarball)
}

/** npm itself when a script of npm runs us (`npm_execpath` is then its file, or that of another client), else the one in PATH. */
function npm(): readonly string[] {
  const script = process.env['npm_execpath']
  return script !== undefined && /npm-cli\.c?js$/.test(script) ? [process.execPath, script] : ['npm']
}

async function run([command = '', ...args]: readonly string[], cwd: string): Promise<void> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`npm pack failed: ${complaint.trim().split('\n')[0] ?? 'no reason given'}`)
}
