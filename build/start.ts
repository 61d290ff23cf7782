import path from 'node:path'
import { ensureBuilt } from './ensure-built.ts'
import { repoRoot } from './paths.ts'
import { runChild } from './run-child.ts'
import { planStart } from './start-plan.ts'

/** Builds what is stale, gets an Electron, and runs the app. stdout belongs to the app alone. Returns the exit code. */
async function start(args: readonly string[]): Promise<number> {
  const plan = planStart(args, process.platform, process.env)
  switch (plan.kind) {
    case 'refuse':
      process.stderr.write(`porthole: ${plan.message}\n`)
      return 2
    case 'no-window':
    case 'no-display':
      if (plan.kind === 'no-display') process.stderr.write('porthole: there is no display, so it serves headless\n')
      await ensureBuilt()
      return runChild(process.execPath, [path.join(repoRoot, 'out/main/headless.js'), ...args], {
        cwd: callersFolder(),
      })
    case 'window': {
      await ensureBuilt()
      // Serving headless needs nothing of this.
      const { openWindow } = await import('./open-window.ts')
      return openWindow(args, callersFolder())
    }
  }
}

/** npm runs scripts in the package's folder; file names on the command line are meant from where the person stands. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  // Below another script the variable is that script's, and says nothing about us.
  return script === 'start' && folder !== undefined ? folder : process.cwd()
}

try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`porthole: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
