import type { RealCluster } from '../../../e2e/cluster/real-cluster.ts'
import { median, type Result, type Row } from '../measurement.ts'
import { openApp } from './app.ts'
import { figure } from './figures.ts'
import { startDelay, stopDelay } from './in-main.ts'
import * as inPage from './in-page.ts'
import { measureLatencies } from './latencies.ts'
import { settledMemory } from './memory.ts'
import { namespaceCount, serviceCount } from './seed.ts'
import { traced } from './trace.ts'
import { typeSearches } from './typing.ts'

/** A cluster of many Services from the click to the whole list, and then keys and changes, beside `kubectl get svc -A`. */
export async function measureList(
  cluster: RealCluster,
  kubeconfig: string,
  rounds: number,
  progress: (line: string) => void,
): Promise<Result> {
  const list = async (): Promise<number> => {
    const began = performance.now()
    const { code, stderr } = await cluster.kubectl(['get', 'svc', '-A'])
    if (code !== 0) throw new Error(stderr)
    return performance.now() - began
  }
  await list()
  const found: {
    kubectl: number
    firstRows: number
    allRows: number
    memory: number
    stall: number
    mainTask: number
    rendererTask: number
    mainWall: number
    rendererWall: number
    gap: number
  }[] = []
  let latest: readonly Row[] = []
  for (let round = 0; round < rounds; round++) {
    progress(`Scale: list, round ${round + 1} of ${rounds}`)
    const kubectl = await list()
    const { launched, page } = await openApp(kubeconfig)
    try {
      // Before there is a list: what a key costs in this window on this machine at least. The code is warm after it, too.
      const floor = await typeSearches(launched, page)
      const before = await settledMemory(launched)
      await launched.app.evaluate(startDelay)
      await page.evaluate(inPage.startFrames, { scroll: false })
      const { events: _, ...shown } = await traced(
        launched,
        async () => {
          const times = await page.evaluate(inPage.showCluster, { cluster: 'real', rows: serviceCount })
          // Until the endpoints are there too.
          await page.waitForTimeout(4000)
          return times
        },
        { keep: process.env['PORTHOLE_BENCH_TRACE'] },
      )
      const { gaps } = await page.evaluate(inPage.stopFrames)
      const delay = await launched.app.evaluate(stopDelay)
      const after = await settledMemory(launched)
      progress(JSON.stringify({ before, after, shown, delay, gap: Math.max(...gaps) }))
      found.push({
        kubectl,
        firstRows: shown.firstRows,
        allRows: shown.allRows,
        memory: (after.main + after.renderer - before.main - before.renderer) / 1e6,
        stall: delay.max,
        mainTask: shown.main.processor,
        mainWall: shown.main.wall,
        rendererTask: shown.renderer.processor,
        rendererWall: shown.renderer.wall,
        gap: Math.max(...gaps),
      })
      if (round === rounds - 1) latest = await measureLatencies(cluster, launched, page, floor.keys)
    } finally {
      await launched.close()
    }
  }
  const middle = (of: (one: (typeof found)[number]) => number): number => median(found.map(of))
  return {
    title: `${serviceCount} Services in ${namespaceCount} namespaces on the real API server, each with an EndpointSlice`,
    columns: ['measured', 'bar'],
    rows: [
      figure(
        '`kubectl get svc -A`, ms',
        middle(({ kubectl }) => kubectl),
      ),
      figure(
        'first rows painted, ms',
        middle(({ firstRows }) => firstRows),
      ),
      figure(
        'all rows in the list, ms',
        middle(({ allRows }) => allRows),
      ),
      figure(
        'first rows / kubectl',
        middle((one) => one.firstRows / one.kubectl),
        0.25,
      ),
      figure(
        'all rows / kubectl',
        middle((one) => one.allRows / one.kubectl),
        0.6,
      ),
      figure(
        'longest stall of main’s event loop, ms',
        middle(({ stall }) => stall),
        50,
      ),
      figure(
        'longest task of main, processor time, ms',
        middle(({ mainTask }) => mainTask),
      ),
      figure(
        'longest task of main, ms',
        middle(({ mainWall }) => mainWall),
      ),
      figure(
        'longest time between two frames, ms',
        middle(({ gap }) => gap),
      ),
      figure(
        'longest task of the page, processor time, ms',
        middle(({ rendererTask }) => rendererTask),
        32,
      ),
      figure(
        'longest task of the page, ms',
        middle(({ rendererWall }) => rendererWall),
        32,
      ),
      figure(
        'memory of main and page over the empty app, MB',
        middle(({ memory }) => memory),
        80,
      ),
      ...latest,
    ],
    notes: [
      `${rounds} rounds, kubectl and a freshly started app in turn; medians, ratios of each round’s own.`,
      'Memory: proportional set size after a garbage collection.',
    ],
  }
}
