import { execFile, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { _electron, expect, type Page, test } from 'playwright/test'
import { readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'
import { readFuses, releaseFuses, setFuses, wrongFuses } from '../../build/package/fuses.ts'
import { repoRoot } from '../../build/paths.ts'
import { desktopCommand, startPackaged } from './packaged-app.ts'

const run = promisify(execFile)
const dist = path.join(repoRoot, 'dist')
const program = path.join(dist, 'linux-unpacked')
const executable = path.join(program, 'porthole')

test.skip(process.platform !== 'linux', 'The packages of other systems are tried on those systems.')

test('the fused program starts and shows the demo’s rows', async () => {
  expect(wrongFuses(await readFuses(executable), releaseFuses)).toEqual([])
  const app = await startPackaged(executable, '--port', '0')
  try {
    await row(app.page, 'pulse').waitFor()
    expect(await app.page.getByRole('row').count()).toBeGreaterThanOrEqual(12)
  } finally {
    await app.close()
  }
})

test('the fused program comes back where its window asks for a restart', async () => {
  const app = await startPackaged(executable, '--port', '0')
  try {
    await row(app.page, 'pulse').waitFor()
    await row(await app.restart(), 'pulse').waitFor()
  } finally {
    await app.close()
  }
})

test('the fused program does not turn into Node, whatever the environment says', async () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require /nowhere.js' }
  const { stdout } = await run(executable, [...(await switches()), '--version'], { env })
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/)
})

test('an inspectable copy opens a dashboard with one click', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-inspectable-'))
  try {
    await cp(program, folder, { recursive: true })
    const copy = path.join(folder, 'porthole')
    await setFuses(copy, { ...releaseFuses, EnableNodeCliInspectArguments: true })
    const args = [...(await switches()), `--user-data-dir=${path.join(folder, 'user-data')}`, '--port', '0']
    const env = { ...process.env, HOME: folder, KUBECONFIG: path.join(folder, 'none') } as Record<string, string>
    const app = await _electron.launch({ executablePath: copy, args, env, chromiumSandbox: args[0] !== '--no-sandbox' })
    const page = await app.firstWindow()
    await row(page, 'pulse').click()
    await expect
      .poll(() =>
        app
          .windows()
          .map((one) => one.url())
          .join(' '),
      )
      .toContain('http://pulse.monitoring.demo.')
    await app.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a program whose files are removed while it runs goes on; a crash of its page leaves a dump, here only', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-removed-'))
  const home = await mkdtemp(path.join(os.tmpdir(), 'porthole-removed-home-'))
  try {
    await cp(program, folder, { recursive: true })
    const copy = path.join(folder, 'porthole')
    await setFuses(copy, { ...releaseFuses, EnableNodeCliInspectArguments: true })
    const userData = path.join(home, 'user-data')
    const args = [...(await switches()), `--user-data-dir=${userData}`, '--demo', '--port', '0']
    // A port of this computer where nobody is: the check ends at once, and is made by code that is read only now.
    const own = { HOME: home, KUBECONFIG: path.join(home, 'none'), PORTHOLE_TEST_FEED: 'http://127.0.0.1:1/' }
    const env = { ...process.env, ...own } as Record<string, string>
    const app = await _electron.launch({ executablePath: copy, args, env, chromiumSandbox: args[0] !== '--no-sandbox' })
    const page = await app.firstWindow()
    await row(page, 'pulse').waitFor()
    await rm(folder, { recursive: true })

    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('Check for updates')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The release feed does not answer').first()).toBeVisible()
    await row(page, 'pulse').click()
    await expect
      .poll(() =>
        app
          .windows()
          .map((one) => one.url())
          .join(' '),
      )
      .toContain('http://pulse.monitoring.demo.')

    const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
    await expect.poll(title).toMatch(/pulse/i)
    // Its page is read anew: from the archive, which is open still.
    const settled = () =>
      app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents?.isCrashed() === false && !contents.isLoading()
      })
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return new Promise<void>((resolve) =>
        contents?.once('did-finish-load', () => resolve()).forcefullyCrashRenderer(),
      )
    })
    await expect.poll(settled).toBe(true)
    const tabs = () =>
      app.evaluate(({ BrowserWindow }) => {
        const code = 'document.querySelector("[role=tablist]")?.textContent ?? ""'
        return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<string>
      })
    await expect.poll(tabs).toContain('Services')

    const dumps = (part: string) => readdir(path.join(userData, 'Crashpad', part)).catch(() => [])
    await expect.poll(async () => (await dumps('pending')).filter((name) => name.endsWith('.dmp')).length).toBe(1)
    // What was sent would lie there.
    expect(await dumps('completed')).toEqual([])
    expect(await app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false)
    await app.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})

