import { originUrl } from '../../shared/origin.ts'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, catchExternal, embedded, press, tabOf } from '../support/embedded-pages.ts'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page
let web: Page

test.beforeAll(async () => {
  cluster = await startSiteCluster({ web: undefined, api: undefined })
})
test.afterAll(() => cluster.close())

test.beforeEach(async ({ launch }) => {
  ;({ app, page, web } = await openWeb(launch, cluster))
})

/** Has the page run a script when it is clicked, and clicks it: again where a click came before the page could be seen. */
async function click(at: Page, script: string, modifiers: 'Control'[] = []): Promise<void> {
  const tab = (await tabs()).find(({ url }) => url === at.url())
  if (tab) await ask(page, 'tabs.activate', { tab: tab.id })
  const once = `document.documentElement.removeAttribute('onclick'); ${script}`
  await at.evaluate((code) => document.documentElement.setAttribute('onclick', code), once)
  await expect(async () => {
    for (const key of modifiers) await at.keyboard.down(key)
    await at.mouse.click(300, 500)
    for (const key of modifiers) await at.keyboard.up(key)
    expect(await at.evaluate(() => document.documentElement.hasAttribute('onclick'))).toBe(false)
  }).toPass()
}

/** The page that a click opens; there are others, in which icons are drawn. */
async function opened(script: string): Promise<Page> {
  const window = web.waitForEvent('popup')
  await click(web, `globalThis.opened = ${script}`)
  return window
}

const tabs = async () => (await ask(page, 'tabs.state', undefined)).tabs
const openedIs = (expression: string) => web.evaluate(`globalThis.opened${expression}`)
const showing = () => page.getByRole('tab', { selected: true })

test.describe('what is opened beside a page by a click with Control', () => {
  /** All of the page, so that the click meets it. */
  const over = async (element: string): Promise<void> => {
    await web.evaluate((text) => document.body.insertAdjacentHTML('beforeend', text), element)
    await web.addStyleTag({ content: 'button, a { position: fixed; inset: 0 }' })
  }
  const beside = async (): Promise<string> => {
    await click(web, '', ['Control'])
    // The next window need not be it: Porthole draws icons in one that comes and goes.
    const opened = () => app.windows().find((window) => window.url().endsWith('/asked'))
    await expect.poll(() => opened()?.url()).toBeDefined()
    await opened()?.waitForLoadState()
    return (await opened()?.locator('body').innerText()) ?? ''
  }

  test('is asked for with what its form sends', async () => {
    await over('<form method="post" action="/asked"><input name="q" value="ä 1"><button>send</button></form>')
    expect(await beside()).toBe('POST from /: q=%C3%A4+1')
  })

  test('is told which page its link is on', async () => {
    await over('<a href="/asked">link</a>')
    expect(await beside()).toBe('GET from /: ')
  })
})

