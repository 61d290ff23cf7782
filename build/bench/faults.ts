import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRealCluster, type RealCluster } from '../../e2e/cluster/real-cluster.ts'
import { allowServiceProxy } from '../../e2e/cluster/service-proxy-user.ts'
import type { ServiceOptions } from '../../e2e/cluster/services.ts'
import { cutNetwork } from '../../e2e/faults/cut-network.ts'
import { addServiceAccount, expireTokens, type ServiceAccount } from '../../e2e/faults/service-account.ts'
import { worksAgain } from '../../e2e/faults/works-again.ts'
import { useRealKubelet } from '../../e2e/forward/kubelet.ts'
import { originHost } from '../../shared/origin.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { startEngine, type EngineProcess, type Vitals } from './engine-process.ts'
import { costOf, type Cost } from './fault-cost.ts'
import { median, type Measurement, type Result, type Row } from './measurement.ts'
import { startPage, type PageProcess } from './page-process.ts'

const namespace = 'faults'
const service: ServiceOptions = {
  namespace,
  name: 'web',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  app: { builtIn: 'echo' },
}
const downloadBytes = 1_000_000_000
/** A page that does not work again so long (ms) after a fault is over has hung. */
const patience = 120_000
const cutFor = 10_000
/** Kept connections end within so many ms. */
const settle = 33_000

/** One transport, with a page open on it. */
interface Way {
  readonly subject: string
  readonly engine: EngineProcess
  readonly page: PageProcess
}

interface Fault {
  readonly name: string
  /** How many of fifty rounds are this fault: the slow ones come less often. */
  readonly share: number
  /** Makes it happen, and settles when it is over. */
  readonly happen: () => Promise<void>
}

