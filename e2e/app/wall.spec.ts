import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { embedded } from '../support/embedded-pages.ts'
import { look } from '../support/looks.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

const pins = ['pulse', 'notes', 'storefront', 'ledger']

async function pin(page: Page, name: string): Promise<void> {
  const row = page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
  await row.hover()
  await row.getByRole('button', { name: `Pin ${name}` }).click()
  await expect(page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible()
}

const cards = (page: Page) => page.getByRole('tabpanel', { name: 'Dashboards' }).getByRole('listitem')
const names = (page: Page): Promise<unknown[]> =>
  cards(page).evaluateAll((all) =>
    all.map((card) => (JSON.parse(card.getAttribute('data-dashboard') ?? '[]') as unknown[])[2]),
  )

test('the wall shows what pinned dashboards show, none of them opened, and is reached and ordered by keyboard', async ({
  launch,
}) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  for (const name of pins) await pin(page, name)
  await page.keyboard.press('Control+Shift+D')
  await expect(page.getByRole('tab', { name: 'Dashboards' })).toHaveAttribute('aria-selected', 'true')
  await expect.poll(() => names(page)).toEqual(pins)
  await expect(cards(page).locator('img[src^="data:image/jpeg"]')).toHaveCount(pins.length, { timeout: 30_000 })
  const sources = await cards(page)
    .locator('img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('src')))
  expect(new Set(sources).size).toBe(pins.length)
  // A page lives for its picture alone.
  await expect
    .poll(() => app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getURL())))
    .toEqual(['app://porthole/'])
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: picture(`wall-${colorScheme}.png`), animations: 'disabled' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  }
  await cards(page).first().getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => names(page)).toEqual(['notes', 'pulse', 'storefront', 'ledger'])
  await expect(cards(page).nth(1).getByRole('button').first()).toBeFocused()
  await cards(page).nth(3).dragTo(cards(page).nth(0))
  await expect.poll(() => names(page)).toEqual(['ledger', 'notes', 'pulse', 'storefront'])
  const lines = page.getByRole('region', { name: 'Pinned' }).getByRole('listitem')
  await lines.nth(0).dragTo(lines.nth(3))
  await expect.poll(() => names(page)).toEqual(['notes', 'pulse', 'storefront', 'ledger'])
  await lines.nth(3).dragTo(lines.nth(0))
  await expect.poll(() => names(page)).toEqual(['ledger', 'notes', 'pulse', 'storefront'])
  await cards(page).nth(2).getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await embedded(app, 'pulse')
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Control+w')
  await expect(page.getByRole('tab', { name: 'Dashboards' })).toHaveCount(0)
})

test('a dashboard in a tab shows its page though it is not pinned, also behind one that is stuck', async ({
  launch,
}) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  for (const name of ['pulse', 'notes']) {
    await page.getByRole('tab', { name: 'Services' }).click()
    await page
      .getByRole('row')
      .filter({ has: page.getByText(name, { exact: true }) })
      .first()
      .click()
    await embedded(app, name)
  }
  const notes = await embedded(app, 'notes')
  await notes.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }, 0),
  )
  await page.keyboard.press('Control+Shift+D')
  await expect.poll(() => names(page)).toEqual(['notes', 'pulse'])
  await expect(cards(page).nth(1).locator('img[src^="data:image/jpeg"]')).toBeVisible({ timeout: 20_000 })
})

test('where Porthole’s own page stands in place of a dashboard, its card says why and has no picture', async ({
  launch,
}) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'orders' }).first().waitFor()
  await pin(page, 'orders')
  await pin(page, 'pulse')
  await page.keyboard.press('Control+Shift+D')
  const orders = cards(page).filter({ has: page.getByText('orders', { exact: true }) })
  const why = { name: /^orders.*Nothing is ready behind this Service$/ }
  await expect(orders.getByRole('button', why)).toContainText('Open', { timeout: 30_000 })
  await expect(cards(page).locator('img[src^="data:image/jpeg"]')).toHaveCount(1, { timeout: 30_000 })
  await expect(orders.locator('img')).toHaveCount(0)
  await look(app, page, 'wall-failure')
  // Open in a tab it is the same.
  await orders.getByRole('button', why).click()
  await embedded(app, 'orders')
  await page.keyboard.press('Control+Shift+D')
  await expect(orders.getByRole('button', why)).toBeVisible()
  await expect(orders.locator('img')).toHaveCount(0)
})

test('a pinned database is asked for no page, and is forwarded from its card', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'postgres' }).first().waitFor()
  await pin(page, 'postgres')
  await page.keyboard.press('Control+Shift+D')
  const postgres = cards(page).getByRole('button', { name: /^postgres.*has no page/ })
  await expect(postgres).toContainText('Forward', { timeout: 30_000 })
  await look(app, page, 'wall-database')
  await postgres.press('Enter')
  await expect(page.getByRole('button', { name: '1 forwarded port' })).toBeVisible()
  await page.keyboard.press('Control+Shift+E')
  await expect(page.getByRole('tabpanel', { name: 'Traffic' })).toContainText('No requests yet')
})
