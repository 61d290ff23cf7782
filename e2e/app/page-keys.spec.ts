import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { press } from '../support/embedded-pages.ts'
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
})

/** The page takes all keys, as a terminal does, until it is told not to. */
const takeKeys = () =>
  web.evaluate(() => {
    const got: string[] = []
    Object.assign(window, { got, takes: true })
    addEventListener('keydown', (event) => {
      got.push(`${event.ctrlKey ? 'Control+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`)
      if ((window as unknown as { takes: boolean }).takes) event.preventDefault()
    })
  })
const got = () => web.evaluate(() => (window as unknown as { got: string[] }).got.splice(0))
const leaveKeys = () => web.evaluate(() => Object.assign(window, { takes: false }))
const palette = () => page.getByRole('dialog')

test('a page has keys first that it has in a browser, and Porthole those that it leaves alone', async () => {
  await takeKeys()
  const keys = ['Control+k', 'Control+r', 'Control+f', 'Control+l', 'Control+p', 'Control+1', 'F5', 'F12', 'Control+=']
  for (const key of [...keys, 'Control+\\']) await press(app, web, key)
  await expect.poll(async () => (await got()).at(-1)).toBe('Control+\\')
  await expect(palette()).toBeHidden()
  await expect(page.getByRole('tab', { name: 'web /' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('textbox', { name: 'Address' })).not.toBeFocused()
  // It has not been loaded anew, nor enlarged.
  expect(await web.evaluate('[takes, devicePixelRatio]')).toEqual([true, 1])

  await leaveKeys()
  await press(app, web, 'Control+=')
  await expect.poll(() => web.evaluate('Math.round(devicePixelRatio * 100)')).toBe(110)
  await press(app, web, 'Control+k')
  await expect(palette()).toBeVisible()
  await expect.poll(async () => (await got()).at(-1)).toBe('Control+k')
  await page.keyboard.press('Escape')
  await press(app, web, 'Control+f')
  await expect(page.getByRole('textbox', { name: /find/i })).toBeFocused()
})

test('no page takes the way out of it, and no menu is seen', async () => {
  await takeKeys()
  await press(app, web, 'Control+k')
  await expect.poll(got).toEqual(['Control+k'])
  await press(app, web, 'Alt')
  const bar = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMenuBarVisible())
  expect(await bar()).toBe(false)
  await press(app, web, 'Control+w')
  await expect(page.getByRole('tab', { name: 'web /' })).toBeHidden()
})