test('a page’s window is a tab beside it that talks to its opener, and closes as it says', async () => {
  const log = await opened(`window.open('/log?tail=1', 'log', 'popup,width=300,height=200')`)
  await log.waitForURL('**/log?tail=1')
  await expect(showing()).toHaveAccessibleName(/web \/log/)
  await expect
    .poll(async () => (await tabs()).map(({ url, opener }) => [new URL(url).pathname, opener]))
    .toEqual([
      ['/', null],
      ['/log', (await tabs())[0]?.id],
    ])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await web.evaluate(() =>
    addEventListener('message', ({ data, origin }) => Object.assign(window, { told: [data, origin] })),
  )
  await log.evaluate(() => (opener as Window).postMessage('signed in', origin))
  await expect.poll(() => web.evaluate('globalThis.told')).toEqual(['signed in', new URL(web.url()).origin])
  // The same cookies; the same browser; no way to anything of ours.
  await web.evaluate(() => (document.cookie = 'a=b'))
  const powers = `[document.cookie, navigator.userAgent, 'porthole' in window, 'process' in window || 'require' in window]`
  expect(await log.evaluate(powers)).toEqual(['a=b', await web.evaluate('navigator.userAgent'), false, false])
  // Its name leads to it again, and another tab is left alone.
  await click(web, `window.open('/log?tail=2', 'log')`)
  await log.waitForURL('**/log?tail=2')
  await expect(showing()).toHaveAccessibleName(/web \/log/)
  // Of its own accord a page brings nothing to the front.
  await ask(page, 'tabs.activate', { tab: (await tabs())[0]?.id ?? 0 })
  await web.evaluate(() => window.open('/log?tail=3', 'log'))
  await log.waitForURL('**/log?tail=3')
  await expect(showing()).toHaveAccessibleName(/web \/$/)
  expect(await tabs()).toHaveLength(2)

  await web.evaluate('opened.close()')
  await expect(showing()).toHaveAccessibleName(/web \//)
  await expect.poll(tabs).toHaveLength(1)
  expect(await openedIs('.closed')).toBe(true)
})

test('a window shows what its opener writes, and what it has made', async () => {
  const written = await opened(`window.open('')`)
  await web.evaluate(`opened.document.write('<title>Report</title><h1>42</h1>'); opened.document.close()`)
  await expect(written.getByRole('heading', { name: '42' })).toBeVisible()
  await expect(showing()).toHaveAccessibleName(/Report/)
  const made = await opened(
    `window.open(window.URL.createObjectURL(new Blob(['<h1>made</h1>'], { type: 'text/html' })))`,
  )
  await expect(made.getByRole('heading', { name: 'made' })).toBeVisible()
  // Empty at first, it goes to a page of the Service later, as a sign-in does.
  const later = await opened(`window.open('about:blank')`)
  await web.evaluate(`opened.location = '/later'`)
  await later.waitForURL('**/later')
})

test('a window needs a click, is one for a click, and there are not many', async () => {
  await web.evaluate(() => window.open('/popup'))
  await web.evaluate(() => window.open('/popup'))
  // Who is refused is told at once.
  await click(web, `got = Array.from({ length: 20 }, () => window.open('/popup')).filter(Boolean).length`)
  expect(await web.evaluate('got')).toBe(1)
  expect(await tabs()).toHaveLength(2)
  for (let i = 0; i < 10; i++) await click(web, `window.open('/popup')`)
  expect(await tabs()).toHaveLength(9)
})

test('a window goes nowhere that a page may not go', async () => {
  const external = await catchExternal(app)
  const window = await opened(`window.open('/popup')`)
  await window.waitForURL('**/popup')
  for (const url of [
    'file:///etc/passwd',
    'app://porthole/',
    'data:text/html,x',
    'blob:https://example.com/0-1',
    'chrome://gpu',
  ]) {
    await window.evaluate(`try { location.assign(${JSON.stringify(url)}) } catch {}`).catch(() => undefined)
    await web.evaluate(`try { opened.location = ${JSON.stringify(url)} } catch {}`)
    await click(window, `window.open(${JSON.stringify(url)})`)
  }
  expect(new URL(window.url()).pathname).toBe('/popup')
  expect(await tabs()).toHaveLength(2)
  expect(await external()).toEqual([])
  // It neither moves nor resizes anything of ours.
  const bounds = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const before = await bounds()
  await window.evaluate('moveTo(0, 0); resizeTo(200, 200); focus()')
  expect(await bounds()).toEqual(before)
  // Another site is asked about, another Service is its own tab.
  const away = await opened(`window.open('')`)
  await web.evaluate(`opened.location = 'https://login.example.com/'`)
  const asked = async () => (await tabs()).find(({ question }) => question !== null)?.question
  await expect.poll(asked).toMatchObject({ kind: 'link', url: 'https://login.example.com/' })
  expect(away.url()).toBe('about:blank')
  const target = { cluster: 'demo', namespace: 'default', service: 'api', port: '' }
  const api = originUrl(target, Number(new URL(web.url()).port))
  await click(web, `window.open('${api}')`)
  expect((await embedded(app, 'api')).url()).toBe(api)
  expect((await tabOf(page, 'api'))?.opener).toBeNull()
})

test('a link that is opened beside the page waits in the background; a file leaves no tab', async () => {
  await web.evaluate(() => (document.body.innerHTML = '<a href="/beside" style="position:fixed;inset:0">beside</a>'))
  await click(web, '', ['Control'])
  await expect.poll(async () => (await tabs()).map(({ url }) => new URL(url).pathname)).toEqual(['/', '/beside'])
  await expect(showing()).toHaveAccessibleName(/web \/$/)
  await app.evaluate(({ webContents }) => {
    for (const one of webContents.getAllWebContents()) {
      one.session.prependListener('will-download', (_event: unknown, item: Electron.DownloadItem) =>
        item.setSavePath('/dev/null'),
      )
    }
  })
  await web.evaluate(
    () =>
      (document.body.innerHTML =
        '<a href="/download?name=a.txt" target="_blank" style="position:fixed;inset:0">file</a>'),
  )
  await click(web, '')
  await expect.poll(async () => (await ask(page, 'downloads.state', undefined)).length).toBe(1)
  await expect.poll(async () => (await tabs()).length).toBe(2)
})

test('full screen is the page’s own place: the window and its bars stay, and Escape leads out', async () => {
  const enter = `document.documentElement.requestFullscreen().then(() => { entered = 'yes' })`
  const size = () => web.evaluate(() => [innerWidth, innerHeight])
  const before = await size()
  await click(web, enter)
  await expect.poll(() => web.evaluate('entered')).toBe('yes')
  expect(await web.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  expect(await size()).toEqual(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen())).toBe(false)
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible()
  await press(app, web, 'Escape')
  await expect.poll(() => web.evaluate(() => document.fullscreenElement)).toBeNull()
})
