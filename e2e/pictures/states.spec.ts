import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { look } from '../support/looks.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 300_000 })

let home: string
test.beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'porthole-states-'))
})
test.afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))

/** A kubeconfig of contexts that lead to nowhere. */
async function kubeconfigOf(names: readonly string[], current = ''): Promise<string> {
  const file = path.join(home, 'config')
  const named = (name: string) => ({ name, cluster: { server: 'https://127.0.0.1:1' } })
  const config = {
    'current-context': current,
    clusters: names.map(named),
    users: [{ name: 'ada', user: { token: 't' } }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
  }
  await writeFile(file, JSON.stringify({ ...config, users: names.map((name) => ({ name, user: { token: name } })) }))
  return file
}

test('the first run', async ({ launch }) => {
  const none = await launch({ args: ['--port', '0'] })
  let page = await none.app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await look(none.app, page, 'first-run')
  await none.close()

  const names = ['prod-eu', 'prod-us', 'staging', 'dev', 'dev-ada', 'ci', 'sandbox', 'edge-berlin', 'edge-oslo']
  const many = await launch({ args: ['--port', '0'], kubeconfig: await kubeconfigOf(names) })
  page = await many.app.firstWindow()
  await page.getByRole('heading', { name: 'Choose a cluster' }).waitFor()
  await look(many.app, page, 'choose')
  await many.close()

  const kubeconfig = path.join(home, 'config')
  await writeFile(kubeconfig, 'apiVersion: v1\nkind: Config\nclusters:\n  - name: [dev\n')
  const broken = await launch({ args: ['--port', '0'], kubeconfig })
  page = await broken.app.firstWindow()
  await page.getByRole('heading', { name: 'The kubeconfig cannot be read' }).waitFor()
  await look(broken.app, page, 'kubeconfig-broken')
})

test('clusters that are empty, refuse, or are not there', async ({ launch }) => {
  const cluster = await startDemoCluster()
  const empty = await startDemoCluster({ workloads: false, authorize: ({ resource }) => resource !== 'never' })
  empty.deleteService('default', 'kubernetes')
  const confined = await startDemoCluster({ authorize: ({ namespace }) => namespace === 'shop' })
  const { kubeconfig, remove } = await writeKubeconfig({ full: [cluster], empty: [empty], team: [confined] })
  const { app } = await launch({ args: ['--port', '0'], kubeconfig })
  const page = await app.firstWindow()
  const choose = (name: string) => page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) })
  await choose('empty').click()
  await page.getByText('This cluster has no Services').waitFor()
  await look(app, page, 'empty')
  await choose('team').click()
  await expect(page.getByText('not allowed')).toBeVisible()
  await look(app, page, 'refused')
  await choose('full').click()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await cluster.close()
  await page.getByText(/The list is from/).waitFor()
  await look(app, page, 'degraded')
  await Promise.all([empty.close(), confined.close(), remove()])
})

test('an API server that does not answer', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'], kubeconfig: await kubeconfigOf(['dev', 'prod'], 'dev') })
  const page = await app.firstWindow()
  await page.getByText('Nothing answers at the API server’s address').first().waitFor()
  await look(app, page, 'connect-failure')
})

test('ten thousand Services', async ({ launch }) => {
  const cluster = await startDemoCluster({ workloads: false })
  for (let at = 0; at < 10_000; at++) {
    const ports = [{ name: at % 3 === 0 ? 'http' : 'grpc', port: 8000 + (at % 90) }]
    cluster.createService({
      namespace: `team-${at % 120}`,
      name: `service-${at}`,
      ports,
      endpoints: [true, at % 50 !== 0],
    })
  }
  const { kubeconfig, remove } = await writeKubeconfig({ large: [cluster] }, 'large')
  const { app } = await launch({ args: ['--port', '0'], kubeconfig })
  const page = await app.firstWindow()
  await page.getByText('10,001 Services').waitFor({ timeout: 60_000 })
  await look(app, page, 'ten-thousand')
  await Promise.all([cluster.close(), remove()])
})
