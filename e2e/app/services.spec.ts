import AxeBuilder from '@axe-core/playwright'
import { type ElectronApplication, expect, type Page } from 'playwright/test'
import { parse } from 'yaml'
import { askOrigin, demoOrigin } from '../support/demo-service.ts'
import { test } from '../support/test.ts'

let app: ElectronApplication
let page: Page

test.beforeEach(async ({ launch }) => {
  app = (await launch({ args: ['--demo', '--port', '0'] })).app
  page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
})

const lines = () => page.getByRole('grid', { name: 'Services' }).locator('[role=row][aria-selected]')
const selected = () => page.locator('[role=row][aria-selected=true]')
const panel = () => page.getByRole('complementary')
const part = (title: RegExp) =>
  panel()
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title }) })
const copied = () => app.evaluate(({ clipboard }) => clipboard.readText())

/** The names in the list, from its first line on: the elements of its lines stand in any order. */
const names = () =>
  lines().evaluateAll((all) => {
    const place = (line: Element) => Number(line.getAttribute('aria-rowindex'))
    return all.sort((a, b) => place(a) - place(b)).map((one) => one.id.split('/').at(-1))
  })

async function find(words: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Backspace')
  await page.keyboard.type(words)
}

async function accessible(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
}

/** Opens the menu of the view by keyboard, chooses in it, and leaves it. */
async function view(item: string): Promise<void> {
  await page.getByRole('search').getByRole('button').last().press('Enter')
  const wanted = page.getByRole('menu').getByText(item, { exact: true }).last()
  await expect(wanted).toBeVisible()
  for (
    let at = 0;
    at < 14 &&
    (await page.locator('[role^=menuitem][data-highlighted]').getByText(item, { exact: true }).count()) === 0;
    at++
  ) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
}

test('the details tell all that is known of a Service, by keyboard', async () => {
  const cart = await demoOrigin(page, 'shop', 'cart')
  expect((await askOrigin(cart, '/v1/cart')).status).toBe(200)
  await find('cart')
  await expect.poll(names).toEqual(['cart'])
  await page.keyboard.press('ArrowDown')
  await page.getByRole('grid').focus()
  await page.keyboard.press('i')
  await expect(page.getByRole('complementary', { name: 'Details of cart' })).toBeVisible()
  await expect(panel()).toContainText('shop · ClusterIP · 2 of 3 endpoints ready')
  await expect(part(/^Ports/).getByRole('listitem')).toHaveText([/^8080\s*http/, /^9000\s*grpc\s*HTTP\/2/])

  // Endpoints, ready or not, with the Pod behind each.
  const endpoints = part(/^Endpoints 3/).getByRole('listitem')
  await expect(endpoints).toHaveCount(3)
  for (const line of await endpoints.all()) await expect(line).toHaveText(/cart-[a-z0-9]+-[a-z0-9]+.*10\.\d+\.\d+\.\d+/)
  await expect(part(/^Endpoints/).getByRole('img', { name: 'Ready', exact: true })).toHaveCount(2)
  await expect(part(/^Endpoints/).getByRole('img', { name: 'Not ready' })).toHaveCount(1)

  await expect(part(/^Selector/)).toContainText('app.kubernetes.io/name=cart')
  await expect(part(/^What you may do/)).toContainText(/Forward ports of its Pods\s*yes/)
  await expect(part(/^What you may do/)).toContainText(/Use the service proxy\s*yes/)
  await expect(part(/^How it is reached/)).toContainText('Port-forward')
  await expect(part(/^How it is reached/)).toContainText('Nothing is rewritten on the way')
  await expect(
    part(/^Last requests/)
      .getByRole('listitem')
      .filter({ hasText: 'GET /v1/cart' }),
  ).toHaveText(/^200\s*GET \/v1\/cart\s*\d+ ms$/)
  await accessible()

  // What can be copied.
  await page.getByRole('button', { name: 'Copy Origin URL' }).press('Enter')
  await expect.poll(copied).toBe(cart.href)
  await page.getByRole('button', { name: 'Copy Proxy URL' }).press('Enter')
  await expect
    .poll(copied)
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/namespaces\/shop\/services\/(http:)?cart(:http)?\/proxy\/$/)
  await page.getByRole('button', { name: 'Copy the proxy URL of port grpc' }).press('Enter')
  await expect.poll(copied).toMatch(/\/services\/cart:grpc\/proxy\/$/)
  await page.getByRole('button', { name: 'Copy YAML' }).press('Enter')
  await expect
    .poll(async () => parse(await copied()) as unknown)
    .toMatchObject({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        ports: [
          { name: 'http', port: 8080 },
          { name: 'grpc', port: 9000 },
        ],
      },
    })

  // It follows the selection, and Esc leads back to the list.
  await page.keyboard.press('Escape')
  await expect(panel()).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Services' })).toBeFocused()
  await page.keyboard.press('i')
  await find('')
  await expect.poll(async () => (await names()).length).toBe(12)
  await page.getByRole('grid', { name: 'Services' }).focus()
  await page.keyboard.press('ArrowDown')
  const next = async () => (await selected().getAttribute('id'))?.split('/').at(-1)
  await expect.poll(next).not.toBe('cart')
  await expect(panel().getByRole('heading', { level: 2 })).toBeVisible()
  await expect(
    panel()
      .getByText(`name: ${await next()}`)
      .first(),
  ).toBeVisible()
})

