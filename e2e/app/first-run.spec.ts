import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

let home: string
test.beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'porthole-first-'))
})
test.afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))

async function looked(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    await page.screenshot({ path: picture(`first-run-${name}-${colorScheme}.png`), animations: 'disabled' })
  }
}

/** A kubeconfig of contexts that lead to nowhere on this computer. */
async function kubeconfigOf(names: readonly string[], current = ''): Promise<string> {
  const file = path.join(home, 'config')
  const named = (name: string) => ({ name, cluster: { server: `https://${name}.k8s.example:6443` } })
  await writeFile(
    file,
    JSON.stringify({
      'current-context': current,
      clusters: names.map(named),
      users: [{ name: 'ada', user: { token: 't' } }],
      contexts: names.map((name) => ({ name, context: { cluster: name, user: 'ada' } })),
    }),
  )
  return file
}

test('with many contexts one is found by typing and chosen by the keyboard', async ({ launch }) => {
  const names = ['prod-eu', 'prod-us', 'staging', 'dev', 'dev-ada', 'ci', 'sandbox', 'edge-berlin', 'edge-oslo']
  const kubeconfig = await kubeconfigOf(names)
  const { app } = await launch({ args: ['--port', '0'], kubeconfig, home })
  const page = await app.firstWindow()
  await expect(page.getByRole('heading', { name: 'Choose a cluster' })).toBeVisible()
  await expect(page.getByText('9 contexts in')).toContainText(kubeconfig)
  const field = page.getByRole('main').getByRole('textbox', { name: 'Filter clusters' })
  await expect(field).toBeFocused()
  await looked(page, 'many')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(640, 800))
  await page.screenshot({ path: picture('first-run-narrow.png'), animations: 'disabled' })
  await page.keyboard.type('nowhere')
  await expect(page.getByText('No context matches “nowhere”')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('main').getByRole('button', { name: /^prod-eu/ })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.type('oslo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /edge-oslo/ }).first()).toBeVisible()
})

test('with two contexts there is nothing to filter; the demo is one of the choices', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'], kubeconfig: await kubeconfigOf(['dev', 'prod']), home })
  const page = await app.firstWindow()
  await expect(page.getByText('2 contexts in')).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)
  await looked(page, 'two')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Demo cluster/ })
    .click()
  await expect(page.getByRole('row').filter({ hasText: 'pulse' }).first()).toBeVisible()
})

test('without a kubeconfig the demo is there, with where one was looked for; keys are told until dismissed, once', async ({
  launch,
}) => {
  const first = await launch({ args: ['--port', '0'], home })
  let page = await first.app.firstWindow()
  await expect(page.getByText('No kubeconfig found — showing the demo cluster.')).toBeVisible()
  await expect(page.getByText(path.join(home, 'no-kubeconfig'))).toBeVisible()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const keys = page.getByRole('list', { name: 'Three keys worth knowing' })
  await expect(keys).toContainText('Go anywhere')
  await looked(page, 'none')
  await page.getByRole('button', { name: 'Do not show these keys again' }).click()
  await expect(keys).toBeHidden()
  await first.close()
  const second = await launch({ args: ['--port', '0'], home })
  page = await second.app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await expect(page.getByRole('list', { name: 'Three keys worth knowing' })).toHaveCount(0)
})

test('with a kubeconfig without contexts it says so over the demo', async ({ launch }) => {
  const { app } = await launch({ args: ['--port', '0'], kubeconfig: await kubeconfigOf([]), home })
  const page = await app.firstWindow()
  await expect(page.getByText('The kubeconfig has no contexts — showing the demo cluster.')).toBeVisible()
})

test('with a broken kubeconfig it says where, and goes on when it is mended', async ({ launch }) => {
  const kubeconfig = path.join(home, 'config')
  await writeFile(kubeconfig, 'apiVersion: v1\nkind: Config\nclusters:\n  - name: [dev\n')
  const { app } = await launch({ args: ['--port', '0'], kubeconfig, home })
  const page = await app.firstWindow()
  await expect(page.getByRole('heading', { name: 'The kubeconfig cannot be read' })).toBeVisible()
  await expect(page.getByText(kubeconfig).first()).toBeVisible()
  await looked(page, 'broken')
  await kubeconfigOf(['dev', 'prod'])
  await page.getByRole('button', { name: 'Reload kubeconfig' }).click()
  await expect(page.getByText('2 contexts in')).toBeVisible()
})
