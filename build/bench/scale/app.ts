import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { parse, stringify } from 'yaml'
import type { RealCluster } from '../../../e2e/cluster/real-cluster.ts'
import { launchApp, type LaunchedApp } from '../../../e2e/support/launch.ts'
import * as inPage from './in-page.ts'

const nameHelper = 'globalThis.__name = (value) => value'

/** The cluster's kubeconfig with more contexts, of which `empty` is the one to begin with. */
export async function withContexts(cluster: RealCluster, more: Readonly<Record<string, string>>): Promise<string> {
  const config = parse(await readFile(cluster.kubeconfigPath, 'utf8')) as Record<string, unknown[]>
  const names = Object.keys(more)
  return stringify({
    ...config,
    'current-context': 'empty',
    clusters: [...(config['clusters'] ?? []), ...names.map((name) => ({ name, cluster: { server: more[name] } }))],
    contexts: [
      ...(config['contexts'] ?? []),
      ...names.map((name) => ({ name, context: { cluster: name, user: name } })),
    ],
    users: [...(config['users'] ?? []), ...names.map((name) => ({ name, user: { token: 'none' } }))],
  })
}

/** The app as it shows the context `empty`, ready to be measured. */
export async function openApp(kubeconfig: string): Promise<{ launched: LaunchedApp; page: Page }> {
  const launched = await launchApp({ kubeconfig, args: ['--port', '0'] })
  const page = await launched.app.firstWindow()
  await page.getByText('0 Services', { exact: true }).first().waitFor()
  // The compiler names functions by way of a helper that is not where they are sent.
  await Promise.all([page.evaluate(nameHelper), launched.app.evaluate(nameHelper)])
  await page.evaluate(inPage.prepare)
  return { launched, page }
}
