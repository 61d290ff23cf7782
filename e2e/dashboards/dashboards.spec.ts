import { expect, type ElectronApplication, type Page, type TestInfo } from 'playwright/test'
import { servicePrefix } from '../../shared/classic-path.ts'
import { verdaccioApp } from '../cluster/apps/verdaccio.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { allowListing, allowServiceProxy } from '../cluster/service-proxy-user.ts'
import { useRealKubelet } from '../forward/kubelet.ts'
import { embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { prometheusApp, prometheusPort } from './apps/prometheus.ts'
import { rabbitmqApp, rabbitmqPort } from './apps/rabbitmq.ts'
import { redisCommanderApp, redisCommanderPort } from './apps/redis-commander.ts'
import { directAccess } from './direct.ts'
import { plainBrowser } from './plain-browser.ts'
import { requestsOf, type Requests } from './requests-of.ts'
import { dashboards, tasks, type Dashboard } from './tasks.ts'

const namespace = 'tools'
const ports: Record<Dashboard, number> = {
  prometheus: prometheusPort,
  rabbitmq: rabbitmqPort,
  verdaccio: 4873,
  'redis-commander': redisCommanderPort,
}
let cluster: RealCluster | undefined
const addresses = new Map<Dashboard, string>()

/** What was found, for the table at the end. */
const table: [user: string, dashboard: string, result: string, requests: string, broken: string][] = []

test.describe.configure({ timeout: 240_000 })
test.beforeAll(async () => {
  // The first run on a machine installs what it needs.
  test.setTimeout(600_000)
  cluster = await unlessUnavailable('dashboards on a real API server', async () => {
    const started = await startRealCluster({ contextName: 'real', portForward: true })
    await started.addNamespace(namespace)
    await useRealKubelet(started, namespace)
    const apps = {
      prometheus: await prometheusApp(),
      rabbitmq: await rabbitmqApp(),
      verdaccio: await verdaccioApp(),
      'redis-commander': await redisCommanderApp(),
    }
    await Promise.all(
      dashboards.map(async (name) => {
        const port = { name: 'http', port: ports[name], targetPort: ports[name] }
        const service = { namespace, name, ports: [port], app: apps[name], timeoutMs: 120_000 }
        const { pods } = await started.addService(service)
        addresses.set(name, pods[0]?.ip ?? '')
      }),
    )
    await allowServiceProxy(started)
    return started
  })
})
test.afterAll(async () => {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.padEnd(16)).join(' | ')} |\n`
  const head = ['user', 'dashboard', 'result', 'requests', 'failed, and not directly']
  process.stdout.write(['\n', line(head), ...table.map(line)].join(''))
  await cluster?.stop()
})

test('an administrator does with each what it is for, and nothing fails that does not fail directly', async ({
  launch,
}, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const directly = await direct(cluster, info)
  const { app } = await launch({ kubeconfig: cluster.kubeconfigPath, args: ['--port', '0'] })
  for (const name of dashboards) {
    const page = await opened(app, name)
    const requests = await recorded(page)
    await tasks[name](page, registryOf(page))
    await page.screenshot({ path: info.outputPath(`${name}.png`) })
    const broken = [...requests.broken].filter((each) => directly.get(name)?.broken.has(each) !== true)
    table.push(['admin', name, 'works', String(requests.asked.size), broken.join(', ') || 'none'])
    expect(broken, name).toEqual([])
  }
})

test('services/proxy alone does for those that need no Authorization; the other says which right is missing', async ({
  launch,
}, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.users.restricted.kubeconfigPath, args: ['--port', '0'] })
  for (const name of dashboards) {
    const page = await opened(app, name)
    const requests = await recorded(page)
    const done = tasks[name](page, registryOf(page))
    if (name === 'rabbitmq') await expect(done).rejects.toThrow()
    else await done
    const explained = name === 'rabbitmq' && (await explainsAuthorization(page))
    await page.screenshot({ path: info.outputPath(`${name}.png`) })
    const result = explained ? 'explained: Authorization kept, create pods/portforward missing' : 'works'
    table.push(['services/proxy', name, result, String(requests.asked.size), ''])
  }
})

test('who may list Services alone is told of each, before any click', async ({ launch }, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const restore = await allowListing(cluster, cluster.users.nobody)
  const { app } = await launch({ kubeconfig: cluster.users.nobody.kubeconfigPath, args: ['--port', '0'] })
  const page = await app.firstWindow()
  for (const name of dashboards) {
    const row = page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
    await row.hover()
    await expect(row).toContainText('You may not ask it')
    table.push(['list alone', name, 'says so before a click', '', ''])
  }
  await page.screenshot({ path: info.outputPath('list-alone.png') })
  await restore()
})

test('who may nothing is told so before any click', async ({ launch }, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.users.nobody.kubeconfigPath, args: ['--port', '0'] })
  const page = await app.firstWindow()
  await expect(page.getByText(/cannot list resource "services"/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('nobody.png') })
  for (const name of dashboards) table.push(['nobody', name, 'says so before a click', '', ''])
})

/** What each dashboard asks for in a plain browser, with neither Porthole nor the API server between. */
async function direct(real: RealCluster, info: TestInfo): Promise<ReadonlyMap<Dashboard, Requests>> {
  const { page, close } = await plainBrowser()
  const found = new Map<Dashboard, Requests>()
  try {
    for (const name of dashboards) {
      const way = await directAccess(real, addresses.get(name) ?? '', [ports[name]])
      const url = `http://localhost:${way.ports.get(ports[name]) ?? 0}/`
      await page.goto(url)
      page.removeAllListeners()
      const requests = await recorded(page)
      await tasks[name](page, url)
      await page.screenshot({ path: info.outputPath(`${name}-directly.png`) })
      await page.goto('about:blank')
      await way.stop()
      found.set(name, requests)
      table.push(['directly', name, 'works', String(requests.asked.size), [...requests.broken].join(', ') || 'none'])
    }
  } finally {
    await close()
  }
  return found
}

/** Loads a page anew, so that none of its requests is missed, and notes them from now on. */
async function recorded(page: Page): Promise<Requests> {
  const requests = requestsOf(page)
  // A page that is still on its way to where it begins takes a reload for an end of it.
  await expect(() => page.reload()).toPass()
  return requests
}

/** npm resolves names by the system, which need not know *.localhost: to it the registry's URL is the classic one. */
function registryOf(page: Page): string {
  return `http://127.0.0.1:${new URL(page.url()).port}${servicePrefix(namespace, 'verdaccio:http')}/`
}

/** Whether the page has become the one that says what keeps it from working, and what would help. */
async function explainsAuthorization(page: Page): Promise<boolean> {
  await expect(page.getByRole('heading')).toContainText('needs Authorization')
  await expect(page.getByText(`You may not create pods/portforward in the namespace ${namespace}.`)).toBeVisible()
  await expect(page.getByText('kind: Role\n').first()).toContainText('pods/portforward')
  return true
}

/** A dashboard, opened by one click on its row. */
async function opened(app: ElectronApplication, name: string): Promise<Page> {
  const page = await app.firstWindow()
  await page.getByRole('tab', { name: 'Services' }).click()
  await page
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click()
  const dashboard = await embedded(app, name)
  await dashboard.waitForLoadState('load')
  return dashboard
}
