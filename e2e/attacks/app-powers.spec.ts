import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, catchExternal, embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { type AttackSite, startAttackSite } from './attack-site.ts'

let site: AttackSite

test.beforeAll(async () => {
  site = await startAttackSite()
})
test.afterAll(() => site.close())

async function hostilePage(app: ElectronApplication, window: Page): Promise<Page> {
  await window
    .getByRole('row')
    .filter({ has: window.getByText('evil', { exact: true }) })
    .waitFor()
  await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'evil', port: '' })
  return embedded(app, 'evil')
}

/** The same page in a window of Electron's own making, with a session of which nobody says what it may. */
async function unguarded(app: ElectronApplication): Promise<Page> {
  const url = `http://localhost:${site.open.port}/control`
  await app.evaluate(({ BrowserWindow }, address) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'unguarded' } })
    void window.loadURL(address)
  }, url)
  const find = () => app.windows().find((page) => page.url() === url)
  await expect.poll(find).toBeDefined()
  const page = find()
  if (!page) throw new Error('The unguarded window is gone')
  await page.waitForLoadState()
  return page
}

/** What a page may ask for, each as an expression for the answer; the other side of it is an error's name or `denied`. */
const powers: Readonly<Record<string, string>> = {
  notifications: `Notification.requestPermission()`,
  clipboard: `navigator.permissions.query({ name: 'clipboard-read' }).then(({ state }) => state)`,
  location: `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`,
  camera: `navigator.permissions.query({ name: 'camera' }).then(({ state }) => state)`,
  microphone: `navigator.permissions.query({ name: 'microphone' }).then(({ state }) => state)`,
  MIDI: `navigator.permissions.query({ name: 'midi' }).then(({ state }) => state)`,
  sensors: `navigator.permissions.query({ name: 'accelerometer' }).then(({ state }) => state)`,
  windows: `navigator.permissions.query({ name: 'window-management' }).then(({ state }) => state)`,
}

/** Devices are chosen by somebody: without a choice there is none, whoever asks. */
const devices: Readonly<Record<string, string>> = {
  HID: `navigator.hid.requestDevice({ filters: [] }).then((list) => list.length)`,
  USB: `navigator.usb.requestDevice({ filters: [] }).then(() => 1)`,
  serial: `navigator.serial.requestPort().then(() => 1)`,
  'known HID': `navigator.hid.getDevices().then((list) => list.length)`,
  'known USB': `navigator.usb.getDevices().then((list) => list.length)`,
  'known serial': `navigator.serial.getPorts().then((list) => list.length)`,
}

const answer = (page: Page, expression: string): Promise<string> =>
  page.evaluate(`(async () => String(await (${expression})))().catch((error) => error.name)`)

/** The same of what somebody may be asked about, who here never answers. */
const answerSoon = (page: Page, expression: string): Promise<string> =>
  answer(page, `Promise.race([${expression}, new Promise((resolve) => setTimeout(resolve, 1000, 'asked'))])`)

test('what a page of a Service asks for it does not get', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const page = await hostilePage(app, await app.firstWindow())
  const control = await unguarded(app)
  for (const [name, expression] of Object.entries(powers)) {
    expect.soft(await answer(control, expression), `${name}, where nobody says no`).toBe('granted')
    expect.soft(await answerSoon(page, expression), name).toMatch(/^(denied|prompt|asked)$/)
  }
  for (const [name, expression] of Object.entries(devices)) {
    expect.soft(await answer(page, expression), name).toMatch(/^(0|NotFoundError|NotAllowedError|SecurityError)$/)
  }
})

test('a page of a Service has the clipboard only from its user', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const page = await hostilePage(app, await app.firstWindow())
  const put = (text: string) => app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
  const has = () => app.evaluate(({ clipboard }) => clipboard.readText())
  /** By main, which stands for no click as Playwright does. */
  const run = (script: string): Promise<unknown> =>
    app.evaluate(
      ({ webContents }, [url, code]) =>
        webContents
          .getAllWebContents()
          .find((one) => one.getURL() === url)
          ?.executeJavaScript(code),
      [page.url(), script] as const,
    )
  await page.evaluate(`document.body.innerHTML = '<textarea>echo hostile</textarea>'
    field = document.querySelector('textarea')
    field.onclick = () => { field.select(); document.execCommand('copy') }`)
  await put('secret')
  // What a click once allowed is over then.
  await expect.poll(() => run('navigator.userActivation.isActive'), { timeout: 10_000 }).toBe(false)
  expect(await run(`field.select(); [document.execCommand('copy'), document.execCommand('cut')]`)).toEqual([
    false,
    false,
  ])
  expect(await has()).toBe('secret')
  const paste = `field.value = ''; field.focus(); [document.execCommand('paste'), field.value]`
  expect(await run(paste)).toEqual([false, ''])
  // Nor with a click, which is one for copying.
  expect(await page.evaluate(paste)).toEqual([false, ''])
  await page.evaluate(`field.value = 'wanted'`)
  await page.locator('textarea').click()
  await expect.poll(has).toBe('wanted')
})

