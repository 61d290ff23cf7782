import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type ElectronApplication } from 'playwright/test'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { embedded } from '../support/embedded-pages.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { test } from '../support/test.ts'

// Turns of health are told when they have lasted.
test.describe.configure({ timeout: 120_000 })

interface Told {
  menu: string[]
  tray: boolean
  notices: string[]
  dialogs: string[]
}
declare global {
  // What main has shown to the system since `listen`.
  var told: Told
  var click: (label: string) => void
}

let home: string
test.beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'porthole-system-'))
  await mkdir(path.join(home, 'user-data'))
})
test.afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))

const settingsFile = (): string => path.join(home, 'user-data/settings.json')
async function edit(preferences: object, more: object = {}): Promise<void> {
  const before = JSON.parse(await readFile(settingsFile(), 'utf8').catch(() => '{"version":1}')) as object
  await writeFile(settingsFile(), JSON.stringify({ ...before, preferences, ...more }))
}

/** Notes what main shows outside its window from now on; there is no desktop here to look at. */
async function listen(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Tray, Notification, dialog }) => {
    globalThis.told = { menu: [], tray: false, notices: [], dialogs: [] }
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the tray again
    const keep = Tray.prototype.setContextMenu
    Tray.prototype.setContextMenu = function (menu) {
      globalThis.told.menu = menu?.items.map(({ label }) => label) ?? []
      globalThis.told.tray = true
      globalThis.click = (label) => void menu?.items.find((item) => item.label.includes(label))?.click()
      keep.call(this, menu)
    }
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the tray again
    const end = Tray.prototype.destroy
    Tray.prototype.destroy = function () {
      globalThis.told.tray = false
      end.call(this)
    }
    Notification.isSupported = () => true
    Notification.prototype.show = function () {
      globalThis.told.notices.push(`${this.title}: ${this.body}`)
      globalThis.click = () => void this.emit('click')
    }
    const answer = (...args: unknown[]) => {
      const { message } = args.at(-1) as { message: string }
      globalThis.told.dialogs.push(message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    dialog.showMessageBox = answer
  })
}
const told = (app: ElectronApplication): Promise<Told> => app.evaluate(() => globalThis.told)
const click = (app: ElectronApplication, label: string): Promise<void> =>
  app.evaluate((_electron, wanted) => globalThis.click(wanted), label)
const visible = (app: ElectronApplication): Promise<boolean | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
/** After the answer to it: what closing sets free may take the promise that the inspector waits for along. */
const close = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => void setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()))

test('starts at login while the settings say so, as they are edited', async ({ launch }) => {
  await edit({ startAtLogin: true })
  const { app } = await launch({ args: ['--port', '0'], home })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const entry = path.join(home, '.config/autostart/porthole.desktop')
  await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toMatch(/^Exec=\S.* --hidden$/m)
  expect((await stat(entry)).mode & 0o777).toBe(0o600)
  await edit({ startAtLogin: false })
  await expect
    .poll(() =>
      stat(entry).then(
        () => 'there',
        () => 'gone',
      ),
    )
    .toBe('gone')
})

test('the tray opens a pinned dashboard; Porthole serves on without its window, and says so once', async ({
  launch,
}) => {
  const pin = (namespace: string, name: string) => ({ cluster: 'demo', namespace, name, port: '' })
  await edit({}, { pins: [pin('monitoring', 'pulse'), pin('shop', 'payments')] })
  const { app } = await launch({ args: ['--port', '0'], home })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await listen(app)
  await edit({ tray: true })
  await expect.poll(async () => (await told(app)).menu.join('\n')).toMatch(/^● pulse — ready\n/)
  expect((await told(app)).menu.slice(-2)).toEqual(['Show Porthole', 'Quit Porthole'])

  const served = page.url()
  await close(app)
  await expect.poll(() => visible(app)).toBe(false)
  expect((await told(app)).dialogs).toEqual(['Porthole goes on serving'])
  await click(app, 'pulse')
  await expect.poll(() => visible(app)).toBe(true)
  const pulse = await embedded(app, 'pulse')
  await close(app)
  await expect.poll(() => visible(app)).toBe(false)
  // The listener is there: the page that was opened through it still answers.
  expect((await fetch(`http://127.0.0.1:${new URL(pulse.url()).port}/`)).status).toBeLessThan(500)
  expect((await told(app)).dialogs).toHaveLength(1)
  expect(page.url()).toBe(served)
  await click(app, 'Show')
  await edit({ tray: false })
  await expect.poll(async () => (await told(app)).tray).toBe(false)
})

