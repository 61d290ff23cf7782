import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, type Page } from 'playwright/test'

/** Dashboards, and what each of them is for, done in its page. Throws when that cannot be done. */
export const tasks = {
  prometheus: async (page) => {
    await page.getByRole('textbox').first().fill('up')
    await page.getByRole('button', { name: 'Execute' }).click()
    await expect(page.getByText(/up\{instance=/).first()).toBeVisible()
  },
  rabbitmq: async (page) => {
    await page.locator('input[name=username]').fill('guest')
    await page.locator('input[name=password]').fill('guest')
    await page.getByRole('button', { name: 'Login' }).click()
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible({ timeout: 10_000 })
    await expect(page.getByText('rabbit@localhost').first()).toBeVisible()
  },
  verdaccio: async (page, registry) => {
    // The name stays, so that what the page asks for about it compares; the version is new each time.
    const name = 'published-here'
    const version = `1.0.${++versions}`
    await publish(name, version, registry)
    await page.goto(`${new URL(page.url()).origin}/-/web/detail/${name}`)
    await expect(page.getByText(`Latest v${version}`).first()).toBeVisible()
  },
  'redis-commander': async (page) => {
    const command = async (text: string, answer: string): Promise<void> => {
      const line = page.locator('#_readline_input')
      await line.click()
      await line.fill(text)
      await line.press('Enter')
      await expect(page.locator('#commandLineOutput')).toContainText(answer)
    }
    await command('set greeting hello', '"OK"')
    await command('get greeting', '"hello"')
  },
} as const satisfies Record<string, (page: Page, registry: string) => Promise<void>>

export type Dashboard = keyof typeof tasks
export const dashboards = Object.keys(tasks) as Dashboard[]

let versions = 0

async function publish(name: string, version: string, registry: string): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-package-'))
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name, version }))
  await writeFile(path.join(folder, '.npmrc'), `${registry.slice('http:'.length)}:_authToken=anonymous\n`)
  await promisify(execFile)('npm', ['publish', '--registry', registry], { cwd: folder })
  await rm(folder, { recursive: true, force: true })
}
