import AxeBuilder from '@axe-core/playwright'
import { once } from 'node:events'
import net from 'node:net'
import { expect, type Page } from 'playwright/test'
import { ask, embedded } from '../support/embedded-pages.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
}

/** What the PostgreSQL server of the demo answers to a startup packet. */
async function askPostgres(port: number): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  socket.write(Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return answer.toString('latin1')
}

test('a port that does not speak HTTP keeps its name, and its forward is one click away', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'postgres').waitFor()
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'shop', name: 'postgres', port: '' })
  const failed = await embedded(app, 'postgres')
  await expect(failed.getByRole('heading')).toHaveText('The port does not speak HTTP')
  await expect(failed.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('tab', { name: /postgres/ })).toBeVisible()
  await page.screenshot({ path: picture('not-http.png'), animations: 'disabled' })
  await page.getByRole('button', { name: 'Forward 5432 to this computer' }).click()
  const address = page.getByText(/^127\.0\.0\.1:\d+$/).last()
  await expect(page.getByRole('tabpanel').getByRole('button', { name: 'Copy address' })).toBeVisible()
  const said = (await page.getByRole('tabpanel').getByRole('status').textContent()) ?? ''
  expect(await askPostgres(Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]))).toContain('a drawing of one')
  await expect(address).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: picture('not-http-forwarded.png'), animations: 'disabled' })
})

test('where nothing is ready the command that shows the Pods is at hand', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'orders').click()
  const failed = await embedded(app, 'orders')
  await expect(failed.getByRole('heading')).toHaveText('Nothing is ready behind this Service')
  await expect(failed.getByRole('button')).toHaveCount(0)
  await expect(page.getByText('kubectl get pods -n shop -l app.kubernetes.io/name=orders')).toBeVisible()
  await expect(page.getByRole('tab', { name: /orders/ })).toBeVisible()
  await page.screenshot({ path: picture('no-endpoints.png'), animations: 'disabled' })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  await page.getByRole('button', { name: 'Copy command' }).click()
  await expect
    .poll(() => app.evaluate(async ({ clipboard }) => await clipboard.readText()))
    .toMatch(/^kubectl get pods/)
})

test('a right click on a row offers what can be done with it', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'postgres').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: /Forward 5432/ })).toBeVisible()
  await page.screenshot({ path: picture('row-menu.png'), animations: 'disabled' })
  await page.getByRole('menuitem', { name: /^Copy…/ }).click()
  await expect(page.getByRole('menuitem', { name: /Proxy URL/ })).toBeVisible()
  await page.screenshot({ path: picture('copy-menu.png'), animations: 'disabled' })
})