test('starts without a window at login, but only where an icon leads back to it', async ({ launch }) => {
  await edit({ tray: true })
  const hidden = await launch({ args: ['--port', '0', '--hidden'], home })
  const page = await hidden.app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor({ state: 'attached' })
  expect(await visible(hidden.app)).toBe(false)
  await hidden.close()
  await edit({ tray: false })
  const shown = await launch({ args: ['--port', '0', '--hidden'], home })
  await shown.app.firstWindow()
  await expect.poll(() => visible(shown.app)).toBe(true)
})

test('shows the window though its page is broken and cannot ask for it', async ({ launch }) => {
  const server = createServer((_request, response) => response.end('<!doctype html><title>broken</title>')).listen(0)
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const { app } = await launch({
      args: ['--demo', '--port', '0'],
      env: { ELECTRON_RENDERER_URL: `http://127.0.0.1:${port}/` },
    })
    await expect.poll(() => visible(app)).toBe(true)
  } finally {
    server.close()
  }
})

test('a notification tells when a pinned dashboard goes and when it is back, only where it is wanted', async ({
  launch,
}) => {
  const cluster = await startDemoCluster({ workloads: false })
  cluster.createService({ namespace: 'shop', name: 'cart', ports: [{ name: 'http', port: 80 }] })
  const { kubeconfig, remove } = await writeKubeconfig({ prod: [cluster] }, 'prod')
  try {
    await edit({}, { pins: [{ cluster: 'prod', namespace: 'shop', name: 'cart', port: '' }] })
    const { app } = await launch({ args: ['--port', '0'], kubeconfig, home })
    const page = await app.firstWindow()
    const ready = (count: string) =>
      page.getByRole('row').filter({ hasText: 'cart' }).filter({ hasText: count }).waitFor()
    await ready('1/1')
    await listen(app)
    await edit({ notifications: true })
    await page.waitForTimeout(500)
    cluster.setEndpointReady('shop', 'cart', 0, false)
    await ready('0/1')
    await expect
      .poll(async () => (await told(app)).notices, { timeout: 30_000 })
      .toEqual(['cart is not ready: shop · prod'])
    cluster.setEndpointReady('shop', 'cart', 0, true)
    await ready('1/1')
    await expect
      .poll(async () => (await told(app)).notices.at(-1), { timeout: 30_000 })
      .toBe('cart is back: shop · prod')
    await click(app, '')
    await expect(page.getByRole('tab', { name: /cart/ })).toBeVisible()
    await page.getByRole('tab', { name: 'Services' }).click()
    await edit({ notifications: false })
    await page.waitForTimeout(500)
    cluster.setEndpointReady('shop', 'cart', 0, false)
    await ready('0/1')
    await page.waitForTimeout(17_000)
    expect((await told(app)).notices).toHaveLength(2)
  } finally {
    await remove()
    await cluster.close()
  }
})

test('who quits sees the window go at once, whatever has to end behind it', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  await (await app.firstWindow()).getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const first = await app.evaluate(
    ({ app: program, BrowserWindow }) =>
      new Promise<string>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.once('hide', () => resolve('hidden'))
        program.once('will-quit', () => resolve('ended'))
        program.quit()
      }),
  )
  expect(first).toBe('hidden')
})