test('commands print without a display', async () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const { stdout } = await run(executable, [...(await switches()), 'list', '--demo', '-A', '-o', 'json'], { env })
  expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toContain('pulse')
})

test('without a display a window is refused in a sentence, and one that is there is told all the same', async () => {
  const app = await startPackaged(executable, '--port', '0')
  try {
    await row(app.page, 'pulse').waitFor()
    expect(await app.again({ DISPLAY: '', WAYLAND_DISPLAY: '' }, 'open', 'monitoring/pulse')).toBe(0)
    await expect
      .poll(() => app.pages().map((page) => page.url()))
      .toContainEqual(expect.stringContaining('http://pulse.'))
  } finally {
    await app.close()
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-blind-'))
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
  const args = [...(await switches()), `--user-data-dir=${folder}`]
  const ended = spawnSync(executable, args, { env, encoding: 'utf8' })
  await rm(folder, { recursive: true })
  expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining('there is no display for a window')])
})

test.describe('the Debian package', () => {
  test.skip(process.getuid?.() !== 0 || spawnSync('dpkg', ['--version']).error !== undefined, 'It takes root and dpkg.')

  test('installs, starts from the menu, opens a link, and is removed', async () => {
    const [file] = (await readdir(dist)).filter((name) => name.endsWith('.deb'))
    test.skip(file === undefined, 'npm run package has made none.')
    // Somebody's own installation is not this test's to replace.
    test.skip((await stat('/opt/Porthole').catch(() => undefined)) !== undefined, 'Porthole is installed here.')
    if (file === undefined) return
    await install(path.join(dist, file))
    try {
      expect((await stat('/opt/Porthole/chrome-sandbox')).mode & 0o4777).toBe(0o4755)
      const installed = await desktopCommand('/usr/share/applications/porthole.desktop')
      const app = await startPackaged(installed, '--port', '0')
      try {
        await row(app.page, 'pulse').waitFor()
        expect(await app.again({}, 'open', 'monitoring/pulse')).toBe(0)
        await expect
          .poll(() =>
            app
              .pages()
              .map((page) => page.url())
              .join(' '),
          )
          .toContain('http://pulse.monitoring.demo.')
        // Nobody answers its dialog here: what counts is that the one that runs has taken it.
        expect(await app.again({}, 'porthole://demo/shop/ledger/')).toBe(0)
      } finally {
        await app.close()
      }
      for (const file of [
        'man/man1/porthole.1.gz',
        'bash-completion/completions/porthole',
        'icons/hicolor/48x48/apps/porthole.png',
      ])
        expect((await stat(`/usr/share/${file}`)).size, file).toBeGreaterThan(0)
      const asPlugin = await run('kubectl-porthole', [...(await switches()), 'list', '--demo', '-A', '-o', 'name'])
      expect(asPlugin.stdout).toContain('monitoring/pulse\n')
      // Not a word of Chromium's, which misses a message bus here.
      expect(asPlugin.stderr).not.toContain(':ERROR:')
      const completed = await run('kubectl_complete-porthole', ['cluster'])
      expect(completed.stdout).toBe('cluster-info\n:4\n')
    } finally {
      await run('dpkg', ['--purge', 'porthole'])
    }
    for (const left of [
      '/opt/Porthole',
      '/usr/bin/porthole',
      '/usr/bin/kubectl-porthole',
      '/usr/bin/kubectl_complete-porthole',
      '/usr/share/applications/porthole.desktop',
    ])
      expect(await stat(left).catch(() => undefined), left).toBeUndefined()
    // Of the package nothing is left, its configuration neither.
    expect(spawnSync('dpkg-query', ['--status', 'porthole']).status).not.toBe(0)
  })
})

/**
 * Installs as a person does, with apt, where that changes nothing but this one package. Where it would, or cannot for want
 * of lists and dependencies, dpkg installs it alone: the package itself is tried all the same.
 */
async function install(file: string): Promise<void> {
  const apt = ['install', '--yes', '--no-install-recommends', file]
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
  const plan = spawnSync('apt-get', ['--simulate', ...apt], { env, encoding: 'utf8', timeout: 30_000 })
  const alone = plan.status === 0 && plan.stdout.includes('0 upgraded, 1 newly installed, 0 to remove')
  test.info().annotations.push({ type: 'installed with', description: alone ? 'apt-get' : 'dpkg' })
  if (alone) await run('apt-get', ['-o', 'DPkg::Lock::Timeout=30', ...apt], { env, timeout: 60_000 })
  else await run('dpkg', ['--force-depends', '--install', file])
}

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
}

async function switches(): Promise<readonly string[]> {
  return sandboxSwitches(await readSandboxFacts(executable))
}
