import { deflateSync } from 'node:zlib'
import { expect, type Page } from 'playwright/test'
import { ask, embedded, tabOf } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { type AttackSite, startAttackSite } from './attack-site.ts'

// What a Service shows of itself around its page (icon, title, address) is drawn by the app's own page, and what its page asks
// of Chromium goes by the app's main process: none may hold them up.

let site: AttackSite

test.beforeAll(async () => {
  site = await startAttackSite()
})
test.afterAll(() => site.close())

const svg = (content: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${content}</svg>`)}`
const circle = '<circle r="9"/>'

/** 10 to the power of `levels` circles, in some 100 bytes each. */
function bomb(levels: number): string {
  const groups = Array.from({ length: levels }, (_, at) => {
    return `<g id="g${at + 1}">${`<use href="#g${at}"/>`.repeat(10)}</g>`
  })
  return svg(`<defs><g id="g0">${circle}</g>${groups.join('')}</defs><use href="#g${levels}"/>`)
}

/** A PNG of one colour: 48 KB for 1.6 GB of pixels. */
function hugePng(side: number): string {
  const chunk = (type: string, data: Buffer): Buffer => {
    const frame = Buffer.alloc(12 + data.length)
    frame.writeUInt32BE(data.length, 0)
    frame.write(type, 4, 'latin1')
    data.copy(frame, 8)
    frame.writeUInt32BE(crc32(frame.subarray(4, -4)), 8 + data.length)
    return frame
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side), { level: 9 })
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  const file = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
  return `data:image/png;base64,${file.toString('base64')}`
}

/** Node has one of its own from 20.15 and 22.2 on only, and its types for neither. */
function crc32(bytes: Buffer): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ -1) >>> 0
}

/** How long the app's page has at most kept somebody waiting in a while, in ms. */
function longestWait(window: Page, during: number): Promise<number> {
  return window.evaluate(async (limit) => {
    const end = performance.now() + limit
    let longest = 0
    for (let last = performance.now(); last < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
    return longest
  }, during)
}

const showIcon = (page: Page, url: string): Promise<void> =>
  page.evaluate((href) => {
    document.querySelector('link[rel=icon]')?.remove()
    document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href }))
  }, url)

test('nothing that a Service shows of itself holds up the window', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const window = await app.firstWindow()
  await window
    .getByRole('row')
    .filter({ has: window.getByText('evil', { exact: true }) })
    .waitFor()
  await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'evil', port: '' })
  const page = await embedded(app, 'evil')
  const attempts: Record<string, () => Promise<unknown>> = {
    'an icon of 10^11 circles': () => showIcon(page, bomb(11)),
    'an icon of 400 million pixels': () => showIcon(page, hugePng(20_000)),
    'a title of 10 MB': () => page.evaluate(`document.title = 'a'.repeat(1e7)`),
    'addresses of 2 MB': () =>
      page.evaluate(`for (let i = 0; i < 100; i++) history.pushState(null, '', '/' + i + 'a'.repeat(1.9e6))`),
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    await attempt()
    expect.soft(await longestWait(window, 4_000), name).toBeLessThan(3_000)
  }
  const { favicon, title, url } = (await tabOf(window, 'evil')) ?? {}
  expect([favicon, title?.length, url]).toEqual([null, 300, `${new URL(page.url()).origin}/`])
  // An honest icon, after all of that and behind one more, is drawn.
  await showIcon(page, bomb(11))
  await page.waitForTimeout(500)
  await showIcon(page, svg(circle))
  await expect.poll(async () => (await tabOf(window, 'evil'))?.favicon).toMatch(/^data:image\/png;base64,/)
})

/** What each is to hold up is main, so that nobody waits for it. */
const floods: Readonly<Record<string, string>> = {
  'frames that are sent elsewhere without end': `
    const frames = Array.from({ length: 50 }, () => document.body.appendChild(document.createElement('iframe')))
    setInterval(() => frames.forEach((frame) => (frame.contentWindow.location = 'http://other.invalid/' + Math.random())), 1)`,
  'permissions that are looked up without end': `
    setInterval(() => { for (let i = 0; i < 1000; i++) navigator.permissions.query({ name: 'camera' }) }, 1)`,
  'titles without end': `
    setInterval(() => { for (let i = 0; i < 200; i++) document.title = 'title ' + Math.random() }, 1)`,
  // Of these main is told nothing.
  'workers without end': `
    const url = URL.createObjectURL(new Blob(['0']))
    setInterval(() => { for (let i = 0; i < 20; i++) new Worker(url).terminate() }, 10)`,
}
for (const [name, flood] of Object.entries(floods)) {
  test(`a page is ended that keeps main busy: ${name}`, async ({ launch }) => {
    const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
    const window = await app.firstWindow()
    const row = window.getByRole('row').filter({ has: window.getByText('evil', { exact: true }) })
    await row.waitFor()
    await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'evil', port: '' })
    const page = await embedded(app, 'evil')
    await page.evaluate(`void setTimeout(() => { ${flood} })`)
    // Under a debugger, which is told of each frame, main takes its time; without the rule it takes minutes.
    const problem = async () => (await tabOf(window, 'evil'))?.problem
    await expect.poll(problem, { timeout: 60_000 }).toContain('kept Porthole busy')
    expect(await longestWait(window, 500)).toBeLessThan(500)
    // A person may have it back.
    const tab = await tabOf(window, 'evil')
    await ask(window, 'tabs.act', { tab: tab?.id ?? -1, action: 'reload' })
    await expect.poll(async () => (await tabOf(window, 'evil'))?.problem).toBeNull()
  })
}
