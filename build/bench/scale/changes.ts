import type { Result } from '../measurement.ts'
import { openApp } from './app.ts'
import { figure, percentile } from './figures.ts'
import type { FloodServer } from './flood.ts'
import { startDelay, stopDelay } from './in-main.ts'
import * as inPage from './in-page.ts'
import { serviceCount } from './seed.ts'

const floodSeconds = Number(process.env['PORTHOLE_FLOOD_SECONDS'] ?? 60)
const floodRate = 1000

/** A flood of changes while somebody scrolls. */
export async function measureFlood(kubeconfig: string, server: FloodServer): Promise<Result> {
  const { launched, page } = await openApp(kubeconfig)
  try {
    await page.evaluate(inPage.showCluster, { cluster: 'flood', rows: serviceCount })
    await page.evaluate(inPage.startMirror, { cluster: 'flood' })
    await page.waitForTimeout(1000)
    await page.evaluate(inPage.startFrames, { scroll: true })
    await page.waitForTimeout(5000)
    const calm = await page.evaluate(inPage.stopFrames)
    await launched.app.evaluate(startDelay)
    await page.evaluate(inPage.startFrames, { scroll: true })
    const expected = await server.flood(floodSeconds, floodRate)
    const wild = await page.evaluate(inPage.stopFrames)
    const delay = await launched.app.evaluate(stopDelay)
    // What is under way arrives within a few patches.
    await page.waitForTimeout(1000)
    const { labels, missed } = await page.evaluate(inPage.takeMirror)
    const wrong = [...expected].filter(
      ([key, revision]) => labels[key]?.includes(`revision=${revision}`) !== true,
    ).length
    const surplus = Object.keys(labels).filter((key) => !expected.has(key)).length
    return {
      title: `${floodRate} changes a second for ${floodSeconds} s to ${serviceCount} Services of the benchmark’s own API server`,
      columns: ['measured', 'bar'],
      rows: [
        figure('rows that are not as the server has them', wrong + surplus, 0),
        figure('patches missed', missed, 0),
        figure('frames a second while scrolling, before', perSecond(calm.gaps)),
        figure('frames a second while scrolling, during', perSecond(wild.gaps)),
        figure('time between two frames, p99, before, ms', percentile(calm.gaps, 0.99)),
        figure('time between two frames, p99, during, ms', percentile(wild.gaps, 0.99)),
        figure('longest stall of main’s event loop, ms', delay.max, 50),
        figure('stall of main’s event loop, p99, ms', delay.p99),
      ],
      notes: ['In turn: most change a Service, every tenth removes one or adds it again.'],
    }
  } finally {
    await launched.close()
  }
}

const perSecond = (gaps: readonly number[]): number => (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)