test('a page of a Service makes no sound by itself', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  // At once: what Playwright does to a page counts as a click.
  await app.evaluate(({ app: electron }) => {
    const heard: Record<string, unknown> = {}
    Object.assign(globalThis, { heard })
    electron.on('web-contents-created', (_event, contents) => {
      contents.once('dom-ready', () => {
        const sound = `new Promise((resolve) => { const sound = new AudioContext(); setTimeout(() => resolve(sound.state), 500) })`
        void contents.executeJavaScript(sound).then((state: unknown) => (heard[contents.getURL()] = state))
      })
    })
  })
  const heard = (page: Page) =>
    app.evaluate(
      (_electron, url) => (globalThis as unknown as { heard: Record<string, unknown> }).heard[url],
      page.url(),
    )
  const page = await hostilePage(app, await app.firstWindow())
  await expect.poll(() => heard(page)).toBe('suspended')
  const control = await unguarded(app)
  await expect.poll(() => heard(control)).toBe('running')
})

test('a page of a Service has no way to the app’s own words', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const window = await app.firstWindow()
  const page = await hostilePage(app, window)
  const names = ['porthole', 'require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer', 'global', '__dirname']
  const found = (at: Page) => at.evaluate(`${JSON.stringify(names)}.filter((name) => name in window)`)
  // The app's own page has the bridge, so this would see it.
  expect(await found(window)).toEqual(['porthole'])
  expect(await found(page)).toEqual([])
  expect(await page.evaluate(`[opener, parent === window, top === window, frames.length]`)).toEqual([
    null,
    true,
    true,
    0,
  ])
  // A frame, which gets a window of its own, has no more.
  const inFrame = `(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    return ${JSON.stringify(names)}.filter((name) => name in frame.contentWindow)
  })()`
  expect(await page.evaluate(inFrame)).toEqual([])
  // `<webview>` is a word that means nothing.
  const webview = `(() => {
    const element = Object.assign(document.createElement('webview'), { src: '${site.server}' })
    element.setAttribute('src', 'http://localhost:${site.open.port}/?attack=webview')
    element.setAttribute('nodeintegration', '')
    document.body.append(element)
    return [element.constructor.name, 'loadURL' in element]
  })()`
  expect(await page.evaluate(webview)).toEqual(['HTMLElement', false])
  expect(site.open.seen.filter(({ line }) => line.includes('webview'))).toEqual([])
})

test('a page of a Service goes to no other scheme', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const page = await hostilePage(app, await app.firstWindow())
  const external = await catchExternal(app)
  // But for one in which its icon is drawn.
  const windows = () => app.windows().filter((one) => one.url() !== 'about:blank').length
  const before = windows()
  const home = page.url()
  const targets = [
    'file:///etc/passwd',
    'porthole://open/demo/default/victim',
    'app://porthole/',
    'chrome://version',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'view-source:file:///etc/passwd',
    'data:text/html,<title>elsewhere</title>',
    'mailto:a@evil.example',
    'ms-settings:',
    `${site.server}/api/v1/secrets`,
  ]
  for (const target of targets) {
    const url = JSON.stringify(target)
    // Asked by a click's worth of activation: Playwright's scripts have one.
    await page.evaluate(`try { window.open(${url}) } catch {}`)
    await page.evaluate(`try { location.assign(${url}) } catch {}`).catch(() => undefined)
    await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), { src: ${url} }))`)
    await page.evaluate(`fetch(${url}).catch(() => undefined)`)
    const redirect = JSON.stringify(`/redirect?code=302&to=${encodeURIComponent(target)}`)
    await page.evaluate(`fetch(${redirect}).catch(() => undefined)`)
    expect.soft(page.url(), target).toBe(home)
  }
  // The technique works, within its own origin.
  await page.evaluate(`location.assign('/?went=here')`)
  await expect.poll(() => page.url()).toBe(`${home}?went=here`)
  const opened = await external()
  expect(opened.filter((url) => !/^https?:/.test(url))).toEqual([])
  expect(windows()).toBe(before)
})

test('a Service’s worker sees nothing of another Service', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const window = await app.firstWindow()
  const page = await hostilePage(app, window)
  const registered = await page.evaluate(
    `navigator.serviceWorker.register('/worker.js?home=' + encodeURIComponent(location.href), { scope: '/' })
      .then(() => navigator.serviceWorker.ready).then(() => 'registered', (error) => error.name)`,
  )
  expect(registered).toBe('registered')
  await page.goto(`${page.url()}?at=home`)
  expect(await page.title()).toBe('hijacked')
  await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'victim', port: '' })
  const other = await embedded(app, 'victim')
  expect(await other.title()).toBe('page')
  expect(await other.evaluate(`navigator.serviceWorker.getRegistrations().then((list) => list.length)`)).toBe(0)
  expect(site.evil.seen.some(({ line }) => line.includes('saw=') && line.includes('at%3Dhome'))).toBe(true)
  expect(site.evil.seen.filter(({ line }) => line.includes('saw=') && line.includes('victim'))).toEqual([])
})
