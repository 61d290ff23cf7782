import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect } from 'playwright/test'
import { readSandboxFacts, sandboxSwitches } from '../../build/electron-launch.ts'
import { provisionElectron } from '../../build/electron-runtime.ts'
import { repoRoot } from '../../build/paths.ts'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { embedded } from '../support/embedded-pages.ts'
import type { LaunchedApp } from '../support/launch.ts'
import { test } from '../support/test.ts'

/** Answers native dialogs from now on, or with null leaves them open, and keeps what they said. */
async function answerDialogs(app: ElectronApplication, button: number | null): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      said.push(`${options.message} ${options.detail ?? ''}`)
      return response === null ? new Promise(() => undefined) : Promise.resolve({ response, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  }, button)
  return () => app.evaluate(() => (globalThis as unknown as { said: string[] }).said)
}

/** Starts Porthole once more for the same person, as a terminal or a desktop does. Resolves with its exit code. */
async function startAgain({ app, home }: LaunchedApp, ...args: string[]): Promise<number | null> {
  const electron = await provisionElectron()
  const switches = sandboxSwitches(await readSandboxFacts(electron))
  // On the same display as the one that runs.
  const display = await app.evaluate(() => process.env['DISPLAY'] ?? '')
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), DISPLAY: display }
  const all = [...switches, repoRoot, `--user-data-dir=${path.join(home, 'user-data')}`, ...args]
  const child = spawn(electron, all, { env, stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

test('porthole open opens a Service in the window that is there, or in a new one', async ({ launch }) => {
  const launched = await launch({ args: ['open', 'monitoring/pulse'] })
  const page = await launched.app.firstWindow()
  await embedded(launched.app, 'pulse')
  await expect(page.getByRole('tab', { name: /pulse/i })).toBeVisible()
  expect(await startAgain(launched, 'open', 'shop/ledger', '--demo')).toBe(0)
  await embedded(launched.app, 'ledger')
  await expect(page.getByRole('tab', { name: /ledger/i })).toBeVisible()
})

test('porthole open means the cluster that kubectl means, whatever the window shows', async ({ launch }) => {
  const staging = await startDemoCluster({ workloads: false })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-open-'))
  try {
    const kubeconfig = path.join(folder, 'config')
    // The same Service as one of the demo's: only its cluster tells them apart.
    staging.createService({ namespace: 'monitoring', name: 'pulse', ports: [{ name: 'http', port: 80 }] })
    await writeFile(kubeconfig, staging.kubeconfig.replace(/\bdemo$/gm, 'staging-eu'))
    const launched = await launch({ args: ['--demo', '--port', '0'], kubeconfig })
    const page = await launched.app.firstWindow()
    await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
    const own = ['--kubeconfig', kubeconfig]
    expect(await startAgain(launched, 'open', 'shop/nope', ...own)).toBe(3)
    expect(await startAgain(launched, 'open', 'monitoring/pulse', ...own)).toBe(0)
    await expect(page.getByRole('tab', { name: /pulse/i })).toHaveCount(1)
    await expect(page.getByRole('tab', { name: /nope/i })).toHaveCount(0)
    const urls = () =>
      launched.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getURL()))
    await expect.poll(async () => (await urls()).join()).toContain('pulse.monitoring.staging-eu.')
  } finally {
    await staging.close()
    await rm(folder, { recursive: true })
  }
})

test('a porthole:// link opens its page when the person agrees, and nothing otherwise', async ({ launch }) => {
  const launched = await launch({ args: ['--port', '0'] })
  const { app } = launched
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).waitFor()
  const refused = await answerDialogs(app, 1)
  for (const link of ['porthole://demo/monitoring/pulse/', 'porthole://demo/../pulse', 'porthole://prod/a/b'])
    expect(await startAgain(launched, link)).toBe(0)
  await expect.poll(async () => (await refused()).length).toBe(3)
  const said = (await refused()).join('\n')
  expect(said).toContain('Service: monitoring/pulse')
  expect(said).toContain('".." is no namespace')
  expect(said).toContain('no context "prod"')
  expect(await page.getByRole('tab').count()).toBe(1)
  await answerDialogs(app, 0)
  await startAgain(launched, 'porthole://demo/monitoring/pulse/metrics')
  const opened = await embedded(app, 'pulse')
  await opened.waitForURL(/\/metrics$/)
})

test('one link at a time is asked about; what the person opens meanwhile is opened', async ({ launch }) => {
  const launched = await launch({ args: ['--port', '0'] })
  const page = await launched.app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).waitFor()
  const said = await answerDialogs(launched.app, null)
  for (const link of ['porthole://demo/monitoring/pulse/', 'porthole://demo/shop/ledger/', 'porthole://prod/a/b'])
    expect(await startAgain(launched, link)).toBe(0)
  expect(await startAgain(launched, 'open', 'shop/ledger', '--demo')).toBe(0)
  await embedded(launched.app, 'ledger')
  expect(await said()).toEqual([expect.stringContaining('Open pulse of demo?')])
})
