import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, type TestInfo } from 'playwright/test'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { startManyContexts } from '../support/many-contexts.ts'
import { test } from '../support/test.ts'

// Two launches, and axe on several screens.
test.describe.configure({ timeout: 180_000 })

const line = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('listitem').filter({ hasText: name })
const menu = (page: Page, name: string): Locator => page.getByRole('button', { name: `Actions for ${name}` })

async function pictures(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`), animations: 'disabled' })
  }
}

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
}

/** A cluster in which known dashboards run, and whose user may do only what `may` says in some namespaces. */
async function confinedCluster(may: Readonly<Record<string, readonly string[]>>): Promise<DemoCluster> {
  const cluster = await startDemoCluster({
    workloads: false,
    authorize: ({ verb, resource, subresource, namespace }) => {
      const right = `${verb} ${resource}${subresource === '' ? '' : `/${subresource}`}`
      return may[namespace]?.includes(right) === true
    },
  })
  const grafana = { labels: { 'app.kubernetes.io/name': 'grafana' }, ports: [{ name: 'http-web', port: 80 }] }
  cluster.createService({ namespace: 'shop', name: 'cart', ports: [{ name: 'http', port: 80 }] })
  cluster.createService({ namespace: 'monitoring', name: 'mon-grafana', ...grafana })
  cluster.createService({ namespace: 'secret', name: 'hidden', ports: [{ name: 'http', port: 80 }] })
  return cluster
}
const seeing = ['services', 'endpointslices'].flatMap((resource) =>
  ['list', 'watch'].map((verb) => `${verb} ${resource}`),
)

test('a cluster is named and coloured by the keyboard alone, and stays so', async ({ launch }, info) => {
  const [eu, us] = await Promise.all([startDemoCluster(), startDemoCluster({ workloads: false })])
  const arn = 'arn:aws:eks:eu-central-1:123456789012:cluster/prod-eu'
  const { kubeconfig, remove } = await writeKubeconfig({ [arn]: [eu], 'dev-us': [us] })
  const home = await mkdtemp(path.join(tmpdir(), 'porthole-home-'))
  const first = await launch({ args: ['--port', '0'], kubeconfig, home })
  const page = await first.app.firstWindow()
  const prod = line(page, 'prod-eu')
  await expect(prod).toContainText('production')
  await prod.getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('prod-eu')
  await expect(page.getByRole('main').getByText(arn)).toBeVisible()
  await page.getByText('pulse', { exact: true }).waitFor()
  await pictures(page, info, 'production')
  await accessible(page)

  await menu(page, 'dev-us').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Name')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Name and colour of dev-us' })
  await expect(dialog.getByRole('textbox', { name: /^Name/ })).toBeFocused()
  await page.keyboard.type('Playground')
  await page.keyboard.press('Tab')
  for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: 'Blue' })).toBeChecked()
  await pictures(page, info, 'look')
  await accessible(page)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(line(page, 'Playground')).toBeVisible()
  await pictures(page, info, 'named')

  // A name of one's own does not end the warning; a colour does.
  await menu(page, 'prod-eu').click()
  await page.getByRole('menuitem', { name: /Name and colour/ }).click()
  await page.getByRole('textbox', { name: /^Name/ }).fill('Shop')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(line(page, 'Shop')).toContainText('production')
  await menu(page, 'Shop').click()
  await page.getByRole('menuitem', { name: /Name and colour/ }).click()
  await page.getByRole('radio', { name: 'None' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(line(page, 'Shop')).not.toContainText('production')
  await first.close()

  const again = await launch({ args: ['--port', '0'], kubeconfig, home })
  const second = await again.app.firstWindow()
  await expect(line(second, 'Playground')).toBeVisible()
  await expect(line(second, 'Shop')).not.toContainText('production')
  await again.close()
  await Promise.all([eu.close(), us.close(), remove(), rm(home, { recursive: true, force: true })])
})

test('contexts of one cluster and user are one line, whose menu leads to the namespace of each', async ({
  launch,
}, info) => {
  const cluster = await startDemoCluster()
  cluster.createService({ namespace: 'team-a', name: 'only-a', ports: [{ name: 'http', port: 80 }] })
  const { kubeconfig, remove } = await writeKubeconfig(
    { everything: [cluster], 'team-a': [cluster, 'team-a'], 'team-b': [cluster, 'team-b'] },
    'everything',
  )
  const { app } = await launch({ args: ['--port', '0'], kubeconfig })
  const page = await app.firstWindow()
  await page.getByText('pulse', { exact: true }).waitFor()
  await expect(page.getByRole('list', { name: 'Clusters' }).getByRole('listitem')).toHaveCount(1)
  await expect(line(page, 'everything')).toContainText('and 2 more contexts')
  await menu(page, 'everything').click()
  await pictures(page, info, 'contexts')
  await page.getByRole('menuitem', { name: /^team-a/ }).click()
  await expect(page.getByText('only-a', { exact: true })).toBeVisible()
  await expect(page.getByText('pulse', { exact: true })).toBeHidden()
  await Promise.all([cluster.close(), remove()])
})

test('who may not list all namespaces types those they work in, and is told what they may not do before the click', async ({
  launch,
}, info) => {
  const page_ = 'get services/proxy'
  const cluster = await confinedCluster({ shop: seeing, monitoring: [...seeing, page_] })
  const { kubeconfig, remove } = await writeKubeconfig({ team: [cluster] }, 'team')
  const home = await mkdtemp(path.join(tmpdir(), 'porthole-home-'))
  const first = await launch({ args: ['--port', '0'], kubeconfig, home })
  const page = await first.app.firstWindow()
  const bar = page.getByRole('region', { name: 'Listed namespaces' })
  // As kubectl, it begins with default, which this user may not see either.
  await expect(bar.getByRole('listitem')).toHaveText(['defaultnot allowed'])
  await expect(page.getByText(/cannot list resource "services"/)).toBeVisible()
  await pictures(page, info, 'no-namespace')
  await bar.getByRole('textbox').focus()
  await page.keyboard.type('Not A Name')
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('alert')).toContainText('is no namespace')
  for (const name of ['shop', 'monitoring', 'secret']) {
    await bar.getByRole('textbox').fill(name)
    await page.keyboard.press('Enter')
    await expect(bar.getByRole('textbox')).toHaveValue('')
  }
  await bar.getByRole('button', { name: 'Stop listing default' }).click()
  await expect(bar.getByRole('listitem')).toHaveText(['shop', 'monitoring', 'secretnot allowed'])
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
  await expect(row('mon-grafana')).toContainText('Grafana')
  await expect(page.getByText('hidden', { exact: true })).toBeHidden()
  await row('cart').hover()
  await expect(row('cart')).toContainText('You may not open it')
  await row('mon-grafana').hover()
  await expect(row('mon-grafana')).toContainText('You may look, not change')
  await pictures(page, info, 'namespaces')
  await accessible(page)
  await page.getByRole('button', { name: 'Your rights' }).click()
  await expect(page.getByRole('row', { name: /^shop/ }).getByRole('img', { name: 'not allowed' })).toHaveCount(6)
  await pictures(page, info, 'rights')
  await accessible(page)
  await first.close()

  const again = await launch({ args: ['--port', '0'], kubeconfig, home })
  const second = await again.app.firstWindow()
  await expect(second.getByRole('region', { name: 'Listed namespaces' }).getByRole('listitem')).toHaveText([
    'shop',
    'monitoring',
    'secretnot allowed',
  ])
  await again.close()
  await Promise.all([cluster.close(), remove(), rm(home, { recursive: true, force: true })])
})

test('a start with fifty contexts contacts none of them, and one with a current context that one alone', async ({
  launch,
}, info) => {
  const contexts = await startManyContexts()
  const contacted = () => Object.entries(contexts.connections()).flatMap(([name, count]) => (count > 0 ? [name] : []))
  const idle = await launch({ args: ['--port', '0'], kubeconfig: contexts.kubeconfig })
  const page = await idle.app.firstWindow()
  await expect(page.getByText('Choose a cluster')).toBeVisible()
  await pictures(page, info, 'fifty')
  await idle.close()
  expect(contacted()).toEqual([])

  const [first = ''] = contexts.live
  const { app } = await launch({ args: ['--port', '0'], kubeconfig: await contexts.withCurrent(first) })
  await (await app.firstWindow()).getByText(`${first}-0`, { exact: true }).waitFor()
  expect(contacted()).toEqual([first])
  await contexts.close()
})
