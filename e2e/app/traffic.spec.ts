import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { type ElectronApplication, expect, type Page } from 'playwright/test'
import { askOrigin, demoOrigin } from '../support/demo-service.ts'
import { openInDevTools } from '../support/devtools-har.ts'
import { harSchema } from '../support/har-schema.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

const requests = (page: Page) => page.getByRole('grid', { name: 'Requests' }).getByRole('row')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Request' })

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
}

async function exported(app: ElectronApplication, page: Page, item: string, file: string): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('menuitem', { name: item }).press('Enter')
  await expect(page.getByText(file).first()).toBeVisible()
  return readFile(file, 'utf8')
}

test('requests are followed, filtered and looked at by keyboard, without credentials, and asked again with curl', async ({
  launch,
}) => {
  const { app, home } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  const pulse = page.getByRole('row').filter({ hasText: 'pulse' }).first()
  // A row that is looked at is asked what it speaks: that is Porthole's own, and no traffic of anybody.
  await pulse.hover()
  await pulse.getByTitle(/^HTTP · .*Pulse/).waitFor()
  await page.keyboard.press('Control+Shift+E')
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible()
  await accessible(page)
  await page.screenshot({ path: picture('traffic-empty.png'), animations: 'disabled' })

  const cart = await demoOrigin(page, 'shop', 'cart')
  const headers = { authorization: 'Bearer s3cr3t', cookie: 'session=s3cr3t', 'x-trace': 'kept' }
  const { body } = await askOrigin(cart, '/v1/cart?token=s3cr3t', { headers })
  const sent = JSON.stringify({ sku: 'HG-0117' })
  await askOrigin(cart, '/v1/add', { method: 'POST', headers: { 'content-type': 'application/json' } }, sent)
  await askOrigin(await demoOrigin(page, 'shop', 'orders'), '/')
  await expect(requests(page)).toHaveCount(4)

  await page.keyboard.press('/')
  await page.keyboard.type('get v1')
  await expect(page.getByText('1 of 3 requests')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByText('200 OK')).toBeVisible()
  await expect(panel(page).getByText('x-trace')).toBeVisible()
  await expect(panel(page).getByText('REDACTED').first()).toBeVisible()
  await accessible(page)
  expect(await page.content()).not.toContain('s3cr3t')

  await panel(page).getByRole('button', { name: 'Copy as curl' }).press('Enter')
  await expect(page.getByText('curl command').first()).toBeVisible()
  const command = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(command).not.toContain('s3cr3t')
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${command} --silent`])
  expect(stdout).toBe(body)

  // Esc leaves the panel, the filter, and then the selection.
  await page.keyboard.press('Escape')
  await expect(panel(page)).toBeHidden()
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByText('4 requests')).toBeVisible()

  // The one that nobody was there for says why.
  await page.getByRole('button', { name: 'Failed' }).press('Enter')
  await expect(requests(page)).toHaveCount(2)
  await requests(page).nth(1).click()
  await expect(panel(page).getByText('no-endpoints', { exact: true })).toBeVisible()
  await page.screenshot({ path: picture('traffic-error.png'), animations: 'disabled' })
  await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'All' }).press('Enter')

  const text = await exported(app, page, 'HAR Without', `${home}/all.har`)
  const { log } = harSchema.parse(JSON.parse(text))
  expect(log.entries.map(({ request }) => request.method)).toEqual(['GET', 'POST', 'GET', 'GET'])
  expect(log.entries[0]?.request.url).toContain(cart.host)
  expect(text).not.toContain('s3cr3t')
  expect(text).not.toContain('HG-0117')
})

test('bodies are kept when asked, of that Service, from then on, and DevTools opens them as HAR', async ({
  launch,
}) => {
  const { app, home } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const cart = await demoOrigin(page, 'shop', 'cart')
  await askOrigin(cart, '/healthz')
  await page.keyboard.press('Control+Shift+E')
  await page.getByRole('button', { name: /^Service:/ }).press('Enter')
  await page.getByRole('menuitem', { name: /^cart/ }).press('Enter')
  await expect(requests(page)).toHaveCount(2)
  await requests(page).nth(1).click()
  await expect(panel(page).getByText('Bodies are not kept unless you ask')).toBeVisible()
  await panel(page).getByRole('button', { name: 'Keep bodies of cart' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Bodies' })).toHaveAttribute('aria-pressed', 'true')
  const sent = JSON.stringify({ sku: 'HG-0117' })
  await askOrigin(cart, '/v1/cart', { method: 'POST', headers: { 'content-type': 'application/json' } }, sent)
  await expect(requests(page)).toHaveCount(3)
  await requests(page).nth(2).click()
  await expect(panel(page).getByText('"currency": "EUR"')).toBeVisible()
  await expect(panel(page).getByText('"sku": "HG-0117"').last()).toBeVisible()
  await accessible(page)
  await page.screenshot({ path: picture('traffic-dark.png'), animations: 'disabled' })
  const text = await exported(app, page, 'HAR with bodies', `${home}/bodies.har`)
  const { log } = harSchema.parse(JSON.parse(text))
  expect(log.entries.map(({ request }) => request.postData?.text)).toEqual([undefined, sent])
  expect(log.entries[1]?.response.content.text).toContain('Deck lantern')
  const read = await openInDevTools(app, text)
  expect(read.map(({ method, url, status }) => [method, url, status])).toEqual([
    ['GET', `${cart.origin}/healthz`, 200],
    ['POST', `${cart.origin}/v1/cart`, 200],
  ])
  expect(read[1]?.body).toContain('Deck lantern')
  expect(read[1]?.duration).toBeGreaterThan(0)
})

test('2,000 requests stay quick, and a list that is scrolled up stays where it is', async ({ launch }) => {
  test.setTimeout(120_000)
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.evaluate(() => window.porthole.invoke('settings.set', { requestsKept: 2000 }))
  const cart = await demoOrigin(page, 'shop', 'cart')
  const ask = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at++) await askOrigin(cart, `/p/${at}`)
  }
  await Promise.all(Array.from({ length: 10 }, (_, at) => ask(at * 200, at * 200 + 200)))
  await page.keyboard.press('Control+Shift+E')
  const grid = page.getByRole('grid', { name: 'Requests' })
  await expect(grid).toHaveAttribute('aria-rowcount', '2001')
  expect(await requests(page).count()).toBeLessThan(80)
  // It begins at the end; one page up it holds, while more comes in and the oldest go.
  await expect.poll(() => grid.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(2)
  await grid.evaluate((one) => one.scrollTo({ top: one.scrollTop - 5000 }))
  await expect(page.getByRole('button', { name: 'Newest' })).toBeVisible()
  const top = (): Promise<string> =>
    grid.evaluate((one) => {
      const { top: edge } = one.getBoundingClientRect()
      const lines = [...one.querySelectorAll('[role=row][aria-selected]')]
      const line = lines.find((each) => each.getBoundingClientRect().top >= edge + 28)
      return `${line?.textContent} ${Math.round((line?.getBoundingClientRect().top ?? 0) - edge)}`
    })
  const before = await top()
  await ask(2000, 2060)
  await expect.poll(() => page.evaluate(() => document.title)).toContain('Traffic')
  await page.waitForTimeout(600)
  expect(await top()).toBe(before)
  await page.getByRole('button', { name: 'Newest' }).press('Enter')
  await expect(page.getByText('/p/2059')).toBeVisible()
  await page.screenshot({ path: picture('traffic-many.png'), animations: 'disabled' })
  await grid.focus()
  const slow = await page.evaluate(async () => {
    const times: number[] = []
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    for (let at = 0; at < 40; at++) {
      const began = performance.now()
      const event = new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      await painted()
      times.push(performance.now() - began)
    }
    return times.sort((a, b) => a - b)[20] ?? Infinity
  })
  // Two frames, and some for a machine that is shared.
  console.log(`an arrow key among 2,000 requests: ${slow.toFixed(1)} ms, median of 40, two frames among them`)
  expect(slow).toBeLessThan(100)
})
