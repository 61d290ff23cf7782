import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createServer } from 'electron-vite'
import { readSandboxFacts, sandboxSwitches } from './electron-launch.ts'
import { provisionElectron } from './electron-runtime.ts'
import { repoRoot } from './paths.ts'
import { provisionSystemPackages } from './system-packages.ts'
import { hasDisplay } from '../electron/has-display.ts'

/**
 * Runs the app from its sources: the renderer changes in place, main and preload are built anew and restarted.
 * electron-vite takes the runtime and its arguments from the environment.
 */
async function develop(args: readonly string[]): Promise<void> {
  if (!hasDisplay(process.platform, process.env)) throw new Error('There is no display; development needs a window.')
  const electron = await provisionElectron()
  await provisionSystemPackages(electron, false)
  const switches = sandboxSwitches(await readSandboxFacts(electron))
  delete process.env['ELECTRON_RUN_AS_NODE']
  process.env['ELECTRON_EXEC_PATH'] = electron
  process.env['ELECTRON_CLI_ARGS'] = JSON.stringify([...args, ...switches])
  // What is built now is for development: the next `npm start` must not take it for its own.
  await rm(path.join(repoRoot, 'out/.fingerprint'), { force: true })
  process.chdir(repoRoot)
  const configFile = path.join(repoRoot, 'build/electron.vite.config.ts')
  await createServer({ root: repoRoot, configFile, build: { watch: {} } }, {})
}

try {
  await develop(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`porthole: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
