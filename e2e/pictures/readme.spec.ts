import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { askOrigin, demoOrigin } from '../support/demo-service.ts'
import { ask, embedded } from '../support/embedded-pages.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { photograph } from '../support/looks.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 180_000 })

const pins = [
  ['pulse', 'monitoring'],
  ['storefront', 'shop'],
  ['notes', 'tools'],
  ['ledger', 'shop'],
  ['chat', 'tools'],
] as const
let home: string
let cluster: DemoCluster

test.beforeEach(async () => {
  // Somebody who knows the keys, and has dashboards at hand.
  home = await mkdtemp(path.join(os.tmpdir(), 'porthole-readme-'))
  await mkdir(path.join(home, 'user-data'))
  await writeFile(path.join(home, 'user-data/settings.json'), JSON.stringify({ version: 1, told: ['keys'] }))
  cluster = await startDemoCluster()
})
test.afterEach(() => Promise.all([cluster.close(), rm(home, { recursive: true, force: true, maxRetries: 3 })]))

async function pin(page: Page, wanted: readonly (readonly [string, string])[]): Promise<void> {
  for (const [name, namespace] of wanted) {
    await ask(page, 'desk.pin', { dashboard: { cluster: 'demo', namespace, name, port: '' }, pinned: true })
  }
}

async function open(app: ElectronApplication, page: Page, name: string, namespace: string): Promise<Page> {
  await ask(page, 'tabs.open', { cluster: 'demo', namespace, name, port: '' })
  return embedded(app, name)
}

/** The pictures of the README; the others of this folder look at what nobody shows around. */
test('the pictures of the README', async ({ launch }) => {
  // As a cluster of a kubeconfig: without one there would be a line that says so.
  const { kubeconfig, remove } = await writeKubeconfig({ demo: [cluster] }, 'demo')
  const { app } = await launch({ args: ['--port', '0'], kubeconfig, home })
  const page = await app.firstWindow()
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
  await row('pulse').waitFor()
  await pin(page, pins.slice(0, 3))
  for (const name of ['storefront', 'chat', 'notes', 'ledger', 'pulse']) {
    await row(name).hover()
    await row(name)
      .getByTitle(/^HTTPS? · /)
      .waitFor()
  }
  await page.screenshot({ path: picture('services-light.png'), animations: 'disabled' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: picture('services-dark.png'), animations: 'disabled' })
  await page.emulateMedia({ colorScheme: 'light' })

  const cart = await demoOrigin(page, 'shop', 'cart')
  for (let at = 0; at < 6; at++) await askOrigin(cart, `/v1/cart?page=${at}`)
  await askOrigin(cart, '/v1/coupons')
  await askOrigin(await demoOrigin(page, 'shop', 'orders'), '/')
  await page.keyboard.press('Control+Shift+E')
  await page.getByText('/v1/cart?page=2').click()
  await page.getByText('200 OK').waitFor()
  await page.mouse.move(640, 780)
  await page.screenshot({ path: picture('traffic.png'), animations: 'disabled' })

  await pin(page, pins)
  await page.keyboard.press('Control+Shift+D')
  const shown = page.getByRole('main').locator('img[src^="data:image/jpeg"]')
  await expect(shown).toHaveCount(5, { timeout: 30_000 })
  await page.screenshot({ path: picture('wall.png'), animations: 'disabled' })

  const storefront = await open(app, page, 'storefront', 'shop')
  const pulse = await open(app, page, 'pulse', 'monitoring')
  for (const one of [storefront, pulse]) await one.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('tab', { name: /pulse/i }).press('Control+\\')
  await expect(page.getByRole('separator')).toBeVisible()
  await page.getByRole('textbox', { name: 'Address' }).first().click()
  await page.keyboard.press('Escape')
  // The window system puts views together by itself, and tells nobody.
  await page.waitForTimeout(1_500)
  await photograph(app, 'split.png')
  await remove()
})
