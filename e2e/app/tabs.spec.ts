import { expect, type ElectronApplication, type Locator, type Page } from 'playwright/test'
import { allContents, ask, embedded, press, screenColour, tabOf } from '../support/embedded-pages.ts'
import { siteColour } from '../support/service-site.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  cluster = await startSiteCluster({ web: undefined, api: undefined, one: undefined, two: undefined, three: undefined })
})
test.afterAll(() => cluster.close())

test.beforeEach(async ({ launch }) => {
  const launched = await launch({ kubeconfig: cluster.kubeconfig, args: ['--port', '0'] })
  app = launched.app
  page = await app.firstWindow()
})

/** Opens a Service as a person does and waits for its page. */
async function open(service: string): Promise<Page> {
  await page.getByRole('tab', { name: 'Services' }).click()
  // A row that the pointer happens to lie on says more than its name.
  await page.getByRole('gridcell', { name: new RegExp(`^${service}( |$)`) }).click()
  const opened = await embedded(app, service)
  await expect.poll(async () => (await tabOf(page, service))?.loading).toBe(false)
  return opened
}

/** What is on the screen in the middle of where a page may draw. */
async function middle(): Promise<number[]> {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  return screenColour(app, width * 0.6, height * 0.7)
}

test('a Service opens in a tab with its title and icon, and closing it leaves nothing', async () => {
  const web = await open('web')
  const tab = page.getByRole('tab', { name: 'web /' })
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(tab.locator('img')).toHaveAttribute('src', /^data:image\/png;base64,/)
  expect(new URL(web.url()).hostname).toMatch(/\bweb\.default\.demo\.[a-z2-7]{12}\.localhost$/)
  await expect.poll(middle).toEqual([...siteColour])

  await page.getByTestId(/^close-/).click()
  await expect(tab).toBeHidden()
  await expect.poll(() => allContents(app)).toEqual(['app://porthole/'])
  const isPage = (type: string) => type === 'Tab'
  await expect
    .poll(async () =>
      (await app.evaluate((electron) => electron.app.getAppMetrics().map(({ type }) => type))).filter(isPage),
    )
    .toHaveLength(1)
})

test('a page that is not on show is no part of the window, where one that reloads itself would hold back menus', async () => {
  const views = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.contentView.children.length)
  const alone = await views()
  await open('web')
  await expect.poll(views).toBe((alone ?? 0) + 1)
  await page.getByRole('tab', { name: 'Services' }).click()
  await expect.poll(views).toBe(alone)
  await page.getByRole('tab', { name: 'web /' }).click()
  await expect.poll(views).toBe((alone ?? 0) + 1)
  await expect.poll(middle).toEqual([...siteColour])
})

test('the page is drawn exactly where the app leaves room for it', async () => {
  await open('web')
  const panel = await page.getByRole('tabpanel').boundingBox()
  const bar = await page.getByRole('toolbar').boundingBox()
  if (!panel || !bar) throw new Error('The page has no place')
  const top = Math.round(bar.y + bar.height)
  const left = Math.round(panel.x)
  await expect.poll(() => screenColour(app, left + 1, top + 1)).toEqual([...siteColour])
  const corner = { x: Math.round(panel.x + panel.width) - 2, y: Math.round(panel.y + panel.height) - 2 }
  expect(await screenColour(app, corner.x, corner.y)).toEqual([...siteColour])
  expect(await screenColour(app, left + 1, top - 3)).not.toEqual([...siteColour])
  expect(await screenColour(app, left - 3, top + 1)).not.toEqual([...siteColour])
})

test('a page that is not on show keeps its state', async () => {
  const web = await open('web')
  await web.getByLabel('note').fill('unsaved')
  await page.getByRole('tab', { name: 'Services' }).click()
  await expect.poll(middle).not.toEqual([...siteColour])
  await open('api')
  await page.getByRole('tab', { name: 'web /' }).click()
  await expect.poll(middle).toEqual([...siteColour])
  await expect(web.getByLabel('note')).toHaveValue('unsaved')
})