test('a label of the details finds all that have it, and requests lead to the traffic', async () => {
  await askOrigin(await demoOrigin(page, 'shop', 'cart'), '/healthz')
  await find('cart')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('grid').focus()
  await page.keyboard.press('i')
  // What Helm says of itself is told, but not looked through.
  await expect(part(/^Labels/)).toContainText('app.kubernetes.io/managed-by=Helm')
  await expect(part(/^Labels/).getByRole('button', { name: /managed-by/ })).toHaveCount(0)
  await part(/^Labels/)
    .getByRole('button', { name: 'app.kubernetes.io/part-of=shop' })
    .press('Enter')
  await expect(page.getByRole('combobox', { name: /^Search name/ })).toHaveValue('app.kubernetes.io/part-of=shop')
  await expect
    .poll(async () => (await names()).sort())
    .toEqual(['cart', 'ledger', 'orders', 'payments-gateway', 'postgres', 'storefront'])
  await part(/^Last requests/)
    .getByRole('button', { name: 'All' })
    .press('Enter')
  await expect(page.getByRole('tab', { name: 'Traffic' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: /^Service: cart/ })).toBeVisible()
})

test('the list is sorted and grouped by keyboard, from the head or the menu', async () => {
  const sortedBy = (name: string) => page.getByRole('columnheader', { name, exact: true })
  await sortedBy('Name').getByRole('button').press('Enter')
  await expect(sortedBy('Name')).toHaveAttribute('aria-sort', 'ascending')
  const plain = (await names()).slice(2)
  expect(plain).toEqual([...plain].sort())
  await sortedBy('Name').getByRole('button').press('Enter')
  await expect(sortedBy('Name')).toHaveAttribute('aria-sort', 'descending')
  expect((await names()).slice(2)).toEqual(plain.reverse())
  await view('Health')
  await expect(sortedBy('Health')).toHaveAttribute('aria-sort', 'ascending')
  // Who is down comes first.
  expect((await names()).slice(2, 4)).toEqual(['orders', 'cart'])
  await view('Group by namespace')
  const headings = page.locator('[role=row]:not([aria-selected]) [role=gridcell]:only-child')
  await expect(headings).toHaveText([/default 1/, /monitoring 1/, /shop 6/, /tools 2/])
  await accessible()
})

test('the list is narrowed by health, type and namespace, by keyboard, and Esc takes it back', async () => {
  const search = page.getByRole('search')
  await expect(search).toContainText('12 Services')
  await search.getByRole('button', { name: 'Unhealthy 2' }).press('Space')
  await expect(search).toContainText('2 of 12 Services')
  await expect.poll(names).toEqual(['cart', 'orders'])
  await search.getByRole('button', { name: 'Unhealthy 2' }).press('Space')
  await view('LoadBalancer')
  await expect.poll(names).toEqual(['storefront'])
  await accessible()
  await view('All')
  await search.getByRole('button', { name: 'All namespaces' }).press('Enter')
  await page.keyboard.type('too')
  await page.keyboard.press('Enter')
  await expect.poll(names).toEqual(['chat', 'notes'])
  await find('nowhere')
  await expect(page.getByRole('heading', { name: 'No Service matches “nowhere”' })).toBeVisible()
  await accessible()
  await page.keyboard.press('Escape')
  await expect.poll(names).toEqual(['chat', 'notes'])
  await search.getByRole('button', { name: 'tools' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(search).toContainText('12 Services')
})

test('a list that scrolls is one picture, which need not be drawn anew to be moved', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1200, 400))
  const session = await app.context().newCDPSession(page)
  let heights: readonly number[] = []
  session.on('LayerTree.layerTreeDidChange', ({ layers = [] }) => {
    heights = layers.filter(({ drawsContent }) => drawsContent).map(({ height }) => height)
  })
  await session.send('LayerTree.enable')
  await find('e')
  const list = await page.getByRole('grid', { name: 'Services' }).evaluate(({ scrollHeight }) => scrollHeight)
  await expect.poll(() => heights).toContain(list)
})
