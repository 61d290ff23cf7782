import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** What decides whether Chromium's sandbox can work for an Electron that is not installed as a system package. */
export interface SandboxFacts {
  readonly platform: string
  /** The user's id; undefined where there is none. */
  readonly uid: number | undefined
  /** Whether a user without rights may make a user namespace. */
  readonly userNamespaces: boolean
  /** Whether `chrome-sandbox` beside the executable belongs to root and has the set-user-id bit. */
  readonly suidHelper: boolean
}

/**
 * The switch that Electron needs to start at all: Chromium refuses its sandbox to root (crbug.com/638180), and ends
 * itself when there are neither user namespaces (Ubuntu 24.04 keeps them from unknown programs) nor the helper.
 */
export function sandboxSwitches(facts: SandboxFacts): readonly string[] {
  if (facts.platform !== 'linux') return []
  if (facts.uid === 0) return ['--no-sandbox']
  return facts.userNamespaces || facts.suidHelper ? [] : ['--no-sandbox']
}

export async function readSandboxFacts(executable: string): Promise<SandboxFacts> {
  const restricted = await readNumber('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')
  const cloneAllowed = await readNumber('/proc/sys/kernel/unprivileged_userns_clone')
  const most = await readNumber('/proc/sys/user/max_user_namespaces')
  const helper = await stat(path.join(path.dirname(executable), 'chrome-sandbox')).catch(() => undefined)
  return {
    platform: process.platform,
    uid: process.getuid?.(),
    userNamespaces: restricted !== 1 && cloneAllowed !== 0 && most !== 0,
    suidHelper: helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0,
  }
}

/**
 * Keeps Chromium's own log out of the terminal: without a message bus it complains of one eight times, and what the app has
 * to say is lost between. Whoever asks for the log, in Electron's way, has it.
 */
export function logSwitches(env: NodeJS.ProcessEnv): readonly string[] {
  return env['ELECTRON_ENABLE_LOGGING'] === undefined ? ['--log-level=3'] : []
}

/** Our environment for Electron, without the variable by which some editors’ terminals turn it into plain Node. */
export function electronEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env
  return rest
}

async function readNumber(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(text)
}