test('opening a Service again goes to the tab it has', async () => {
  await open('web')
  await open('api')
  await page.getByRole('tab', { name: 'Services' }).click()
  await page
    .getByRole('row')
    .filter({ has: page.getByText('web', { exact: true }) })
    .click()
  await expect(page.getByRole('tab', { name: 'web /' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tab')).toHaveCount(3)
})

test('the page has the focus when it is shown, and the window’s keys work in it', async () => {
  const focused = () => app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL())
  const web = await open('web')
  await expect.poll(focused).toBe(web.url())
  const api = await open('api')
  await expect.poll(focused).toBe(api.url())

  await press(app, api, 'control+shift+Tab')
  await expect(page.getByRole('tab', { name: 'web /' })).toHaveAttribute('aria-selected', 'true')
  await expect.poll(focused).toBe(web.url())
  await press(app, web, 'control+l')
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused()
  await press(app, web, 'control+w')
  await expect(page.getByRole('tab', { name: 'web /' })).toBeHidden()
  await press(app, api, 'control+1')
  await expect(page.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true')
})

test('back, forward, reload and the address bar', async () => {
  const web = await open('web')
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('/deep')
  await address.press('Enter')
  await web.waitForURL('**/deep')
  await press(app, web, 'alt+Left')
  await web.waitForURL((url) => url.pathname === '/')
  await page.getByRole('button', { name: 'Forward', exact: true }).click()
  await web.waitForURL('**/deep')
  await web.evaluate(() => Object.assign(window, { before: true }))
  await press(app, web, 'F5')
  await web.waitForFunction(() => !('before' in window))

  const tab = (await tabOf(page, 'web'))?.id ?? -1
  await expect(ask(page, 'tabs.navigate', { tab, address: 'https://example.com/' })).rejects.toThrow('pages of http://')
})

test('at most four pages live; one that was closed comes back at its address', async () => {
  const web = await open('web')
  await web.evaluate(() => location.assign('/deep'))
  await web.waitForURL('**/deep')
  for (const service of ['api', 'one', 'two', 'three']) await open(service)
  await expect.poll(() => allContents(app)).toHaveLength(5)
  expect((await allContents(app)).join()).not.toContain('//web.')

  await page.getByRole('tab', { name: 'web /deep' }).click()
  expect(new URL((await embedded(app, 'web')).url()).pathname).toBe('/deep')
  await expect.poll(() => allContents(app)).toHaveLength(5)
})

test('tabs share a narrow strip, keep their names, and the one on show stays in sight beside the Services', async () => {
  for (const service of ['one', 'two', 'three', 'api', 'web']) await open(service)
  const strip = page.getByRole('tablist')
  const inactive = strip.locator('[role=tab][aria-selected=false]:not(#tab-services)')
  const widths = () => inactive.evaluateAll((all) => [...new Set(all.map((one) => one.getBoundingClientRect().width))])
  expect(await widths()).toHaveLength(1)
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(640, 720)
    window?.webContents.setZoomFactor(1.5)
  })
  await expect.poll(async () => (await widths())[0]).toBeLessThan(50)
  for (const service of ['one', 'two', 'three', 'api', 'web'])
    await expect(strip.getByRole('tab', { name: `${service} /` })).toHaveCount(1)
  const inSight = async (name: string) => {
    await expect(strip.getByRole('tab', { name })).toBeInViewport({ ratio: 0.99 })
    await expect(strip.getByRole('tab', { name: 'Services' })).toBeInViewport({ ratio: 0.99 })
    const left = (tab: Locator) => tab.evaluate((one) => one.getBoundingClientRect().left)
    const end = (tab: Locator) => tab.evaluate((one) => one.getBoundingClientRect().right)
    const services = await end(strip.getByRole('tab', { name: 'Services' }))
    await expect.poll(() => left(strip.getByRole('tab', { name }))).toBeGreaterThanOrEqual(services)
  }
  await inSight('web /')
  await page.keyboard.press('ControlOrMeta+2')
  await inSight('one /')
})

test('a tab that is dragged goes with the pointer and stays where it is let go; Escape brings it back', async () => {
  for (const service of ['one', 'two', 'three']) await open(service)
  const order = () => page.getByRole('tab', { name: / \/$/ }).allTextContents()
  const drag = async (from: string, to: string) => {
    const [start, end] = await Promise.all(
      [from, to].map((name) => page.getByRole('tab', { name: `${name} /` }).boundingBox()),
    )
    if (!start || !end) throw new Error('there is no such tab')
    const y = start.y + start.height / 2
    await page.mouse.move(start.x + start.width / 2, y)
    await page.mouse.down()
    await page.mouse.move(end.x + end.width / 2, y + 200, { steps: 4 })
  }
  await drag('one', 'three')
  const held = await page.getByRole('tab', { name: 'one /' }).boundingBox()
  const last = await page.getByRole('tab', { name: 'three /' }).boundingBox()
  expect(held?.x).toBeGreaterThan(last?.x ?? Infinity)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await order()).toEqual(['one /', 'two /', 'three /'])
  await drag('one', 'three')
  await page.mouse.up()
  await expect.poll(order).toEqual(['two /', 'three /', 'one /'])
  await drag('one', 'two')
  await page.mouse.up()
  await expect.poll(order).toEqual(['one /', 'two /', 'three /'])
  await expect
    .poll(async () => (await tabOf(page, 'three'))?.id)
    .toBe((await ask(page, 'tabs.state', undefined)).active)
})

test('a page that crashes says so and can be loaded again', async () => {
  const web = await open('web')
  await app.evaluate(
    ({ webContents }, url) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL() === url)
        ?.forcefullyCrashRenderer(),
    web.url(),
  )
  await expect(page.getByRole('heading', { name: 'The page crashed' })).toBeVisible()
  await expect.poll(middle).not.toEqual([...siteColour])
  await page.getByRole('tabpanel').getByRole('button', { name: 'Reload' }).last().click()
  await expect.poll(middle).toEqual([...siteColour])
})

test('a page that closes itself takes its tab along', async () => {
  const web = await open('web')
  await web.evaluate(() => window.close()).catch(() => undefined)
  await expect(page.getByRole('tab')).toHaveCount(1)
  await expect.poll(() => allContents(app)).toEqual(['app://porthole/'])
})
