import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, catchExternal, embedded, press, tabOf } from '../support/embedded-pages.ts'
import { picture } from '../support/pictures.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page
let home: string

test.beforeAll(async () => {
  cluster = await startSiteCluster({ web: undefined })
})
test.afterAll(() => cluster.close())
test.beforeEach(async ({ launch }) => {
  const launched = await launch({ kubeconfig: cluster.kubeconfig, args: ['--port', '0'] })
  app = launched.app
  home = launched.home
  page = await app.firstWindow()
})

async function open(): Promise<Page> {
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'web', port: '' })
  return embedded(app, 'web')
}

/** Runs a script as the answer to a click on the page; what it returns is kept in `window.result`. */
async function click(at: Page, script: string): Promise<void> {
  await at.evaluate((code) => {
    document.documentElement.setAttribute(
      'onclick',
      `Promise.resolve(${code}).then(String, String).then((text) => (window.result = text))`,
    )
  }, script)
  await at.mouse.click(300, 500)
}
const resultOf = (at: Page): Promise<unknown> => at.evaluate(() => (window as { result?: unknown }).result)

/** A picture of the window in both looks. */
async function pictures(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.screenshot({ path: picture(`${name}-${theme}.png`), animations: 'disabled' })
  }
}

test('HTTP sign-in: asked by name, again when it was wrong, and then it goes on', async () => {
  await open()
  const tab = await tabOf(page, 'web')
  if (!tab) throw new Error('no tab')
  await ask(page, 'tabs.navigate', { tab: tab.id, address: '/private' })
  const dialog = page.getByRole('dialog', { name: 'Sign in to web' })
  await expect(dialog).toContainText('The vault')
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await pictures('sign-in')
  await page.keyboard.type('ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByLabel('Name').fill('ada')
  await dialog.getByLabel('Password').fill('secret')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await tabOf(page, 'web'))?.title).toBe('web /private')
})

test('Escape signs in nobody', async () => {
  await open()
  const tab = await tabOf(page, 'web')
  await ask(page, 'tabs.navigate', { tab: tab?.id ?? -1, address: '/private' })
  const dialog = page.getByRole('dialog', { name: 'Sign in to web' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect((await tabOf(page, 'web'))?.question).toBeNull()
})

test('a page copies on a click, and not by itself', async () => {
  const web = await open()
  const text = () => app.evaluate(({ clipboard }) => clipboard.readText())
  await app.evaluate(({ clipboard }) => clipboard.writeText('before'))
  await click(web, `navigator.clipboard.writeText('copied')`)
  await expect.poll(text).toBe('copied')
})

test('a permission is asked once, remembered, and can be asked again', async () => {
  const web = await open()
  await click(web, 'Notification.requestPermission()')
  const bar = page.getByRole('alert').filter({ hasText: 'web wants to show notifications.' })
  await expect(bar).toBeVisible()
  await pictures('permission')
  await bar.getByRole('button', { name: 'Allow' }).click()
  await expect.poll(() => resultOf(web)).toBe('granted')
  await expect(bar).toBeHidden()
  await web.reload()
  expect(await web.evaluate(() => Notification.permission)).toBe('granted')
  await page.getByRole('button', { name: 'Ask about this Service’s permissions again' }).click()
  await click(web, 'Notification.requestPermission()')
  await bar.getByRole('button', { name: 'Block' }).click()
  await expect.poll(() => resultOf(web)).toBe('denied')
})

test('find in page counts, goes round, and closes with Esc', async () => {
  const web = await open()
  await web.evaluate(() => document.body.append(' needle in hay, needle, and needle'))
  await press(app, web, 'Control+f')
  const field = page.getByRole('textbox', { name: 'Find in page' })
  await expect(field).toBeFocused()
  await page.keyboard.type('needle')
  await expect(page.getByRole('status').filter({ hasText: '1 of 3' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '2 of 3' })).toBeVisible()
  await pictures('find')
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByRole('status').filter({ hasText: '1 of 3' })).toBeVisible()
  await field.fill('nothing such')
  await expect(page.getByRole('status').filter({ hasText: 'Not found' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
})

test('zoom is the Service’s own, and is still there after a restart', async ({ launch }) => {
  const web = await open()
  const width = await web.evaluate(() => innerWidth)
  await press(app, web, 'Control+=')
  await expect.poll(() => web.evaluate(() => innerWidth)).toBeLessThan(width)
  await expect(page.getByRole('button', { name: '110%' })).toBeVisible()
  await app.close()
  const again = await launch({ kubeconfig: cluster.kubeconfig, args: ['--port', '0'], home })
  app = again.app
  page = await app.firstWindow()
  const there = await open()
  await expect.poll(() => there.evaluate(() => devicePixelRatio)).toBeCloseTo(1.1)
  await page.getByRole('button', { name: '110%' }).click()
  await expect(page.getByRole('button', { name: '110%' })).toBeHidden()
})

test('a link out of the cluster is shown first', async () => {
  const web = await open()
  const external = await catchExternal(app)
  await click(web, `window.open('https://example.com/docs?page=1')`)
  const bar = page.getByRole('alert').filter({ hasText: 'https://example.com/docs?page=1' })
  await expect(bar).toBeVisible()
  await pictures('link')
  await bar.getByRole('button', { name: 'Stay here' }).click()
  await expect(bar).toBeHidden()
  expect(await external()).toEqual([])
})

test('a download shows how it stands, and where it lies', async () => {
  const web = await open()
  const file = path.join(home, 'saved.txt')
  // In the place of the dialog, which no test can press.
  await app.evaluate(
    ({ webContents }, [url, place]) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
      contents?.session.once('will-download', (_event, item) => item.setSavePath(place ?? ''))
    },
    [web.url(), file],
  )
  await web.evaluate(() => location.assign('/download?name=saved.txt'))
  await page.getByRole('button', { name: '1 download' }).click()
  const item = page.getByRole('menuitem', { name: 'saved.txt' })
  await expect(item).toContainText('Saved from web in ~')
  await expect(item).toContainText('Show in folder')
  await pictures('downloads')
  expect(await readFile(file, 'utf8')).toBe('content')
  await page.getByRole('menuitem', { name: 'Clear the list' }).click()
  await expect(page.getByRole('button', { name: '1 download' })).toBeHidden()
})
