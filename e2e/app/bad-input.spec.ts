import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'
import { provisionElectron } from '../../build/electron-runtime.ts'
import { repoRoot } from '../../build/paths.ts'
import type { LaunchedApp } from '../support/launch.ts'
import { test } from '../support/test.ts'

/** Starts the app in a folder once more for the same person. Resolves with its exit code and what it said. */
async function startAgain({ app, home }: LaunchedApp, folder: string, ...args: string[]) {
  const electron = await provisionElectron()
  const switches = sandboxSwitches(await readSandboxFacts(electron))
  const { DISPLAY = '' } = await displayOf(app.process().pid)
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), DISPLAY }
  const all = [...switches, folder, `--user-data-dir=${path.join(home, 'user-data')}`, ...args]
  const child = spawn(electron, all, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

/** Read from outside: a process that hangs answers nothing. */
async function displayOf(pid: number | undefined): Promise<Record<string, string>> {
  const text = await readFile(`/proc/${pid ?? 0}/environ`, 'utf8').catch(() => '')
  return Object.fromEntries(text.split('\0').map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]))
}

test.skip(process.platform !== 'linux', 'It looks into /proc.')

test('a command for a window that hangs gives up, says so, and leaves it alone', async ({ launch }) => {
  const launched = await launch({ args: ['--demo', '--port', '0'] })
  const page = await launched.app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const pid = launched.app.process().pid ?? 0
  await expect
    .poll(() => readFile(path.join(launched.home, 'user-data/serving.json'), 'utf8').catch(() => ''))
    .toContain('"port"')
  process.kill(pid, 'SIGSTOP')
  try {
    const { code, said } = await startAgain(launched, repoRoot, 'open', 'monitoring/pulse')
    expect(code).toBe(4)
    expect(said).toContain(`The Porthole that runs (process ${pid}) has not answered within 5 s. Nothing was opened`)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  expect((await startAgain(launched, repoRoot, 'open', 'monitoring/pulse', '--demo')).code).toBe(0)
  await expect(page.getByRole('tab', { name: /pulse/i })).toBeVisible()
})

test('another version beside the one that runs is told of, and does nothing', async ({ launch }) => {
  const launched = await launch({ args: ['--demo', '--port', '0'] })
  const { app } = launched
  await (await app.firstWindow()).getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await app.evaluate(({ dialog }) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      said.push(`${options.message}. ${options.detail ?? ''}`)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  })
  const other = await mkdtemp(path.join(os.tmpdir(), 'porthole-other-version-'))
  try {
    const manifest = JSON.parse(await readFile(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string }
    await writeFile(path.join(other, 'package.json'), JSON.stringify({ ...manifest, version: '7.7.7' }))
    await symlink(path.join(repoRoot, 'out'), path.join(other, 'out'))
    expect((await startAgain(launched, other, 'open', 'monitoring/pulse')).code).toBe(0)
    const said = () => app.evaluate(() => (globalThis as unknown as { said: string[] }).said.join('\n'))
    await expect.poll(said).toContain(`Porthole ${manifest.version} is running. Porthole 7.7.7 was started beside it.`)
    // But for one in which an icon is drawn for a moment.
    await expect.poll(() => app.windows()).toHaveLength(1)
  } finally {
    await rm(other, { recursive: true, force: true })
  }
})
