import { originUrl } from '../../shared/origin.ts'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { answerQuestion, ask, catchExternal, embedded, tabOf } from '../support/embedded-pages.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page
let external: () => Promise<string[]>

test.beforeAll(async () => {
  const signOn = 'https://login.example.com/authorize?state=1'
  cluster = await startSiteCluster({ web: undefined, api: undefined, guarded: signOn })
})
test.afterAll(() => cluster.close())

test.beforeEach(async ({ launch }) => {
  const launched = await launch({ kubeconfig: cluster.kubeconfig, args: ['--port', '0'] })
  app = launched.app
  page = await app.firstWindow()
  external = await catchExternal(app)
})

async function open(name: string): Promise<void> {
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name, port: '' })
}

/** What the page tried since the last call: where to, and whether it was stopped. */
async function watchAttempts(at: Page): Promise<() => Promise<[url: string, stopped: boolean][]>> {
  await app.evaluate(({ webContents }, url) => {
    const attempts: [string, boolean][] = []
    Object.assign(globalThis, { attempts })
    const note = (event: { url: string; defaultPrevented: boolean }) =>
      attempts.push([event.url, event.defaultPrevented])
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
    contents?.on('will-frame-navigate', note)
    contents?.on('will-redirect', note)
  }, at.url())
  return () => app.evaluate(() => (globalThis as unknown as { attempts: [string, boolean][] }).attempts.splice(0))
}

/** Runs a script in the page, as the answer to a click when `clicked`. */
async function attempt(at: Page, script: string, clicked: boolean): Promise<void> {
  if (!clicked) return at.evaluate(script)
  // Not by a locator: that would wait for the end of a navigation that was stopped.
  await at.evaluate((code) => document.documentElement.setAttribute('onclick', code), script)
  await at.mouse.click(300, 500)
}

const elsewhere = 'https://example.com/x'
const rows: [name: string, script: string, clicked: boolean, tried: string, stopped: boolean, opened: string[]][] = [
  ['a link elsewhere', `location = '${elsewhere}'`, true, elsewhere, true, [elsewhere]],
  ['the same without a click', `location = '${elsewhere}'`, false, elsewhere, true, []],
  [
    'a form sent elsewhere',
    `const f = document.createElement('form'); f.action = '${elsewhere}'; f.method = 'post'; document.body.append(f); f.submit()`,
    true,
    elsewhere,
    true,
    [elsewhere],
  ],
  ['a redirect elsewhere', `location = '/redirect?to=${elsewhere}'`, true, elsewhere, true, [elsewhere]],
  [
    'a frame that leaves through the top',
    `document.body.appendChild(document.createElement('iframe')).srcdoc = '<script>top.location = "${elsewhere}"</' + 'script>'`,
    true,
    elsewhere,
    true,
    [elsewhere],
  ],
  [
    'credentials in a link',
    `location = 'https://bank.example@example.com/x'`,
    true,
    'https://bank.example@example.com/x',
    true,
    [elsewhere],
  ],
  ['a program', `location = 'mailto:a@example.com'`, true, 'mailto:a@example.com', true, []],
  ['the app', `location = 'app://porthole/'`, true, 'app://porthole/', true, []],
  [
    'the app in a frame',
    `document.body.appendChild(document.createElement('iframe')).src = 'app://porthole/'`,
    true,
    'app://porthole/',
    true,
    [],
  ],
]

