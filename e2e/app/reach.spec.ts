import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import http from 'node:http'
import { expect, type Page } from 'playwright/test'
import { embedded } from '../support/embedded-pages.ts'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
}

test('a tab shows how its page is reached, and the user can choose another way, which is remembered', async ({
  launch,
}, info) => {
  const home = await mkdtemp(path.join(tmpdir(), 'porthole-home-'))
  const first = await launch({ args: ['--port', '0'], home })
  const { app } = first
  const page = await app.firstWindow()
  await row(page, 'pulse').click()
  const pulse = await embedded(app, 'pulse')
  await expect.poll(() => pulse.title()).toContain('Pulse')
  const chip = page.getByRole('button', { name: /^How this page is reached/ })
  await expect(chip).toHaveText('Port-forward')
  await chip.click()
  await expect(page.getByText('Nothing is rewritten on the way')).toBeVisible()
  await page.screenshot({ path: info.outputPath('reach.png') })
  await page.getByRole('menuitemradio', { name: 'Service proxy' }).click()
  await expect(page.getByText('You chose this transport.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(chip).toHaveText('Service proxy')
  await expect.poll(() => pulse.title()).toContain('Pulse')
  await first.close()

  const again = await launch({ args: ['--port', '0'], home })
  // The tab is there again, too.
  const second = await again.app.firstWindow()
  await expect(second.getByRole('button', { name: /^How this page is reached/ })).toHaveText('Service proxy')
  await again.close()
  await rm(home, { recursive: true, force: true })
})

test('a TCP port is forwarded to a local port, shown while it runs, and stopped with one click', async ({
  launch,
}, info) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'pulse').hover()
  await row(page, 'pulse').getByRole('button', { name: 'Ports of pulse' }).first().click()
  await page.getByRole('spinbutton', { name: 'Local port' }).fill('0')
  await page.screenshot({ path: info.outputPath('ports.png') })
  await page.getByRole('button', { name: 'Forward', exact: true }).click()
  const running = page.getByRole('button', { name: '1 forwarded port' })
  await running.click()
  const shown = await page.getByRole('menuitem', { name: /^127\.0\.0\.1:/ }).textContent()
  const port = Number(/^127\.0\.0\.1:(\d+)/.exec(shown ?? '')?.[1])
  expect(await answered(port)).toBe(200)
  await expect(page.getByText(/\d+ kB in/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('forwards.png') })
  await page.getByRole('menuitem', { name: /^Stop/ }).click()
  await expect(running).toBeHidden()
  await expect(answered(port)).rejects.toThrow(/ECONNREFUSED/)
})

test('a read-only cluster refuses what could change it, and says so', async ({ launch }, info) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'notes').click()
  const notes = await embedded(app, 'notes')
  await page.getByRole('button', { name: 'Actions for demo' }).click()
  await page.getByRole('menuitemcheckbox', { name: /Read-only/ }).click()
  await page.screenshot({ path: info.outputPath('mode.png') })
  await page.keyboard.press('Escape')
  await notes.getByRole('textbox', { name: /user/i }).fill('demo')
  await notes.locator('input[type=password]').fill('porthole')
  await notes.getByRole('button', { name: /sign in|log in/i }).click()
  await expect(notes.getByRole('heading')).toHaveText('This cluster is read-only in Porthole')
})

test('a page whose WebSocket lost its query over the service proxy says so, and goes on over a port-forward', async ({
  launch,
}, info) => {
  const cluster = await startSiteCluster({ web: undefined })
  const { page, web } = await openWeb(launch, cluster)
  const lost = page.getByRole('status').filter({ hasText: 'drops the query of its WebSocket' })
  const chip = page.getByRole('button', { name: /^How this page is reached/ })
  const listen = () => web.evaluate(() => new WebSocket(`ws://${location.host}/live?token=1`))
  await listen()
  await web.evaluate(() => (document.title = 'before'))
  await chip.click()
  await page.getByRole('menuitemradio', { name: 'Service proxy' }).click()
  await page.keyboard.press('Escape')
  await expect(chip).toHaveText('Service proxy')
  await expect.poll(() => web.title()).not.toBe('before')
  // Over a tunnel it was refused, too, but with its query.
  await expect(lost).toBeHidden()
  await listen()
  await expect(lost).toBeVisible()
  await page.screenshot({ path: info.outputPath('socket-lost.png') })
  await page.getByRole('button', { name: 'Use a port-forward' }).click()
  await expect(lost).toBeHidden()
  await expect(chip).toHaveText('Port-forward')
  await cluster.close()
})

async function answered(port: number): Promise<number | undefined> {
  const [response] = (await once(http.get({ host: '127.0.0.1', port, agent: false }), 'response')) as [
    http.IncomingMessage,
  ]
  response.resume()
  return response.statusCode
}
