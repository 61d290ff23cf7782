import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fingerprintSources, isBuilt } from './freshness.ts'
import { withLock } from './lock.ts'
import { repoRoot } from './paths.ts'

/**
 * Builds `out/` unless it was built from the present sources. Everything it says goes to stderr.
 * Throws when the build fails; what is wrong with the sources has then been printed.
 */
export async function ensureBuilt(): Promise<void> {
  if (await isBuilt(repoRoot, await fingerprintSources(repoRoot))) return
  const onWait = (pid: number): void => {
    process.stderr.write(`build: process ${pid} is building already, waiting for that\n`)
  }
  await withLock(path.join(repoRoot, 'out', '.lock'), onWait, async () => {
    if (await isBuilt(repoRoot, await fingerprintSources(repoRoot))) return
    const started = performance.now()
    process.stderr.write('build: bundling main, preload and renderer\n')
    await build()
    process.stderr.write(`build: done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  })
}

/** A process of its own: Vite writes to stdout and changes NODE_ENV, and neither must reach what is started next. */
async function build(): Promise<void> {
  const script = path.join(repoRoot, 'build', 'build.ts')
  const args = ['--import', 'tsx', script, '--quiet']
  const child = spawn(process.execPath, args, { cwd: repoRoot, stdio: ['ignore', process.stderr, process.stderr] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('The build failed, as said above.')
}
