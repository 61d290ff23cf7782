import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, embedded, tabOf } from '../support/embedded-pages.ts'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page
let web: Page

test.beforeAll(async () => {
  cluster = await startSiteCluster({ web: undefined })
})
test.afterAll(() => cluster.close())

test.beforeEach(async ({ launch }) => {
  ;({ app, page, web } = await openWeb(launch, cluster))
  // Playwright answers dialogs that nobody listens for.
  web.on('dialog', () => undefined)
})

/** Runs it in the page by main, which does not wait for the answer. */
const run = (code: string) =>
  app.evaluate(
    ({ webContents }, [url, script]) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
      void contents?.executeJavaScript(script).catch(() => undefined)
    },
    [web.url(), code] as const,
  )
const given = () => web.evaluate(() => (window as unknown as { given?: unknown }).given)
const field = () => page.getByRole('textbox', { name: 'New name?' })

test('prompt() asks beside the page, which gets what was typed, or nothing', async () => {
  await run(`given = prompt('New name?', 'copy')`)
  await expect(field()).toBeFocused()
  await expect(field()).toHaveValue('copy')
  await page.keyboard.type('mine')
  await page.keyboard.press('Enter')
  await expect.poll(given).toBe('mine')
  await expect(field()).toBeHidden()

  await run(`given = prompt('New name?')`)
  await expect(field()).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect.poll(given).toBeNull()
  // The page has nothing of ours left, and may have a prompt of its own.
  expect(await web.evaluate(() => document.querySelectorAll('iframe').length)).toBe(0)
  expect(await web.evaluate(`window.prompt = () => 'own'; prompt('x')`)).toBe('own')
})

test('alert() and confirm() stand beside the page in the name of its Service, and wait while another tab is on show', async () => {
  const bar = page.getByRole('alertdialog', { name: 'A question of web' })
  const ok = bar.getByRole('button', { name: 'OK' })
  await run(`alert('Saved'); given = 'read'`)
  await expect(bar).toContainText('web says: Saved')
  await expect(ok).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(given).toBe('read')

  await run(`given = confirm('Delete it?')`)
  await expect(bar).toContainText('web says: Delete it?')
  await page.keyboard.press('Escape')
  await expect.poll(given).toBe(false)

  await page.getByRole('tab', { name: 'Services' }).click()
  await run(`given = confirm('Delete it?')`)
  const tab = page.getByRole('tab', { name: /waits for you/ })
  await expect(tab).toBeVisible()
  await expect(bar).toBeHidden()
  await tab.click()
  await ok.click()
  await expect.poll(given).toBe(true)
  await expect(bar).toBeHidden()
})

test('a page that is asked for goes with its question', async () => {
  await run(`given = prompt('New name?')`)
  await expect(field()).toBeVisible()
  await page.getByRole('tab', { name: 'Services' }).click()
  await expect(page.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true')
  const tab = (await tabOf(page, 'web'))?.id ?? -1
  await ask(page, 'tabs.close', { tab })
  await expect(page.getByRole('tab', { name: 'web /' })).toBeHidden()
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'web', port: '' })
  web = await embedded(app, 'web')
  expect((await tabOf(page, 'web'))?.question).toBeNull()
})