/** What the faults of a cluster cost a page that polls, talks over a WebSocket and downloads, on both transports at once. */
export const faults: Measurement = {
  name: 'faults',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(join(tmpdir(), 'porthole-faults-'))
    const cluster = await startRealCluster({ progress })
    try {
      await cluster.addService(service)
      await useRealKubelet(cluster, namespace)
      await allowServiceProxy(cluster)
      const account = (name: string, role: string): Promise<ServiceAccount> =>
        addServiceAccount(cluster, { namespace, name, role, kubeconfig: cluster.insideKubeconfigPath, folder })
      const accounts = [await account('tunnels', 'cluster-admin'), await account('proxied', 'service-proxy')]
      const ways = await Promise.all(
        ['tunnels', 'service proxy'].map((subject, at) => startWay(cluster, subject, accounts[at]?.kubeconfig ?? '')),
      )
      return await measure(ways, faultsOf(cluster, accounts), rounds, progress)
    } finally {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function startWay(cluster: RealCluster, subject: string, kubeconfig: string): Promise<Way> {
  const engine = await startEngine(cluster, kubeconfig)
  const host = originHost({ cluster: cluster.contextName, namespace, service: 'web', port: '' })
  return { subject, engine, page: startPage(cluster, engine.port, host, downloadBytes) }
}

function faultsOf(cluster: RealCluster, accounts: readonly ServiceAccount[]): Fault[] {
  let pods = 0
  return [
    {
      name: 'pod replaced',
      share: 34,
      happen: async () => {
        await cluster.replacePod(service, `web-new-${++pods}`)
      },
    },
    {
      name: 'API server restarts',
      share: 11,
      happen: async () => {
        await cluster.stopApiServer()
        await cluster.startApiServer()
      },
    },
    {
      name: 'network cut for 10 s',
      share: 4,
      happen: async () => {
        const mend = await cutNetwork(cluster)
        await sleep(cutFor)
        await mend()
      },
    },
    { name: 'token expires', share: 1, happen: () => expireTokens(accounts) },
  ]
}

async function measure(
  ways: readonly Way[],
  kinds: readonly Fault[],
  rounds: number,
  progress: (line: string) => void,
): Promise<Result[]> {
  const costs = new Map<string, Cost[]>()
  const round = async ({ name, happen }: Fault): Promise<void> => {
    const from = ways.map(({ page }) => page.events.length)
    await happen()
    const mended = Date.now()
    const since = (at: number) => (ways[at]?.page.events ?? []).slice(from[at])
    while (!ways.every((_, at) => worksAgain(since(at), mended))) {
      if (Date.now() - mended > patience) throw new Error(`${name}: a page does not work again`)
      await sleep(100)
    }
    for (const [at, { subject }] of ways.entries()) {
      const key = `${name}, ${subject}`
      costs.set(key, [...(costs.get(key) ?? []), costOf(since(at), mended)])
    }
  }
  const open = async (): Promise<void> => {
    for (const { page } of ways) page.open()
    const now = Date.now()
    while (!ways.every(({ page }) => worksAgain(page.events, now))) await sleep(100)
  }
  const rest = async (): Promise<Vitals[]> => {
    await Promise.all(ways.map(({ page }) => page.close()))
    await sleep(settle)
    return Promise.all(ways.map(({ engine }) => engine.vitals()))
  }
  await open()
  // What is made once, and code that is compiled: each fault has been seen before it counts.
  for (const fault of kinds.slice(0, 3)) await round(fault)
  costs.clear()
  const before = await rest()
  await open()
  const plan = planOf(kinds, rounds)
  for (const [at, fault] of plan.entries()) {
    progress(`Faults: round ${at + 1} of ${plan.length}, ${fault.name}`)
    await round(fault)
  }
  const after = await rest()
  for (const { page } of ways) page.end()
  return [costTable(costs), leakTable(ways, before, after, plan.length)]
}

/** The faults of so many rounds, mixed, each as often as its share says and at least once. */
function planOf(kinds: readonly Fault[], rounds: number): Fault[] {
  const left = new Map(kinds.map((kind) => [kind, Math.max(1, Math.round((kind.share * rounds) / 50))]))
  const plan: Fault[] = []
  while ([...left.values()].some((count) => count > 0)) {
    for (const [kind, count] of left) {
      if (count === 0) continue
      plan.push(kind)
      left.set(kind, count - 1)
    }
  }
  return plan
}

function costTable(costs: ReadonlyMap<string, readonly Cost[]>): Result {
  const rows = [...costs].map(([subject, all]): Row => {
    const of = (name: keyof Cost): number[] => all.map((cost) => cost[name])
    const figures = [
      all.length,
      median(of('lost')),
      Math.max(...of('lost')),
      Math.max(...of('longest')),
      median(of('pollsAgain')),
      Math.max(...of('pollsAgain')),
      sum(of('socketEnded')) / all.length,
      median(of('socketAgain')),
      sum(of('downloadBroke')) / all.length,
      median(of('downloadAgain')),
      sum(of('short')),
    ]
    return { subject, figures }
  })
  return {
    title: 'What a fault costs a page that polls five times a second, talks over a WebSocket and downloads 1 GB',
    columns: [
      'rounds',
      'polls lost',
      'most',
      'longest poll ms',
      'polls again ms',
      'at most',
      'WebSockets ended',
      'open again ms',
      'downloads broken',
      'flowing again ms',
      'cut short unseen',
    ],
    rows,
    notes: [
      'Medians unless said otherwise; “again” counts from the end of the fault: the old pod is gone, the API server ready, the network back, the new token written.',
      'A lost poll is one without a 200. WebSockets and downloads per round. The page opens anew what ended, after 0.3 s.',
      'Tokens: the new one is written 3 s after the API server stopped to take the old one; token files are read every 10 s.',
    ],
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function leakTable(ways: readonly Way[], before: readonly Vitals[], after: readonly Vitals[], rounds: number): Result {
  const columns = ['files before', 'after', 'API connections before', 'after', 'heap MB before', 'after']
  const rows = ways.map(({ subject }, at) => {
    const [first, last] = [before[at], after[at]]
    const figures = [first?.files, last?.files, first?.upstream, last?.upstream, mb(first?.heap), mb(last?.heap)]
    return { subject, figures }
  })
  const notes = [
    'With the page closed, when kept connections have ended. Tunnels are connections to the API server. Heap: after a collection, with buffers.',
  ]
  return { title: `What Porthole holds before and after ${rounds} rounds`, columns, rows, notes }
}

function mb(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1e6
}
