import path from 'node:path'
import { homeFolder } from '../cluster/home-folder.ts'

/** The name of the folder, in the place that a system has for programs' data. */
const name = 'porthole'

/**
 * Where the window keeps its settings, as Electron computes it: what `--user-data-dir` says, else the system's place. For
 * commands, which run without Electron.
 */
export function userDataFolder(args: readonly string[], platform: string, env: NodeJS.ProcessEnv): string {
  const given = args.findLast((one) => one.startsWith('--user-data-dir='))
  if (given !== undefined) return path.resolve(given.slice('--user-data-dir='.length))
  const home = homeFolder()
  if (platform === 'win32') return path.join(env['APPDATA'] ?? path.join(home, 'AppData/Roaming'), name)
  if (platform === 'darwin') return path.join(home, 'Library/Application Support', name)
  const config = env['XDG_CONFIG_HOME']
  return path.join(config !== undefined && path.isAbsolute(config) ? config : path.join(home, '.config'), name)
}
