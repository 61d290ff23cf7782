import { writeFile } from 'node:fs/promises'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { askOrigin, demoOrigin } from '../support/demo-service.ts'
import { ask } from '../support/embedded-pages.ts'
import { look } from '../support/looks.ts'
import { metadataOf, serveFeed, signatureOf } from '../support/release-feed.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 300_000 })

let app: ElectronApplication
let page: Page
let home: string

test.beforeEach(async ({ launch }) => {
  const launched = await launch({ args: ['--demo', '--port', '0'] })
  app = launched.app
  home = launched.home
  page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
})

async function lookAt(screen: string): Promise<void> {
  await test.step(screen, () => look(app, page, screen))
}

const pins = [
  ['pulse', 'monitoring'],
  ['notes', 'tools'],
  ['storefront', 'shop'],
  ['ledger', 'shop'],
  ['orders', 'shop'],
] as const

test('dashboards', async () => {
  await page.keyboard.press('Control+Shift+D')
  await page.getByText('No dashboards yet').waitFor()
  await lookAt('wall-empty')
  for (const [name, namespace] of pins) {
    await ask(page, 'desk.pin', { dashboard: { cluster: 'demo', namespace, name, port: '' }, pinned: true })
  }
  await expect(page.getByRole('main').locator('img[src^="data:image/jpeg"]')).toHaveCount(4, { timeout: 30_000 })
  await lookAt('wall')
})

test('traffic', async () => {
  await page.keyboard.press('Control+Shift+E')
  await page.getByText('No requests yet').waitFor()
  await lookAt('traffic-empty')
  const cart = await demoOrigin(page, 'shop', 'cart')
  for (let at = 0; at < 12; at++) await askOrigin(cart, `/v1/cart?page=${at}`)
  await askOrigin(cart, '/no/such/page/with/a/path/that/is/long/enough/to/be/cut/off/somewhere')
  await askOrigin(await demoOrigin(page, 'shop', 'orders'), '/')
  const requests = page.getByRole('grid', { name: 'Requests' }).getByRole('row')
  await expect(requests).toHaveCount(15)
  await lookAt('traffic')
  await requests.nth(3).click()
  await page.getByText('200 OK').waitFor()
  await lookAt('traffic-request')
  await page.keyboard.press('Escape')
  await requests.last().click()
  await page.getByText('no-endpoints', { exact: true }).waitFor()
  await lookAt('traffic-failure')
})

test('connections', async () => {
  await page.keyboard.press('Control+Shift+F')
  await page.getByText(/^No port is forwarded/).waitFor()
  await lookAt('connections-empty')
  const target = page.getByRole('combobox', { name: 'Service and port' })
  await target.fill('shop')
  await page.keyboard.press('ArrowDown')
  await lookAt('connections-target')
  for (const place of ['shop/cart:8080', 'shop/postgres:5432']) {
    await target.fill(place)
    await target.press('Enter')
    await expect(target).toHaveValue('')
  }
  await lookAt('connections')
  await page.getByRole('button', { name: '2 forwarded ports' }).click()
  await lookAt('forwards-menu')
})

test('settings', async () => {
  await page.keyboard.press('Control+,')
  await page.getByRole('heading', { name: 'Settings file' }).waitFor()
  await lookAt('settings')
  await page.getByRole('button', { name: 'Import…' }).scrollIntoViewIfNeeded()
  await lookAt('settings-end')
  const other = `${home}/other.json`
  const clusters = { demo: { readOnly: false, wholeApi: true } }
  await writeFile(other, JSON.stringify({ version: 1, preferences: { port: 9000, future: 1 }, clusters }))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, other)
  await page.getByRole('button', { name: 'Import…' }).click()
  await page.getByRole('dialog').getByRole('listitem').first().waitFor()
  await lookAt('import')
  await page.keyboard.press('Escape')
  await page.getByRole('switch', { name: 'Tray icon' }).scrollIntoViewIfNeeded()
  await writeFile(`${home}/user-data/settings.json`, '{ "version": 1 "preferences": {} }')
  await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 })
  await lookAt('settings-broken')
})

test('an update', async ({ launch }) => {
  const program = Buffer.alloc(1000, 'x')
  const metadata = metadataOf('9.9.9', 'Porthole-9.9.9-linux-x86_64.AppImage', program)
  const file = (response: { end: (content: Buffer) => void }) => response.end(program)
  const feed = await serveFeed({ metadata, signature: signatureOf(metadata), file })
  await writeFile(`${home}/Porthole.AppImage`, 'the old one')
  const env = { PORTHOLE_TEST_FEED: feed.base, APPIMAGE: `${home}/Porthole.AppImage` }
  app = (await launch({ args: ['--demo', '--port', '0'], env })).app
  page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('Check for updates')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Download Porthole 9.9.9' }).waitFor()
  await lookAt('update')
  await feed.close()
})
