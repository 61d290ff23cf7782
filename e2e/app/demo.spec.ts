import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { embedded } from '../support/embedded-pages.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
}

test('without a kubeconfig the demo’s Services are on screen and one click opens a dashboard', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'pulse').waitFor()
  await expect(page.getByText('No kubeconfig found')).toBeVisible()
  expect(await page.getByRole('row').count()).toBeGreaterThanOrEqual(12)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: picture(`services-${colorScheme}.png`), animations: 'disabled' })
  }
  await row(page, 'pulse').click()
  const pulse = await embedded(app, 'pulse')
  await expect.poll(() => pulse.title()).toContain('Pulse')
  await expect(page.getByRole('tab', { name: /Pulse/ })).toBeVisible()
  await pulse.screenshot({ path: picture('pulse.png') })
})

test('a login with root paths and cookies works', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'notes').click()
  const notes = await embedded(app, 'notes')
  await notes.getByRole('textbox', { name: /user/i }).fill('demo')
  await notes.locator('input[type=password]').fill('porthole')
  await notes.getByRole('button', { name: /sign in|log in/i }).click()
  await notes.waitForURL(/\/app$/)
  await notes.reload()
  expect(new URL(notes.url()).pathname).toBe('/app')
})

test('a Service behind TLS opens, one that is down explains itself', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'ledger').click()
  const ledger = await embedded(app, 'ledger')
  await expect.poll(() => ledger.title()).toMatch(/ledger/i)
  await page.getByRole('tab', { name: 'Services' }).click()
  await row(page, 'orders').click()
  const orders = await embedded(app, 'orders')
  await expect(orders.getByRole('heading')).toHaveText('Nothing is ready behind this Service')
  await orders.screenshot({ path: picture('failure.png') })
})

test('copy as cluster-info gives what kubectl would print', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('button', { name: 'Copy as cluster-info' }).click()
  await expect
    .poll(() => app.evaluate(async ({ clipboard }) => await clipboard.readText()))
    .toMatch(
      /^Kubernetes control plane is running at https:.*\nCoreDNS is running at .*\nMetrics-server is running at /,
    )
})

test('the list has no accessibility violation, light or dark', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await row(page, 'pulse').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
})
