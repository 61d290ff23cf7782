import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readlink, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright/test'
import { readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'

export interface PackagedApp {
  readonly page: Page
  /** Every page there is, embedded ones too. */
  pages(): Page[]
  readonly home: string
  /** Starts the program once more for the same person, with changes to the environment. Resolves with its exit code. */
  again(changes: Readonly<Record<string, string>>, ...args: string[]): Promise<number | null>
  /** Has its window start the program anew, and resolves with the page of the new one. */
  restart(): Promise<Page>
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
  const start = (changes: Readonly<Record<string, string>>, ...more: string[]): ChildProcess =>
    spawn(executable, [...switches, `--user-data-dir=${userData}`, ...more], {
      env: { ...env, ...changes },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const child = start({}, '--remote-debugging-port=0', ...args)
  const ended = once(child, 'exit')
  let browser: Browser | undefined
  let successor: number | undefined
  const close = async (): Promise<void> => {
    await browser?.close().catch(() => undefined)
    child.kill()
    await ended
    if (successor !== undefined) await end(successor)
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    browser = await chromium.connectOverCDP(await debuggingUrl(child))
    const page = await windowOf(browser)
    return {
      page,
      pages: () => page.context().pages(),
      home,
      async again(changes, ...more) {
        const [code] = (await once(start(changes, ...more), 'exit')) as [number | null]
        return code
      },
      async restart() {
        // The new one writes it again.
        await rm(path.join(userData, 'DevToolsActivePort'))
        await page.evaluate(() => window.porthole.invoke('help.restart', undefined))
        await ended
        successor = await pidOf(userData, child.pid)
        browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(userData)}`)
        return windowOf(browser)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function windowOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('The packaged program has no pages.')
  const isWindow = (one: Page): boolean => one.url().startsWith('app://')
  return context.pages().find(isWindow) ?? (await context.waitForEvent('page', isWindow))
}

/** The process that holds a folder of user data, once it is another one. Chromium's lock there is a link to HOST-PID. */
async function pidOf(userData: string, before: number | undefined): Promise<number> {
  for (;;) {
    const lock = await readlink(path.join(userData, 'SingletonLock')).catch(() => '')
    const pid = Number(lock.split('-').at(-1))
    if (pid > 0 && pid !== before) return pid
    await setTimeout(50)
  }
}

/** Where a process listens that has just been started. */
async function debuggingPort(userData: string): Promise<string> {
  for (;;) {
    const text = await readFile(path.join(userData, 'DevToolsActivePort'), 'utf8').catch(() => '')
    const [port = ''] = text.split('\n')
    if (port !== '') return port
    await setTimeout(50)
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid)
  while (isAlive(pid)) await setTimeout(50)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
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
