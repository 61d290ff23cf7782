import { expect, type Page } from 'playwright/test'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
}

test('a row says what its port speaks once it is looked at, and not before', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'pulse').waitFor()
  await expect(page.locator('[data-speaks]')).toHaveCount(0)

  await row(page, 'pulse').hover()
  await expect(row(page, 'pulse').getByTitle(/^HTTP · .*Pulse/)).toBeVisible()
  await expect(row(page, 'pulse').locator('[data-speaks] img')).toHaveAttribute('src', /^data:image\/png;/)
  await expect(page.locator('[data-speaks]')).toHaveCount(1)

  await row(page, 'ledger').hover()
  await expect(row(page, 'ledger').getByTitle(/^HTTPS · /)).toBeVisible()

  // The demo's postgres answers in its own protocol.
  await row(page, 'postgres').hover()
  await expect(row(page, 'postgres').getByText('TCP, not HTTP')).toBeVisible()

  // The keyboard looks too; what is known of the others stays.
  await page.keyboard.press('/')
  await page.keyboard.type('orders')
  await expect(row(page, 'orders').getByText('Nothing is ready to answer')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-speaks]')).toHaveCount(4)

  await row(page, 'cart').hover()
  await row(page, 'cart').getByRole('button', { name: 'Ports of cart', exact: true }).click()
  await expect(page.getByRole('menuitem').getByText('gRPC, not a web page')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: picture(`probe-${colorScheme}.png`), animations: 'disabled' })
  }
})
