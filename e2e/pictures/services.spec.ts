import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { look } from '../support/looks.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 300_000 })

const long = 'ada.lovelace@production-platform.eu-central-1.eksctl.io'
let clusters: DemoCluster[]
let kubeconfig: Awaited<ReturnType<typeof writeKubeconfig>>
let app: ElectronApplication
let page: Page
const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })

test.beforeAll(async () => {
  const [production, dev] = await Promise.all([startDemoCluster(), startDemoCluster({ workloads: false })])
  clusters = [production, dev]
  // As long as names may be.
  production.createService({
    namespace: 'observability-and-incident-response-for-the-platform-team-eu-1',
    name: 'kube-prometheus-stack-prometheus-node-exporter-for-the-edge-eu1',
    labels: { 'app.kubernetes.io/managed-by': 'a-controller-with-a-long-name', team: 'platform' },
    ports: [
      { name: 'http-metrics-and-health', port: 9100 },
      { name: 'grpc', port: 9101 },
      { name: 'redis', port: 6379 },
    ],
    endpoints: [true, false, true],
  })
  kubeconfig = await writeKubeconfig({ [long]: [production], 'team-shop': [production, 'shop'], dev: [dev] }, long)
})
test.afterAll(() => Promise.all([...clusters.map((cluster) => cluster.close()), kubeconfig.remove()]))
test.beforeEach(async ({ launch }) => {
  app = (await launch({ kubeconfig: kubeconfig.kubeconfig, args: ['--port', '0'] })).app
  page = await app.firstWindow()
  await row('pulse').waitFor()
})

async function lookAt(screen: string): Promise<void> {
  await test.step(screen, () => look(app, page, screen))
}

test('the list', async () => {
  await row('storefront').hover()
  await row('storefront')
    .getByTitle(/^HTTP · /)
    .first()
    .waitFor()
  await lookAt('services')
  await page.getByRole('button', { name: 'View' }).click()
  await lookAt('view-menu')
  await page.getByRole('menuitemcheckbox', { name: /Group by namespace/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Unhealthy/ }).click()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await lookAt('services-grouped')
  await page.getByRole('button', { name: /^Unhealthy/ }).click()
  await page.getByRole('button', { name: 'All namespaces' }).click()
  await lookAt('namespaces')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('shop')
  await lookAt('services-search')
  await page.keyboard.type(' nowhere')
  await lookAt('services-nothing')
})

test('what a row offers', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('kube-prom')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('grid').focus()
  await page.keyboard.press('i')
  await expect(page.getByRole('complementary').getByText('apiVersion: v1')).toBeVisible()
  await lookAt('details')
  await page.keyboard.press('Escape')
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+C')
  await page.getByRole('menuitem').first().waitFor()
  await lookAt('copy-menu')
})

test('what stands above the window', async () => {
  await page.keyboard.press('Control+k')
  await lookAt('palette')
  await page.keyboard.type('pro')
  await lookAt('palette-search')
  await page.keyboard.type('nothing such')
  await lookAt('palette-nothing')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await lookAt('keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Your rights' }).click()
  await lookAt('rights')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Actions for ${long}` }).focus()
  await page.keyboard.press('Enter')
  await lookAt('cluster-menu')
  await page.getByRole('menuitem', { name: /^Name and colour/ }).click()
  await lookAt('look-dialog')
})
