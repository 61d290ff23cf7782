import { readFile, writeFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(words)
  await expect(page.getByRole('option').first()).toContainText(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('the theme is chosen by keyboard, kept in the file, and exported', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  // Playwright says light by itself.
  await page.emulateMedia({ colorScheme: null })
  const isDark = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const [words, dark] of [
    ['Theme: light', false],
    ['Theme: dark', true],
  ] as const) {
    await command(page, words)
    await expect.poll(isDark).toBe(dark)
  }
  await page.screenshot({ path: picture('theme-dark.png'), animations: 'disabled' })
  const folder = await app.evaluate(({ app: electron }) => electron.getPath('userData'))
  const exported = `${folder}/exported.json`
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, exported)
  await command(page, 'Export settings')
  await expect(page.getByText('exported.json').first()).toBeVisible()
  expect(JSON.parse(await readFile(exported, 'utf8'))).toMatchObject({ preferences: { theme: 'dark' } })
})

/** Nothing as long as there is no file: it is written a moment after the first change. */
async function preferencesIn(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => '{"preferences":{}}')
  return (JSON.parse(text) as { preferences: Record<string, unknown> }).preferences
}

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    await page.screenshot({ path: picture(`settings-${colorScheme}.png`), animations: 'disabled' })
  }
}

test('the page sets preferences by keyboard alone, and takes in what is written into the file', async ({ launch }) => {
  const { app, home } = await launch({ args: ['--demo', '--port', '0'] })
  const file = `${home}/user-data/settings.json`
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.keyboard.press('Control+,')
  const port = page.getByRole('textbox', { name: 'Port' })
  await expect(port).toHaveValue('8001')
  await accessible(page)
  await page.emulateMedia({ colorScheme: null })

  await page.getByRole('radio', { name: 'System' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await page.keyboard.press('Tab')
  await expect(port).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('70000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('A whole number from 1 to 65535')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('9000')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('switch', { name: 'Read-only for all clusters' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.getByRole('textbox', { name: 'Namespace to add' }).focus()
  await page.keyboard.type('shop')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove shop' })).toBeVisible()
  const chosen = { theme: 'dark', port: 9000, readOnly: true, defaultNamespaces: ['shop'] }
  await expect.poll(() => preferencesIn(file)).toMatchObject(chosen)

  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"port": 9000', '"port": 9001').replace('"tray": false', '"tray": true'))
  await expect(port).toHaveValue('9001')
  await expect(page.getByRole('switch', { name: 'Tray icon' })).toBeChecked()
  await writeFile(file, text.replace('"theme": "dark",', '"theme": "dark"'))
  await expect(page.getByRole('alert')).toContainText(/line \d+, column \d+: a comma or } is missing/)
  await accessible(page)
  await page.screenshot({ path: picture('settings-broken.png'), animations: 'disabled' })
  await writeFile(file, text.replace('"tray": true', '"tray": false'))
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(port).toHaveValue('9000')
})

test('an import is shown before it is done, and what was there is kept', async ({ launch }) => {
  const { app, home } = await launch({ args: ['--demo', '--port', '0'] })
  const file = `${home}/user-data/settings.json`
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('switch', { name: 'Notifications' }).click()
  await expect.poll(() => preferencesIn(file)).toMatchObject({ notifications: true })
  const other = `${home}/other.json`
  const clusters = { demo: { readOnly: false, wholeApi: true } }
  await writeFile(other, JSON.stringify({ version: 1, preferences: { port: 9000, future: 1 }, clusters }))
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, other)
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  await expect(dialog.getByRole('listitem').first()).toContainText('wholeApi')
  await expect(dialog).toContainText('1 change lets more through than before.')
  await expect(dialog).toContainText('1 entry is left out')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await page.screenshot({ path: picture('settings-import.png'), animations: 'disabled' })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await preferencesIn(file)).toMatchObject({ port: 8001 })
  await page.getByRole('button', { name: 'Import…' }).click()
  await expect(page.getByRole('button', { name: 'Import 3 changes' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${file}.before-import`)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Port' })).toHaveValue('9000')
  await expect(page.getByRole('switch', { name: 'Serve the whole API of demo' })).toBeChecked()
  expect(await preferencesIn(`${file}.before-import`)).toMatchObject({ port: 8001, notifications: true })
})

test('nothing of the page is cut off at 200 % text in the narrowest window', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('heading', { name: 'Settings file' }).waitFor()
  for (const [width, zoom] of [
    [640, 1],
    [1280, 2],
    [640, 2],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, [wide, factor]) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.setContentSize(wide, 900)
        window?.webContents.setZoomFactor(factor)
      },
      [width, zoom] as const,
    )
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width / zoom)
    const cut = await page
      .getByRole('main')
      .evaluate((main) =>
        [...main.querySelectorAll('button, input, h1, h2, p, label, [role=radiogroup]')]
          .filter((one) => !one.closest('[inert]') && one.getBoundingClientRect().right > window.innerWidth)
          .map((one) => one.outerHTML.slice(0, 120)),
      )
    expect(cut).toEqual([])
  }
})