test('a page stays on its own origin', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const origin = new URL(web.url()).origin
  const attempts = await watchAttempts(web)
  for (const [name, script, clicked, tried, stopped, opened] of rows) {
    await test.step(name, async () => {
      // A click that comes while the page still ends the row before may be lost: it is made again.
      await expect(async () => {
        await external()
        await attempt(web, script, clicked)
        const seen: [string, boolean][] = []
        await expect
          .poll(async () => (seen.push(...(await attempts())), seen), { timeout: 2_000 })
          .toContainEqual([tried, stopped])
      }).toPass({ timeout: 20_000 })
      // Nobody's browser is opened before somebody has seen where it leads.
      expect(await external()).toEqual([])
      if (opened.length > 0) await answerQuestion(page, 'web', 'yes')
      await expect.poll(external).toEqual(opened)
      expect(new URL(web.url()).origin).toBe(origin)
      // Whatever the row left of its click is used up here.
      await web.evaluate(() => window.open('https://example.com/rest'))
      await external()
      while ((await tabOf(page, 'web'))?.question) await answerQuestion(page, 'web', 'no')
    })
  }
  expect((await ask(page, 'tabs.state', undefined)).tabs).toHaveLength(1)
})

test('a new window opens in the browser, once for a click and after a yes', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  await attempt(web, `for (let i = 0; i < 3; i++) window.open('${elsewhere}')`, true)
  await answerQuestion(page, 'web', 'yes')
  await expect.poll(external).toEqual([elsewhere])
  expect((await tabOf(page, 'web'))?.question).toBeNull()
  await attempt(
    web,
    `window.open('file:///etc/passwd'); window.open('javascript:alert(1)'); window.open('app://porthole/'); window.opened = true`,
    true,
  )
  await expect.poll(() => web.evaluate(() => 'opened' in window)).toBe(true)
  expect(await external()).toEqual([])
  // Once the process that drew the icon has ended.
  await expect.poll(() => app.windows()).toHaveLength(2)
})

test('a link to another Service opens its tab', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const target = { cluster: 'demo', namespace: 'default', service: 'api', port: '' }
  const there = `${originUrl(target, Number(new URL(web.url()).port))}deep?q=1`
  await attempt(web, `location = '${there}'`, true)
  const api = await embedded(app, 'api')
  expect(api.url()).toBe(there)
  expect(new URL(web.url()).pathname).toBe('/')
  await expect(page.getByRole('tab', { name: 'api /deep' })).toHaveAttribute('aria-selected', 'true')
})

test('a name of the cluster leads to the tab of its Service: in a link, and where a Service sends its page', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  await attempt(web, `window.open('http://api.default.svc.cluster.local/deep?q=1#part')`, true)
  const api = await embedded(app, 'api')
  const target = { cluster: 'demo', namespace: 'default', service: 'api', port: '' }
  const there = originUrl(target, Number(new URL(web.url()).port))
  expect(api.url()).toBe(`${there}deep?q=1#part`)
  await attempt(api, `location = 'http://web/back'`, true)
  await expect.poll(() => new URL(web.url()).pathname).toBe('/back')
  await attempt(web, `location = '/redirect?to=${encodeURIComponent('http://api.default:80/signed-in')}'`, true)
  await expect.poll(() => api.url()).toBe(`${there}signed-in`)
  await expect(page.getByRole('tab', { name: 'api /signed-in' })).toHaveAttribute('aria-selected', 'true')
  // A Service that the cluster does not list is asked about, as any other page.
  await attempt(api, `window.open('http://none.default.svc/')`, true)
  await answerQuestion(page, 'api', 'no')
  expect(await external()).toEqual([])
})

test('a Service that sends everybody to a sign-on page says so', async () => {
  await open('guarded')
  await expect(page.getByRole('heading', { name: 'The Service sent this tab to login.example.com' })).toBeVisible()
  await page.getByRole('button', { name: 'Open in browser' }).click()
  await expect.poll(external).toEqual(['https://login.example.com/authorize?state=1'])
})

test('a page has no powers', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const powers = await web.evaluate(async () => {
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => 'allowed',
        (error: unknown) => (error as Error).name,
      )
    return {
      bridge: 'porthole' in window,
      node: 'process' in window || 'require' in window,
      location: (await navigator.permissions.query({ name: 'geolocation' })).state,
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      agent: navigator.userAgent,
    }
  })
  expect(powers).toEqual({
    bridge: false,
    node: false,
    location: 'denied',
    screen: 'NotAllowedError',
    agent: expect.not.stringMatching(/electron|porthole/i),
  })
})

