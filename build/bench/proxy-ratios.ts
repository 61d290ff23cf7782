import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onlyChildOf } from '../../e2e/cluster/namespace.ts'
import { startRealCluster, type RealCluster } from '../../e2e/cluster/real-cluster.ts'
import { residentMemory, startServing } from '../../e2e/conformance/serving-process.ts'
import { useRealKubelet } from '../../e2e/forward/kubelet.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { repoRoot } from '../paths.ts'
import { addBenchService, allowManyConnections, service, servicePath, type BenchService } from './bench-service.ts'
import { loadGenerator, type LoadGenerator } from './load.ts'
import { versionOf } from './machine.ts'
import { processorTime } from './process-cost.ts'
import { median, type Measurement, type MeasurementOptions, type Result } from './measurement.ts'

/** One way to the application. */
interface Way {
  readonly subject: string
  /** What the application's paths are appended to. */
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  /** Of the proxy; undefined where there is none. */
  readonly pid?: number
}

interface Figures {
  /** Processor time of the proxy for one request, microseconds; NaN where there is no proxy. */
  readonly processor: number
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly download: number
}

const warmUpSeconds = 1

/**
 * Porthole next to `kubectl proxy`: the same API server, the same application, the same load, in one run. All of it inside
 * the test cluster's network namespace, so that nothing but the proxies lies between; rounds alternate, ratios are of
 * pairs within a round.
 */
