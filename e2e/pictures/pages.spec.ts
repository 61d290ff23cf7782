import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, embedded, tabOf } from '../support/embedded-pages.ts'
import { look } from '../support/looks.ts'
import { startSiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 300_000 })

let app: ElectronApplication
let page: Page

/** Opens a Service; the page is embedded and has been shown. */
async function open(name: string, namespace: string, cluster = 'demo'): Promise<Page> {
  await ask(page, 'tabs.open', { cluster, namespace, name, port: '' })
  const opened = await embedded(app, name)
  await settled(opened)
  return opened
}

/** A page has painted what it is and where it is now. */
async function settled(...pages: Page[]): Promise<void> {
  for (const one of pages) {
    await one.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
    )
  }
  // The window system puts views together by itself, and tells nobody.
  await page.waitForTimeout(400)
}

async function lookAt(screen: string, ...pages: Page[]): Promise<void> {
  await test.step(screen, () =>
    look(app, page, screen, pages.length === 0 ? {} : { embedded: () => settled(...pages) }),
  )
}

test('pages of the demo', async ({ launch }) => {
  app = (await launch({ args: ['--demo', '--port', '0'] })).app
  page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const orders = await open('orders', 'shop')
  await expect(orders.getByRole('heading')).toHaveText('Nothing is ready behind this Service')
  await lookAt('failure', orders)
  const pulse = await open('pulse', 'monitoring')
  await lookAt('page', pulse)
  await page.getByRole('button', { name: /^How this page is reached/ }).click()
  await lookAt('reach-menu')
  await page.keyboard.press('Escape')
  const notes = await open('notes', 'tools')
  await page.getByRole('tab', { name: /notes/i }).focus()
  await page.keyboard.press('Control+\\')
  await expect(page.getByRole('separator')).toBeVisible()
  await lookAt('split', notes)
  await page.getByRole('tab', { name: /orders/i }).click({ button: 'right' })
  await lookAt('tab-menu')
})

test('what a page asks', async ({ launch }) => {
  const cluster = await startSiteCluster({ web: undefined })
  app = (await launch({ kubeconfig: cluster.kubeconfig, args: ['--port', '0'] })).app
  page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'web' }).first().waitFor()
  const web = await open('web', 'default')
  const tab = (await tabOf(page, 'web'))?.id ?? 0
  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: 'Find in page' }).fill('web')
  await lookAt('find', web)
  await page.keyboard.press('Escape')
  await web.evaluate(() =>
    document.documentElement.setAttribute(
      'onclick',
      `window.open('https://example.com/docs/a-long-way/to-a-page?page=1')`,
    ),
  )
  await web.mouse.click(300, 300)
  await page.getByRole('button', { name: 'Stay here' }).waitFor()
  await lookAt('question', web)
  await page.getByRole('button', { name: 'Stay here' }).click()
  await ask(page, 'tabs.navigate', { tab, address: '/private' })
  await page.getByRole('dialog', { name: 'Sign in to web' }).waitFor()
  await lookAt('sign-in')
  await page.keyboard.press('Escape')
  const file = `${await app.evaluate(({ app: electron }) => electron.getPath('userData'))}/saved.txt`
  await app.evaluate(({ webContents }, place) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http://web.'))
    contents?.session.once('will-download', (_event, item) => item.setSavePath(place))
  }, file)
  await web.evaluate(() => location.assign('/download?name=saved.txt'))
  await page.getByRole('button', { name: '1 download' }).click()
  await lookAt('downloads')
  await cluster.close()
})