test('a download is asked for, in the downloads folder, under a harmless name', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const asked = app.evaluateHandle(({ webContents }, url) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
    return new Promise<string>((resolve) => {
      contents?.session.on('will-download', (_event, item) => {
        resolve(`${item.getSavePath()}|${item.getSaveDialogOptions().defaultPath ?? ''}`)
        item.cancel()
      })
    })
  }, web.url())
  await web.evaluate(() => location.assign('/download?name=..%2F..%2F.ssh%2Fkeys.txt'))
  const downloads = await app.evaluate((electron) => electron.app.getPath('downloads'))
  const [path = '', proposed = ''] = (await (await asked).jsonValue()).split('|')
  expect(path).toBe('')
  expect(proposed.startsWith(`${downloads}/`)).toBe(true)
  expect(proposed.slice(downloads.length + 1)).toMatch(/^[^/\\.][^/\\]*\.txt$/)
  await expect.poll(async () => (await tabOf(page, 'web'))?.loading).toBe(false)
})

test('a page that begins downloads in a loop holds the window with no dialogs', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  await app.evaluate(({ webContents }, url) => {
    const told = { asked: [] as string[], stopped: [] as string[] }
    Object.assign(globalThis, { told })
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
    contents?.session.on('will-download', (event, item) => {
      told[event.defaultPrevented ? 'stopped' : 'asked'].push(item.getURL())
      // As somebody does who closes the dialog.
      if (!event.defaultPrevented) setTimeout(() => item.cancel(), 100)
    })
  }, web.url())
  const told = (what: 'asked' | 'stopped', name: string) =>
    app.evaluate(
      (_electron, [kind, part]) =>
        (globalThis as unknown as { told: Record<string, string[]> }).told[kind]?.filter((url) => url.includes(part))
          .length ?? 0,
      [what, `name=${name}`] as const,
    )
  /** Begins twenty until Chromium takes any: it takes ten in a second. */
  const begin = async (name: string, clicked: boolean, until: 'asked' | 'stopped') => {
    const script = `for (let each = 0; each < 20; each++) {
      const link = document.createElement('a')
      Object.assign(link, { href: '/download?name=${name}' + each, download: '' })
      link.click()
    }`
    const taken = async () => {
      await attempt(web, script, clicked)
      return told(until, name)
    }
    await expect.poll(taken).toBeGreaterThan(0)
  }
  await begin('first', false, 'stopped')
  const asked = await told('asked', 'first')
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(3)
  // Somebody has said no, and has done nothing since.
  await begin('second', false, 'stopped')
  expect(await told('asked', 'second')).toBe(0)
  await begin('third', true, 'asked')
})

test('a page that renames itself in a loop does not keep the window busy', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const counted = await page.evaluate(() => {
    const counter = { titles: 0 }
    Object.assign(window, { counter })
    let last = ''
    window.porthole.on('tabs.changed', ({ tabs }) => {
      const title = tabs[0]?.title ?? ''
      if (title !== last) counter.titles += 1
      last = title
    })
    return counter.titles
  })
  expect(counted).toBe(0)
  await web.evaluate(async () => {
    for (let each = 0; each < 200; each++) {
      document.title = `title ${each}`
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    document.title = 'the last\u202e one'
  })
  await expect.poll(async () => (await tabOf(page, 'web'))?.title).toBe('the last one')
  const titles = () => page.evaluate(() => (window as unknown as { counter: { titles: number } }).counter.titles)
  expect(await titles()).toBeLessThan(20)
})

test('the app’s own scheme does not exist for a page, in a frame neither', async () => {
  await open('web')
  const web = await embedded(app, 'web')
  const handled = await app.evaluate(({ webContents }, url) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
    return contents?.session.protocol.isProtocolHandled('app')
  }, web.url())
  expect(handled).toBe(false)
  expect(
    await web.evaluate(() =>
      fetch('app://porthole/').then(
        () => 'answered',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
})
