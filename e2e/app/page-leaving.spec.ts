import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { type AttackSite, hostOf, startAttackSite } from '../attacks/attack-site.ts'
import { ask, embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'

let site: AttackSite
let app: ElectronApplication
let page: Page
let web: Page
let home: string

test.beforeAll(async () => {
  site = await startAttackSite()
})
test.afterAll(() => site.close())

test.beforeEach(async ({ launch }) => {
  ;({ app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] }))
  page = await app.firstWindow()
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'evil', port: '' })
  web = await embedded(app, 'evil')
  // Playwright answers dialogs that nobody listens for.
  web.on('dialog', () => undefined)
  home = web.url()
  site.evil.seen.length = 0
})

/** Has the page ask to be kept, and its user click on it: only then may it. */
async function wantsToStay(then: string): Promise<void> {
  // A click on a page that is not drawn yet is lost.
  await web.evaluate(`document.documentElement.onclick = () => { clicked = true }`)
  await expect(async () => {
    await web.mouse.click(300, 300)
    expect(await web.evaluate(`'clicked' in window`)).toBe(true)
  }).toPass()
  await web.evaluate(`addEventListener('beforeunload', (event) => event.preventDefault())
    document.documentElement.onclick = () => { ${then} }`)
  // Not by a locator: that would wait for the end of a navigation that waits.
  await web.mouse.click(300, 300)
}
const bar = () => page.getByRole('alertdialog', { name: 'A question of evil' })
const button = (name: 'Leave' | 'Stay') => bar().getByRole('button', { name })
const came = (line: string) => site.evil.seen.filter((one) => one.line === line).length

test('a page that wants to be kept is asked about, and what else passes Porthole goes on', async () => {
  await web.evaluate(`void setInterval(() => fetch('/alive'), 100)`)
  await wantsToStay(`location = '/next'`)
  await expect(bar()).toContainText('Leave this page of evil? Changes that you made may not be saved.')
  // Another Service answers meanwhile, and so do the app and the page itself.
  const { port } = new URL(home)
  const headers = { host: `${hostOf('victim')}:${port}` }
  const [answer] = (await once(get({ port, headers, path: '/?while=asked' }), 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(200)
  const before = came('GET /alive')
  await expect.poll(() => came('GET /alive')).toBeGreaterThan(before)
  await button('Stay').click()
  await expect(bar()).toBeHidden()
  expect([web.url(), came('GET /next')]).toEqual([home, 0])

  await web.mouse.click(300, 300)
  // Whoever was in the page answers with a key, and by one that was meant for the page loses nothing.
  await expect(button('Stay')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bar()).toBeHidden()
  expect([web.url(), came('GET /next')]).toEqual([home, 0])

  await web.mouse.click(300, 300)
  await expect(button('Stay')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => web.url()).toBe(`${home}next`)
  await expect(bar()).toBeHidden()
  expect(came('GET /next')).toBe(1)
})

test('a form, a reload and a step back wait for the answer too, and are what they were', async () => {
  await web.goto(`${home}second`)
  await wantsToStay(
    `document.body.innerHTML = '<form method="post" action="/save"><input name="a"></form>'; document.forms[0].submit()`,
  )
  await button('Stay').click()
  expect(came('POST /save')).toBe(0)
  await web.mouse.click(300, 300)
  await button('Leave').click()
  await expect.poll(() => web.url()).toBe(`${home}save`)
  expect(came('POST /save')).toBe(1)

  const { tabs } = await ask(page, 'tabs.state', undefined)
  const tab = tabs[0]?.id ?? -1
  for (const [action, url] of [
    ['reload', `${home}second`],
    ['back', home],
  ] as const) {
    await web.goto(home)
    await web.goto(`${home}second`)
    site.evil.seen.length = 0
    await wantsToStay('')
    await ask(page, 'tabs.act', { tab, action })
    await expect(bar()).toBeVisible()
    expect([came('GET /'), came('GET /second')]).toEqual([0, 0])
    await button('Leave').click()
    await expect.poll(() => web.url(), action).toBe(url)
    await expect(bar()).toBeHidden()
    if (action === 'reload') expect(came('GET /second')).toBe(1)
  }
})

test('a question goes with what it was about, and a page that leaves itself in a loop asks once', async () => {
  await wantsToStay(`location = '/next'`)
  await expect(bar()).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(bar()).toBeHidden()
  expect(web.url()).toBe(home)

  await web.evaluate(
    `document.documentElement.onclick = () => setInterval(() => (tries++, location = '/loop'), 20); tries = 0`,
  )
  await web.mouse.click(300, 300)
  await button('Stay').click()
  await expect.poll(() => web.evaluate('tries')).toBeGreaterThan(20)
  await expect(bar()).toBeHidden()
  expect([web.url(), came('GET /loop')]).toEqual([home, 0])
})

test('a page that leads elsewhere is not left, and not asked about', async () => {
  const there = `http://${hostOf('victim')}:${new URL(home).port}/`
  await wantsToStay(`location = '${there}'`)
  expect((await embedded(app, 'victim')).url()).toBe(there)
  await expect(bar()).toBeHidden()
  expect(web.url()).toBe(home)
  // Nor does the next page that is gone to by itself wait.
  await web.evaluate(`onbeforeunload = null; document.body.innerHTML = '<iframe src="/frame"></iframe>'`)
  await expect.poll(() => came('GET /frame')).toBe(1)
})
