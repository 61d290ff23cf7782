import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { look } from '../support/looks.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 180_000 })

const page_ = 'https://login.example.com/device'
const v1 = 'client.authentication.k8s.io/v1'

/**
 * A kubeconfig whose command signs in once by itself, for a few seconds; then it asks for a code to be typed, until
 * somebody has done so, or until it is told to give up.
 */
async function deviceCode(cluster: DemoCluster) {
  const folder = await mkdtemp(path.join(tmpdir(), 'porthole-device-'))
  const file = (name: string): string => path.join(folder, name)
  const command = file('device-login')
  await writeFile(
    command,
    `#!${process.execPath}
const { existsSync, writeFileSync } = require('node:fs')
const print = (status) => console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: '${v1}', status }))
const token = '${cluster.token}'
if (!existsSync('${file('ran')}')) {
  writeFileSync('${file('ran')}', '')
  print({ token, expirationTimestamp: new Date(Date.now() + 6_000).toISOString().replace(/\\.\\d+/, '') })
} else {
  console.error('To sign in, use a web browser to open the page ${page_} and enter the code CDFP-Q7UJ to authenticate.')
  setInterval(() => {
    if (existsSync('${file('no')}')) { console.error('The code CDFP-Q7UJ has expired.'); process.exit(1) }
    if (existsSync('${file('yes')}')) { print({ token }); process.exit(0) }
  }, 100)
}
`,
  )
  await chmod(command, 0o755)
  const exec = { apiVersion: v1, command, interactiveMode: 'Never' }
  const config = {
    'current-context': 'work',
    clusters: [
      {
        name: 'work',
        cluster: {
          server: cluster.server,
          'certificate-authority-data': Buffer.from(cluster.ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'ada', user: { exec } }],
    contexts: [{ name: 'work', context: { cluster: 'work', user: 'ada' } }],
  }
  await writeFile(file('config'), JSON.stringify(config))
  return {
    kubeconfig: file('config'),
    answer: (how: 'yes' | 'no') => writeFile(file(how), ''),
    forget: (how: 'yes' | 'no') => rm(file(how)),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

test('a connected cluster that has to sign in again keeps its list, and says what to do', async ({ launch }) => {
  const cluster = await startDemoCluster()
  const { kubeconfig, answer, forget, remove } = await deviceCode(cluster)
  const { app } = await launch({ args: ['--port', '0'], kubeconfig })
  const page = await app.firstWindow()
  const rows = page.getByRole('row').filter({ hasText: 'pulse' })
  await rows.first().waitFor()

  // Some time after the end of the first token the next question needs another; what is on screen stays meanwhile.
  const asked = page.getByRole('region', { name: /^Sign in again/ })
  await expect(asked).toBeVisible({ timeout: 60_000 })
  await expect(asked.getByRole('link')).toHaveText(page_)
  await expect(rows.first()).toBeVisible()
  await expect(page.getByRole('navigation').getByText('waits for you')).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('waits for you to sign in')
  await look(app, page, 'sign-in-again')

  // By keyboard alone.
  await asked.getByRole('link').focus()
  await page.keyboard.press('Tab')
  await expect(asked.getByRole('button', { name: 'Copy CDFP-Q7UJ' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('CDFP-Q7UJ')

  // Longer than a silent server may take to answer: the watch that runs is still good, and goes on.
  await page.waitForTimeout(7_000)
  await expect(asked).toBeVisible()
  cluster.createService({ namespace: 'shop', name: 'late', ports: [{ name: 'http', port: 80 }] })
  await expect(page.getByRole('row').filter({ hasText: 'late' })).toBeVisible()
  await answer('yes')
  await expect(asked).toHaveCount(0)
  await expect(page.getByRole('contentinfo')).toContainText('connected since')
  await forget('yes')
  await Promise.all([cluster.close(), remove()])
})

test('a sign-in that fails says all of it above the list, and tries again at once when asked', async ({ launch }) => {
  const cluster = await startDemoCluster()
  const { kubeconfig, answer, forget, remove } = await deviceCode(cluster)
  const { app } = await launch({ args: ['--port', '0'], kubeconfig })
  const page = await app.firstWindow()
  await page.getByText('pulse', { exact: true }).waitFor()
  await answer('no')
  const failed = page.getByRole('region', { name: /^The credentials could not be obtained/ })
  // The watch has to begin anew, with credentials that cannot be had once those of the first time are over.
  await expect(async () => {
    cluster.dropConnections()
    await expect(failed).toContainText('The code CDFP-Q7UJ has expired.', { timeout: 8_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByText('pulse', { exact: true })).toBeVisible()
  await look(app, page, 'sign-in-failed')
  await forget('no')
  const asked = page.getByRole('region', { name: /^Sign in again/ })
  await expect(async () => {
    // A try that has begun by itself meanwhile leaves nothing to press.
    if (await asked.isHidden()) await failed.getByRole('button', { name: 'Try now' }).click({ timeout: 1_000 })
    await expect(asked).toBeVisible()
  }).toPass({ timeout: 30_000 })
  await answer('yes')
  await expect(page.getByRole('contentinfo')).toContainText('connected since', { timeout: 30_000 })
  await expect(failed).toHaveCount(0)
  await Promise.all([cluster.close(), remove()])
})
