import type { ElectronApplication, Page } from 'playwright/test'
import { ask, embedded } from './embedded-pages.ts'
import type { LaunchedApp, LaunchOptions } from './launch.ts'
import type { SiteCluster } from './site-cluster.ts'

export interface OpenWeb {
  app: ElectronApplication
  /** The app's own page. */
  page: Page
  /** The Service's. */
  web: Page
}

/** Starts the app with a cluster of sites, and opens the one that is called `web`. */
export async function openWeb(
  launch: (options: LaunchOptions) => Promise<LaunchedApp>,
  { kubeconfig }: SiteCluster,
): Promise<OpenWeb> {
  const { app } = await launch({ kubeconfig, args: ['--port', '0'] })
  const page = await app.firstWindow()
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'web', port: '' })
  return { app, page, web: await embedded(app, 'web') }
}
