import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright/test'
import { readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'

export interface PackagedApp {
  readonly page: Page
  /** Every page there is, embedded ones too. */
  pages(): Page[]
  readonly home: string
  /** Starts the program once more for the same person. Resolves with its exit code. */
  again(...args: string[]): Promise<number | null>
  close(): Promise<void>
}

/**
 * Starts a packaged program, fuses and all: Playwright cannot use Node's inspector there, so it looks through Chromium's
 * own debugging port. The home folder is new, and without a kubeconfig.
 */
export async function startPackaged(executable: string, ...args: string[]): Promise<PackagedApp> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'porthole-packaged-'))
  const userData = path.join(home, 'user-data')
  const switches = sandboxSwitches(await readSandboxFacts(executable))
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    KUBECONFIG: path.join(home, 'none'),
  }
  const start = (...more: string[]): ChildProcess =>
    spawn(executable, [...switches, `--user-data-dir=${userData}`, ...more], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const child = start('--remote-debugging-port=0', ...args)
  const ended = once(child, 'exit')
  let browser: Browser | undefined
  const close = async (): Promise<void> => {
    await browser?.close().catch(() => undefined)
    child.kill()
    await ended
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    browser = await chromium.connectOverCDP(await debuggingUrl(child))
    const [context] = browser.contexts()
    if (!context) throw new Error('The packaged program has no pages.')
    const isWindow = (one: Page): boolean => one.url().startsWith('app://')
    const page = context.pages().find(isWindow) ?? (await context.waitForEvent('page', isWindow))
    return {
      page,
      pages: () => context.pages(),
      home,
      async again(...more) {
        const [code] = (await once(start(...more), 'exit')) as [number | null]
        return code
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Chromium says on stderr where it listens. */
async function debuggingUrl(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stderr ?? []) {
    text += String(chunk)
    const url = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
    if (url !== undefined) {
      // Nobody reads on, and a full pipe would hold the program up.
      child.stderr?.resume()
      return url
    }
  }
  throw new Error(`The packaged program ended: ${text}`)
}

/** The command of a desktop entry, as a desktop runs it: `%U` stands for the links. */
export async function desktopCommand(entry: string): Promise<string> {
  const text = await readFile(entry, 'utf8')
  const command = /^Exec=(\S+) %U$/m.exec(text)?.[1]
  if (command === undefined) throw new Error(`${entry} has no command.`)
  return command
}
