import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'playwright/test'
import { addVerdaccio } from '../cluster/apps/verdaccio.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { startKubectlProxy } from '../conformance/serving-process.ts'
import { embedded } from '../support/embedded-pages.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

let cluster: RealCluster | undefined

test.describe.configure({ timeout: 180_000 })
test.beforeAll(async () => {
  cluster = await unlessUnavailable('the app on a real API server', () =>
    startRealCluster({ contextName: 'admin@real' }),
  )
  if (cluster) await addVerdaccio(cluster)
})
test.afterAll(async () => {
  await cluster?.stop()
})

test('the rows are those of kubectl, and a dashboard of the real cluster opens by one click', async ({ launch }) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const real = cluster
  const { app } = await launch({ kubeconfig: real.kubeconfigPath, args: ['--port', '0'] })
  const page = await app.firstWindow()
  const rowOf = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
  await rowOf('verdaccio').waitFor()

  const { stdout } = await real.kubectl([
    'get',
    'svc',
    '-A',
    '-o',
    'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}',
  ])
  for (const name of stdout.trim().split('\n')) await expect(rowOf(name)).toBeVisible()

  const created = await real.kubectl(['create', 'service', 'clusterip', 'fresh', '--tcp=80:8080'])
  expect(created.code).toBe(0)
  await expect(rowOf('fresh')).toBeVisible()
  await real.kubectl(['delete', 'service', 'fresh'])
  await expect(rowOf('fresh')).toHaveCount(0)

  const broken: string[] = []
  app.context().on('requestfailed', (request) => broken.push(request.url()))
  app.context().on('response', (response) => {
    if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`)
  })
  await rowOf('verdaccio').click()
  const verdaccio = await embedded(app, 'verdaccio')
  await expect(verdaccio.getByText('npm adduser').first()).toBeVisible()
  await verdaccio.waitForLoadState('networkidle')
  expect(broken).toEqual([])
  await verdaccio.screenshot({ path: picture('verdaccio-in-porthole.png') })

  // The same page through kubectl proxy: its scripts point to where nothing of the kind is served.
  const proxy = startKubectlProxy(real)
  try {
    const base = `http://127.0.0.1:${await proxy.port()}/api/v1/namespaces/tools/services/verdaccio/proxy/`
    const html = await (await fetch(base)).text()
    const scripts = [...html.matchAll(/src="([^"]+)"/g)].map(([, src = '']) => new URL(src, base).href)
    expect(scripts.length).toBeGreaterThan(0)
    const loads = await Promise.all(
      scripts.map((src) =>
        fetch(src).then(
          (answer) => answer.ok,
          () => false,
        ),
      ),
    )
    expect(loads).not.toContain(true)
  } finally {
    await proxy.stop()
  }
})

test('when the API server goes away the list stays and says so, and it comes back by itself', async ({ launch }) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const { app } = await launch({ kubeconfig: cluster.kubeconfigPath, args: ['--port', '0'] })
  const page = await app.firstWindow()
  const verdaccio = page.getByRole('row').filter({ has: page.getByText('verdaccio', { exact: true }) })
  await verdaccio.waitFor()
  await cluster.stopApiServer()
  try {
    await expect(page.getByText(/The list is from/)).toBeVisible()
    await expect(verdaccio).toBeVisible()
    await page.screenshot({ path: picture('degraded.png') })
  } finally {
    await cluster.startApiServer()
  }
  await expect(page.getByText(/The list is from/)).toBeHidden({ timeout: 45_000 })
})

test('an API server that refuses, and a wrong token, are explained on screen', async ({ launch }) => {
  test.skip(!cluster, 'no real API server on this machine')
  if (!cluster) return
  const folder = cluster.directory
  const config = (server: string, user: object) =>
    JSON.stringify({
      'current-context': 'x',
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        {
          name: 'c',
          cluster: {
            server,
            'certificate-authority-data': Buffer.from(cluster?.certificateAuthority ?? '').toString('base64'),
          },
        },
      ],
      users: [{ name: 'u', user }],
    })
  const cases = [
    { name: 'refused', text: config('https://127.0.0.1:1', {}), says: 'Nothing answers at the API server’s address' },
    {
      name: 'token',
      text: config(cluster.server, { token: 'expired' }),
      says: 'The API server does not accept the credentials',
    },
    { name: 'broken', text: 'clusters: [', says: 'The kubeconfig cannot be read' },
  ]
  for (const { name, text, says } of cases) {
    const file = path.join(folder, `${name}.yaml`)
    await writeFile(file, text)
    const launched = await launch({ kubeconfig: file, args: ['--port', '0'] })
    const page = await launched.app.firstWindow()
    await expect(page.getByText(says).first()).toBeVisible()
    await page.screenshot({ path: picture(`failure-${name}.png`) })
    await launched.close()
  }
})
