import type { Page } from 'playwright/test'
import type { RealCluster } from '../../../e2e/cluster/real-cluster.ts'
import type { LaunchedApp } from '../../../e2e/support/launch.ts'
import { median, type Row } from '../measurement.ts'
import { figure, percentile } from './figures.ts'
import * as inPage from './in-page.ts'
import type { Keystroke } from './keystrokes.ts'
import { openRequests } from './requests.ts'
import { namespaceName } from './seed.ts'
import { perKey, typeSearches } from './typing.ts'

const writes = 40

/** What a key costs with all rows there, and how long a change takes from the API to its row. */
export async function measureLatencies(
  cluster: RealCluster,
  launched: LaunchedApp,
  page: Page,
  floor: readonly Keystroke[],
): Promise<readonly Row[]> {
  const { keys, task } = await typeSearches(launched, page)
  const requests = openRequests({ ...cluster, token: cluster.adminToken }, 2)
  const latencies: number[] = []
  try {
    const namespace = namespaceName(0)
    const path = `/api/v1/namespaces/${namespace}/services/web-00`
    for (let write = 0; write < writes; write++) {
      const port = 20_000 + write
      const painted = page.evaluate(inPage.rowPainted, { key: `${namespace}/web-00`, text: String(port) })
      const began = performance.timeOrigin + performance.now()
      await requests.send('PATCH', path, { spec: { ports: [{ name: 'http', port, targetPort: 8080 }] } })
      latencies.push((await painted) - began)
      await page.waitForTimeout(100)
    }
  } finally {
    requests.close()
  }
  return [
    ...perKey('key in the search to its frame', keys, ({ presented }) => presented, 16),
    ...perKey('the same in the app without a Service', floor, ({ presented }) => presented),
    ...perKey('of it work of the page, processor time', keys, ({ work }) => work, 16),
    ...perKey('the same in the app without a Service', floor, ({ work }) => work),
    figure('longest task of the page while typing, processor time, ms', task),
    figure('API write begun to its row painted, median, ms', median(latencies), 100),
    figure('API write begun to its row painted, p95, ms', percentile(latencies, 0.95), 100),
  ]
}
