import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, type ElectronApplication, type Page, type TestInfo } from 'playwright/test'
import { verdaccioApp } from '../cluster/apps/verdaccio.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { allowServiceProxy } from '../cluster/service-proxy-user.ts'
import { useRealKubelet } from '../forward/kubelet.ts'
import { embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { prometheusApp, prometheusPort } from './apps/prometheus.ts'
import { rabbitmqApp, rabbitmqPort } from './apps/rabbitmq.ts'
import { redisCommanderApp, redisCommanderPort } from './apps/redis-commander.ts'

const namespace = 'tools'
let cluster: RealCluster | undefined

/** What was found, for the table at the end. */
const table: [user: string, dashboard: string, result: string][] = []

test.describe.configure({ timeout: 240_000 })
test.beforeAll(async () => {
  // The first run on a machine installs what it needs.
  test.setTimeout(600_000)
  cluster = await unlessUnavailable('dashboards on a real API server', async () => {
    const started = await startRealCluster({ contextName: 'real', portForward: true })
    await started.addNamespace(namespace)
    await useRealKubelet(started, namespace)
    const apps = [
      ['prometheus', prometheusPort, await prometheusApp()],
      ['rabbitmq', rabbitmqPort, await rabbitmqApp()],
      ['verdaccio', 4873, await verdaccioApp()],
      ['redis-commander', redisCommanderPort, await redisCommanderApp()],
    ] as const
    await Promise.all(
      apps.map(([name, port, app]) =>
        started.addService({
          namespace,
          name,
          ports: [{ name: 'http', port, targetPort: port }],
          app,
          timeoutMs: 120_000,
        }),
      ),
    )
    await allowServiceProxy(started)
    return started
  })
})
test.afterAll(async () => {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.padEnd(16)).join(' | ')} |\n`
  process.stdout.write(['\n', line(['user', 'dashboard', 'result']), ...table.map(line)].join(''))
  await cluster?.stop()
})

/** What each dashboard is for, done in its page. */
const tasks: Record<string, (page: Page, real: RealCluster) => Promise<void>> = {
  prometheus: async (page) => {
    await page.getByRole('textbox').first().fill('up')
    await page.getByRole('button', { name: 'Execute' }).click()
    await expect(page.getByText(/up\{instance=/).first()).toBeVisible()
  },
  rabbitmq: async (page) => {
    await page.locator('input[name=username]').fill('guest')
    await page.locator('input[name=password]').fill('guest')
    await page.getByRole('button', { name: 'Login' }).click()
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible({ timeout: 10_000 })
    await expect(page.getByText('rabbit@localhost').first()).toBeVisible()
  },
  verdaccio: async (page, real) => {
    const folder = await mkdtemp(path.join(real.directory, 'package-'))
    const name = `published-${path
      .basename(folder)
      .toLowerCase()
      .replace(/[^a-z]/g, '')}`
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0' }))
    // npm resolves names by the system, which need not know *.localhost: to it the URL is the classic one.
    const { host, origin } = new URL(page.url())
    const registry = `http://127.0.0.1:${host.split(':')[1] ?? ''}/api/v1/namespaces/${namespace}/services/verdaccio:http/proxy/`
    await writeFile(path.join(folder, '.npmrc'), `${registry.slice('http:'.length)}:_authToken=anonymous\n`)
    await promisify(execFile)('npm', ['publish', '--registry', registry], { cwd: folder })
    await page.goto(`${origin}/-/web/detail/${name}`)
    await expect(page.getByText(name).first()).toBeVisible()
  },
  'redis-commander': async (page) => {
    const command = async (text: string, answer: string): Promise<void> => {
      const line = page.locator('#_readline_input')
      await line.click()
      await line.fill(text)
      await line.press('Enter')
      await expect(page.locator('#commandLineOutput')).toContainText(answer)
    }
    await command('set greeting hello', '"OK"')
    await command('get greeting', '"hello"')
  },
}

const names = Object.keys(tasks)

test('an administrator does with each what it is for', async ({ launch }, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.kubeconfigPath, args: ['--port', '0'] })
  expect(await results('admin', app, cluster, info)).toEqual(names.map((name) => [name, 'works']))
})

test('services/proxy alone does for those that need no Authorization; the other says which right is missing', async ({
  launch,
}, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.users.restricted.kubeconfigPath, args: ['--port', '0'] })
  const found = await results('services/proxy', app, cluster, info)
  expect(found.filter(([, result]) => result === 'works').map(([name]) => name)).toEqual(
    names.filter((name) => name !== 'rabbitmq'),
  )
  const rabbitmq = await opened(app, 'rabbitmq')
  await expect(rabbitmq.getByRole('heading')).toContainText('needs Authorization')
  await expect(rabbitmq.getByText('You may not create pods/portforward in the namespace tools.')).toBeVisible()
  await expect(rabbitmq.getByText('kind: Role\n').first()).toContainText('pods/portforward')
  await rabbitmq.screenshot({ path: info.outputPath('rabbitmq-explained.png') })
})

test('who may nothing is told so before any click', async ({ launch }, info) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.users.nobody.kubeconfigPath, args: ['--port', '0'] })
  const page = await app.firstWindow()
  await expect(page.getByText(/cannot list resource "services"/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('nobody.png') })
  for (const name of names) table.push(['nobody', name, 'refused, before a click'])
})

/** What becomes of each dashboard's main task. */
async function results(
  user: string,
  app: ElectronApplication,
  real: RealCluster,
  info: TestInfo,
): Promise<[name: string, result: string][]> {
  const found: [string, string][] = []
  for (const name of names) {
    const page = await opened(app, name)
    const result = await tasks[name]?.(page, real).then(
      () => 'works',
      (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
    )
    await page.screenshot({ path: info.outputPath(`${name}.png`) })
    found.push([name, result ?? ''])
    table.push([user, name, result ?? ''])
  }
  return found
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
