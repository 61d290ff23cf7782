import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { parse, stringify } from 'yaml'
import { readFile } from 'node:fs/promises'
import { type RealCluster, startRealCluster } from '../../e2e/cluster/real-cluster.ts'
import { launchApp, type LaunchedApp } from '../../e2e/support/launch.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { median, type Measurement, type Result, type Row } from './measurement.ts'
import { type FloodServer, startFloodServer } from './scale/flood.ts'
import { startDelay, stopDelay } from './scale/in-main.ts'
import * as inPage from './scale/in-page.ts'
import { type Keystroke, keystrokeCategories, keystrokes } from './scale/keystrokes.ts'
import { settledMemory } from './scale/memory.ts'
import { openRequests } from './scale/requests.ts'
import { namespaceCount, namespaceName, seed, servicesPerNamespace } from './scale/seed.ts'
import { traced } from './scale/trace.ts'

const total = namespaceCount * servicesPerNamespace
const floodSeconds = Number(process.env['PORTHOLE_FLOOD_SECONDS'] ?? 60)
const floodRate = 1000
const writes = 40
const nameHelper = 'globalThis.__name = (value) => value'

/** A row of the table: what was measured, the figure, and what it must not exceed. */
const figure = (subject: string, value: number, bar?: number): Row => ({ subject, figures: [value, bar] })

/** 10,000 Services of a real API server in the real app, and a flood of changes. */
export const scale: Measurement = {
  name: 'scale',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(join(tmpdir(), 'porthole-scale-'))
    const cluster = await startRealCluster({ progress, contextName: 'real' })
    const [empty, flood] = await Promise.all([startFloodServer(0), startFloodServer(total)])
    try {
      await seed({ ...cluster, token: cluster.adminToken }, progress)
      const kubeconfig = join(folder, 'kubeconfig')
      await writeFile(kubeconfig, await withContexts(cluster, { empty: empty.url, flood: flood.url }))
      const list = await measureList(cluster, kubeconfig, rounds, progress)
      progress(`Scale: ${floodRate} changes a second for ${floodSeconds} s`)
      return [list, await measureFlood(kubeconfig, flood)]
    } finally {
      await Promise.all([empty.stop(), flood.stop(), cluster.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** The cluster's kubeconfig with more contexts, of which `empty` is the one to begin with. */
async function withContexts(cluster: RealCluster, more: Readonly<Record<string, string>>): Promise<string> {
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

async function open(kubeconfig: string): Promise<{ launched: LaunchedApp; page: Page }> {
  const launched = await launchApp({ kubeconfig, args: ['--port', '0'] })
  const page = await launched.app.firstWindow()
  await page.getByText('0 Services', { exact: true }).first().waitFor()
  // The compiler names functions by way of a helper that is not where they are sent.
  await Promise.all([page.evaluate(nameHelper), launched.app.evaluate(nameHelper)])
  await page.evaluate(inPage.prepare)
  return { launched, page }
}

async function measureList(
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
  let latest: Latencies | undefined
  for (let round = 0; round < rounds; round++) {
    progress(`Scale: list, round ${round + 1} of ${rounds}`)
    const kubectl = await list()
    const { launched, page } = await open(kubeconfig)
    try {
      // Before there is a list: what a key costs in this window on this machine at least. The code is warm after it, too.
      const floor = await typeSearches(launched, page)
      const before = await settledMemory(launched)
      await launched.app.evaluate(startDelay)
      await page.evaluate(inPage.startFrames, { scroll: false })
      const { events: _, ...shown } = await traced(
        launched,
        async () => {
          const times = await page.evaluate(inPage.showCluster, { cluster: 'real', rows: total })
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
    title: `${total} Services in ${namespaceCount} namespaces on the real API server, each with an EndpointSlice`,
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
      ...(latest?.rows ?? []),
    ],
    notes: [
      `${rounds} rounds, kubectl and a freshly started app in turn; medians, ratios of each round’s own.`,
      'Memory: proportional set size after a garbage collection.',
    ],
  }
}

interface Latencies {
  readonly rows: readonly Row[]
}

/** Types searches as a person does, one key at a time, and takes each away again. */
async function typeSearches(
  launched: LaunchedApp,
  page: Page,
): Promise<{ readonly keys: readonly Keystroke[]; readonly task: number }> {
  // Not by Playwright's own `press` of an element: it looks through the page for it, in the page's thread.
  await page.getByRole('combobox').focus()
  const type = async (): Promise<object> => {
    for (const query of ['web-7', 'backend', 'team-2 web', 'scale-42', 'frontned', 'metrics 9090']) {
      for (const key of query) {
        await page.keyboard.press(key === ' ' ? 'Space' : key)
        await page.waitForTimeout(60)
      }
      await page.keyboard.press('Escape')
      await page.waitForTimeout(100)
    }
    return {}
  }
  const { events, renderer } = await traced(launched, type, { categories: keystrokeCategories })
  return { keys: keystrokes(events), task: renderer.processor }
}

async function measureLatencies(
  cluster: RealCluster,
  launched: LaunchedApp,
  page: Page,
  floor: readonly Keystroke[],
): Promise<Latencies> {
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
  return {
    rows: [
      ...perKey('key in the search to its frame', keys, ({ presented }) => presented, 16),
      ...perKey('the same in the app without a Service', floor, ({ presented }) => presented),
      ...perKey('of it work of the page, processor time', keys, ({ work }) => work, 16),
      ...perKey('the same in the app without a Service', floor, ({ work }) => work),
      figure('longest task of the page while typing, processor time, ms', task),
      figure('API write begun to its row painted, median, ms', median(latencies), 100),
      figure('API write begun to its row painted, p95, ms', percentile(latencies, 0.95), 100),
    ],
  }
}

function perKey(subject: string, keys: readonly Keystroke[], of: (key: Keystroke) => number, bar?: number): Row[] {
  const values = keys.map(of)
  return [
    figure(`${subject}, median, ms`, percentile(values, 0.5)),
    figure(`${subject}, p95, ms`, percentile(values, 0.95), bar),
  ]
}

async function measureFlood(kubeconfig: string, server: FloodServer): Promise<Result> {
  const { launched, page } = await open(kubeconfig)
  try {
    await page.evaluate(inPage.showCluster, { cluster: 'flood', rows: total })
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
      title: `${floodRate} changes a second for ${floodSeconds} s to ${total} Services of the benchmark’s own API server`,
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

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}

const perSecond = (gaps: readonly number[]): number => (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)
