import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'playwright/test'
import { repoRoot } from '../../build/paths.ts'
import { homepageOf, readRepository } from '../../build/repository.ts'
import { selfSignedCertificate } from '../../electron/demo/tls/certificate.ts'
import { test } from '../support/test.ts'

const token = 'k8s0aB3xY7qLm2Zt9RwE5vN1'

test('a credential that a server repeats reaches neither the log nor the diagnostics', async ({ launch }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'porthole-planted-'))
  const heard: (string | undefined)[] = []
  // Over TLS: without it no credential is sent at all.
  const server = createServer(selfSignedCertificate('planted'), (request, response) => {
    heard.push(request.headers.authorization)
    const message = `Unauthorized: ${request.headers.authorization ?? ''} is not known`
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 401, message }))
  }).listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const kubeconfig = path.join(folder, 'config')
    await writeFile(
      kubeconfig,
      JSON.stringify({
        'current-context': 'planted',
        clusters: [
          { name: 'planted', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } },
        ],
        users: [{ name: 'planted', user: { token } }],
        contexts: [{ name: 'planted', context: { cluster: 'planted', user: 'planted' } }],
      }),
    )
    const { app, home } = await launch({ args: ['--port', '0'], kubeconfig })
    const page = await app.firstWindow()
    const log = path.join(home, 'user-data/logs/porthole.log')
    await expect.poll(() => readFile(log, 'utf8').catch(() => '')).toContain('cluster planted: ')
    await expect.poll(() => readFile(log, 'utf8')).toContain('credentials-rejected')
    expect((await stat(log)).mode & 0o777).toBe(0o600)

    // The log can be ahead of the page.
    await page.getByRole('button', { name: 'Search everything' }).waitFor()
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').getByRole('combobox').fill('diagnostics')
    await page.keyboard.press('Enter')
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText())
    await expect.poll(copied).toContain('credentials-rejected')
    const text = await copied()
    expect(text).toMatch(/^Porthole \d/)
    expect(text).toContain('never sent: none')
    expect(heard).toContain(`Bearer ${token}`)
    const kept = await readdir(path.dirname(log))
    for (const file of kept) expect(await readFile(path.join(path.dirname(log), file), 'utf8')).not.toContain(token)
    expect(text).not.toContain(token)
  } finally {
    server.close()
    server.closeAllConnections()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a page that crashes is in the log, and nothing is sent anywhere', async ({ launch }) => {
  const { app, home } = await launch({ args: ['--port', '0'] })
  const page = await app.firstWindow()
  await page.getByText('pulse', { exact: true }).waitFor()
  expect(await app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  const log = path.join(home, 'user-data/logs/porthole.log')
  await expect.poll(() => readFile(log, 'utf8').catch(() => '')).toContain('a page is gone: ')
})

test('the log is a command away, and so is a report', async ({ launch }) => {
  const { app, home } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
    shell.showItemInFolder = (file) => void opened.push(file)
  })
  for (const words of ['Show log', 'Report a problem']) {
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').getByRole('combobox').fill(words)
    await expect(page.getByRole('option').first()).toContainText(words)
    await page.keyboard.press('Enter')
  }
  const repository = readRepository(repoRoot)
  const log = path.join(home, 'user-data/logs/porthole.log')
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string[] }).opened))
    .toEqual(repository ? [log, `${homepageOf(repository)}/issues/new/choose`] : [log])
  if (repository) return
  // With nowhere to report to, what belongs in a report is on the clipboard.
  await page.getByText('Diagnostics are copied', { exact: true }).waitFor()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^Porthole \d/)
})
