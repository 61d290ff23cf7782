import { readFile } from 'node:fs/promises'
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