export const proxyRatios: Measurement = {
  name: 'proxy-ratios',
  async run(options) {
    await ensureBuilt()
    const [wrk, nginx] = await Promise.all([versionOf('wrk', '-v'), versionOf('nginx', '-v')])
    const lacking = Object.entries({ nginx, wrk }).flatMap(([name, version]) => (version === undefined ? [name] : []))
    if (lacking.length > 0) {
      const advice = `apt-get install -y --no-install-recommends ${lacking.join(' ')}`
      options.progress(
        `Without ${lacking.join(' and ')} the figures are those of our own stand-ins; on Debian: ${advice}`,
      )
    }
    const folder = await mkdtemp(join(tmpdir(), 'porthole-bench-'))
    const cluster = await startRealCluster({ progress: options.progress })
    try {
      await allowManyConnections(cluster)
      const added = await addBenchService(cluster, folder, nginx !== undefined)
      // Origins go over tunnels, which the test cluster's own kubelet would not do as a real one does.
      await useRealKubelet(cluster, service.namespace)
      const load = loadGenerator(cluster, wrk?.replace(/ Copyright.*/, ''))
      const application = nginx?.replace('nginx version: ', '') ?? 'the echo application (there is no nginx)'
      const real = await realWays(cluster)
      const results = [await compare(`Real API server, ${application} behind a Service`, real, added, load, options)]
      if (added.fastKubeconfig !== undefined) {
        const fast = await fastWays(cluster, added)
        results.push(
          await compare(`Fast TLS upstream instead of the API server (${application})`, fast, added, load, options),
        )
      }
      return results
    } finally {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function realWays(cluster: RealCluster): Promise<Way[]> {
  const direct = { authorization: `Bearer ${cluster.adminToken}` }
  const porthole = await startPorthole(cluster, cluster.insideKubeconfigPath)
  // Spelt `Host`, which wrk knows: it would send its own beside any other.
  const host = `${service.name}.${service.namespace}.${cluster.contextName}.localhost:${porthole.port}`
  return [
    { subject: 'no proxy', base: `${await insideServer(cluster)}${servicePath}`, headers: direct },
    await startKubectl(cluster, cluster.insideKubeconfigPath),
    porthole,
    { ...porthole, subject: 'Porthole, origin', base: new URL(porthole.base).origin, headers: { Host: host } },
  ]
}

async function fastWays(cluster: RealCluster, { fastKubeconfig = '', fastServer = '' }: BenchService): Promise<Way[]> {
  return [
    { subject: 'no proxy', base: `${fastServer}${servicePath}`, headers: {} },
    await startKubectl(cluster, fastKubeconfig),
    await startPorthole(cluster, fastKubeconfig),
  ]
}

/** The API server's address inside the namespace. */
async function insideServer(cluster: RealCluster): Promise<string> {
  const view = ['config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}']
  const args = [`--kubeconfig=${cluster.insideKubeconfigPath}`, ...view]
  const { stdout } = await cluster.enter(cluster.kubectlCommand([]).command, args)
  return stdout
}

function startKubectl(cluster: RealCluster, kubeconfig: string): Promise<Way> {
  const { command } = cluster.kubectlCommand([])
  return startProxy(cluster, 'kubectl proxy', command, [`--kubeconfig=${kubeconfig}`, 'proxy', '--port=0'])
}

async function startPorthole(cluster: RealCluster, kubeconfig: string): Promise<Way & { port: number }> {
  const script = join(repoRoot, 'out/main/headless.js')
  const args = [script, '--kubeconfig', kubeconfig, '--port', '0']
  return startProxy(cluster, 'Porthole, classic URL', process.execPath, args)
}

/** Starts a proxy inside the namespace; it ends with the cluster. */
async function startProxy(
  cluster: RealCluster,
  subject: string,
  command: string,
  args: readonly string[],
): Promise<Way & { port: number }> {
  const started = startServing(cluster.enterCommand(command, args), process.env)
  const port = await started.port()
  // What was started is nsenter, which waits for the proxy.
  const pid = await onlyChildOf(started.pid)
  return { subject, base: `http://127.0.0.1:${port}${servicePath}`, headers: {}, pid, port }
}

async function compare(
  title: string,
  ways: readonly Way[],
  { small, large }: BenchService,
  load: LoadGenerator,
  { rounds, seconds, progress }: MeasurementOptions,
): Promise<Result> {
  const measured = ways.map((): Figures[] => [])
  const measure = async ({ base, headers, pid }: Way, duration: number): Promise<Figures> => {
    const before = pid === undefined ? Number.NaN : await processorTime(pid)
    const requests = await load.requests({ url: base + small, headers }, duration)
    const used = pid === undefined ? Number.NaN : (await processorTime(pid)) - before
    const download = await load.download({ url: base + large, headers })
    return { ...requests, processor: used / requests.requests, download }
  }
  for (const way of ways) await measure(way, warmUpSeconds)
  for (let round = 0; round < rounds; round++) {
    progress(`${title}: round ${round + 1} of ${rounds}`)
    const order = [...ways.keys()]
    // Whoever comes first gets the cooler machine: they take turns.
    for (const at of round % 2 === 0 ? order : order.reverse()) {
      const way = ways[at]
      if (way) measured[at]?.push(await measure(way, seconds))
    }
  }
  const rows = await Promise.all(
    ways.map(async ({ subject, pid }, at) => ({
      subject,
      figures: [
        ...figureNames.map((name) => median((measured[at] ?? []).map((figures) => figures[name]))),
        pid === undefined ? undefined : (await residentMemory(pid)) / 1e6,
      ],
    })),
  )
  const kubectl = ways.findIndex(({ subject }) => subject === 'kubectl proxy')
  const ratios = ways.flatMap(({ subject }, at) =>
    subject.startsWith('Porthole')
      ? [{ subject: `${subject} / kubectl proxy`, figures: ratiosOf(measured[at] ?? [], measured[kubectl] ?? []) }]
      : [],
  )
  return {
    title,
    columns: ['requests/s', 'p50 ms', 'p99 ms', 'CPU µs/request', '100 MB MB/s', 'memory MB'],
    rows: [...rows, ...ratios],
    notes: [
      `200-byte answers, keep-alive, ${load.tool}; ${rounds} rounds of ${seconds} s in turn, medians; ratios are medians of each round's own.`,
      '100 MB by a Node program, one at a time. Memory: resident, after all of it.',
    ],
  }
}

const figureNames = ['requestsPerSecond', 'p50', 'p99', 'processor', 'download'] as const

function ratiosOf(ours: readonly Figures[], theirs: readonly Figures[]): number[] {
  return figureNames.map((name) =>
    median(ours.map((figures, at) => figures[name] / (theirs[at]?.[name] ?? Number.NaN))),
  )
}
