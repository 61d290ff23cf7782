import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication } from 'playwright/test'
import { electronEnvironment, readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'
import { provisionElectron } from '../../build/electron-runtime.ts'
import { repoRoot } from '../../build/paths.ts'
import { provisionSystemPackages } from '../../build/system-packages.ts'
import { startVirtualDisplay } from '../../build/virtual-display.ts'
import { hasDisplay } from '../../electron/has-display.ts'

export interface LaunchOptions {
  /** Flags for the app, as a person would give them. */
  readonly args?: readonly string[]
  /** On top of our own environment. */
  readonly env?: Readonly<Record<string, string>>
  /** What KUBECONFIG names; without it a file that does not exist. */
  readonly kubeconfig?: string
  /** A folder from an earlier launch, to start again with what the app kept; without it a new, empty one. */
  readonly home?: string
  /** Another app's folder, for tests of the runtime itself. */
  readonly folder?: string
  /** A packaged program that may be inspected, instead of the runtime and a folder. */
  readonly program?: string
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  /** HOME, and the app's user data, of this launch. */
  readonly home: string
  /** What the app has written to stdout and stderr so far. */
  readonly output: () => string
  /** Quits the app, and removes its home unless the caller gave it. */
  close(): Promise<void>
}

/**
 * Starts the built app in `out/` with a home folder of its own, so that nothing of the person's own settings,
 * kubeconfig or keyring is seen or changed. On a machine without a display it makes one, which ends with this process.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const { args = [], env = {}, folder = repoRoot } = options
  const executablePath = options.program ?? (await provisionElectron())
  const windows = await windowEnvironment(executablePath)
  const what = options.program === undefined ? [folder] : []
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), 'porthole-e2e-')))
  const removeHome = async (): Promise<void> => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
  const switches = sandboxSwitches(await readSandboxFacts(executablePath))
  const launching = _electron.launch({
    executablePath,
    args: [...switches, ...what, `--user-data-dir=${path.join(home, 'user-data')}`, ...args],
    // Without it Playwright turns the sandbox off wherever it runs.
    chromiumSandbox: switches.length === 0,
    cwd: home,
    env: {
      ...ownEnvironment(),
      ...windows,
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      XDG_CACHE_HOME: path.join(home, '.cache'),
      XDG_DATA_HOME: path.join(home, '.local/share'),
      KUBECONFIG: options.kubeconfig ?? path.join(home, 'no-kubeconfig'),
      ...env,
    },
  })
  const app = await launching.catch(async (error: unknown) => {
    await removeHome()
    throw error
  })
  let text = ''
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  }
  return {
    app,
    home,
    output: () => text,
    async close() {
      await app.close()
      await removeHome()
    },
  }
}

function ownEnvironment(): Record<string, string> {
  // Without the session bus the app cannot ask the person's keyring, or show notifications on their desktop.
  const { DBUS_SESSION_BUS_ADDRESS: _, ...rest } = electronEnvironment(process.env)
  const entries = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}

let windows: Promise<Readonly<Record<string, string>>> | undefined

/** What a window needs beside the runtime, made sure of once a process: a benchmark may be the first that needs it on a machine. */
function windowEnvironment(executable: string): Promise<Readonly<Record<string, string>>> {
  return (windows ??= prepareWindows(executable))
}

async function prepareWindows(executable: string): Promise<Readonly<Record<string, string>>> {
  const virtual = !hasDisplay(process.platform, process.env)
  await provisionSystemPackages(executable, virtual)
  return virtual ? { DISPLAY: (await startVirtualDisplay()).display } : {}
}
