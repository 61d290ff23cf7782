import { electronEnvironment, logSwitches, readSandboxFacts, sandboxSwitches } from './electron-launch.ts'
import { provisionElectron } from './electron-runtime.ts'
import { repoRoot } from './paths.ts'
import { runChild } from './run-child.ts'
import { provisionSystemPackages } from './system-packages.ts'

/** Gets an Electron and runs the built app in it, with `cwd` for file names among the flags. Returns its exit code. */
export async function openWindow(args: readonly string[], cwd: string): Promise<number> {
  const electron = await provisionElectron()
  await provisionSystemPackages(electron, false)
  const switches = [...sandboxSwitches(await readSandboxFacts(electron)), ...logSwitches(process.env)]
  return runChild(electron, [...switches, repoRoot, ...args], { cwd, env: electronEnvironment(process.env) })
}
