import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { embedded, press } from '../support/embedded-pages.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

test('the palette opens a Service by its initials, by keyboard alone', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'pulse').waitFor()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await expect(palette.getByRole('combobox')).toBeFocused()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
  }
  await page.keyboard.type('stor')
  await expect(palette.getByRole('option').first()).toContainText('storefront')
  await page.screenshot({ path: picture('palette-dark.png'), animations: 'disabled' })
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  const storefront = await embedded(app, 'storefront')
  await press(app, storefront, 'control+k')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect
    .poll(() => app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL()))
    .toBe(storefront.url())
})

test('pins, tabs and the window’s size are there again after a restart; a pin opens with one key', async ({
  launch,
}) => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'porthole-desk-'))
  try {
    const first = await launch({ args: ['--demo', '--port', '0'], home })
    let page = await first.app.firstWindow()
    await row(page, 'pulse').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('grid').focus()
    await page.keyboard.press('G')
    await page.keyboard.press('p')
    const pinned = page.getByRole('navigation').getByRole('button', { name: /^notes/i })
    await expect(pinned).toBeVisible()
    await row(page, 'pulse').click()
    await embedded(first.app, 'pulse')
    await page.getByRole('tab', { name: 'Services' }).click()
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1000, 700))
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1000)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('icons')), { timeout: 10_000 }).toMatch(/pulse/)
    await first.close()

    const second = await launch({ args: ['--demo', '--port', '0'], home })
    page = await second.app.firstWindow()
    await expect(page.getByRole('tab', { name: /pulse/i })).toBeVisible()
    await expect(page.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true')
    expect(await page.evaluate(() => innerWidth)).toBe(1000)
    await expect(page.getByRole('navigation').getByRole('heading', { name: 'Recent' })).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
    }
    // Nothing was loaded for a tab that nobody looked at; its icon is that of last time.
    await expect(page.getByRole('tab', { name: /pulse/i }).locator('img')).toHaveAttribute('src', /^data:image/)
    expect(second.app.windows().length).toBe(1)
    await page.keyboard.press('1')
    await expect.poll(async () => (await embedded(second.app, 'notes')).title()).toMatch(/notes/i)
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})

test('a closed tab comes back where it was, and tabs move by keyboard', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  for (const name of ['pulse', 'chat']) {
    await row(page, name).click()
    await embedded(app, name)
    await page.getByRole('tab', { name: 'Services' }).click()
  }
  const tabs = page.getByRole('tab')
  await expect(tabs).toHaveText([/Services/, /pulse/i, /chat/i])
  await page.getByRole('tab', { name: /pulse/i }).click()
  await press(app, await embedded(app, 'pulse'), 'control+shift+PageDown')
  await expect(tabs).toHaveText([/Services/, /chat/i, /pulse/i])
  await page.getByRole('tab', { name: /chat/i }).click({ button: 'middle' })
  await expect(tabs).toHaveCount(2)
  await press(app, await embedded(app, 'pulse'), 'control+shift+t')
  await expect(tabs).toHaveText([/Services/, /chat/i, /pulse/i])
})
