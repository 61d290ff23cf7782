import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRealCluster, type RealCluster } from '../../e2e/cluster/real-cluster.ts'
import { residentMemory } from '../../e2e/conformance/serving-process.ts'
import { allowServiceProxy } from '../../e2e/cluster/service-proxy-user.ts'
import { addServiceAccount } from '../../e2e/faults/service-account.ts'
import { useRealKubelet } from '../../e2e/forward/kubelet.ts'
import { originHost } from '../../shared/origin.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { allowManyConnections } from './bench-service.ts'
import { startEngine } from './engine-process.ts'
import type { Measurement, Result, Row } from './measurement.ts'

/** What the client of {@link many} saw. */
export interface Many {
  /** WebSockets that ended early or never opened. */
  readonly lost: number
  /** Downloads that broke off. */
  readonly broken: number
  readonly messages: number
  /** Of a message's way there and back, ms. */
  readonly p50: number
  readonly p99: number
  readonly megabytesPerSecond: number
}

const namespace = 'many'
const sockets = 500
const downloads = 64

/** Many WebSockets and downloads through one Service at once, over each transport. `--seconds 60` is the real thing. */
export const many: Measurement = {
  name: 'load',
  async run({ seconds, progress }) {
    await ensureBuilt()
    const folder = await mkdtemp(join(tmpdir(), 'porthole-load-'))
    const cluster = await startRealCluster({ progress })
    try {
      await allowManyConnections(cluster)
      await cluster.addService({
        namespace,
        name: 'web',
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        app: { builtIn: 'echo' },
      })
      await useRealKubelet(cluster, namespace)
      const rows: Row[] = []
      await allowServiceProxy(cluster)
      const account = {
        namespace,
        name: 'proxied',
        role: 'service-proxy',
        kubeconfig: cluster.insideKubeconfigPath,
        folder,
      }
      const { kubeconfig: proxied } = await addServiceAccount(cluster, account)
      for (const [subject, kubeconfig] of [
        ['tunnels', cluster.insideKubeconfigPath],
        ['service proxy', proxied],
      ] as const) {
        progress(`Load over ${subject}: ${seconds} s`)
        rows.push({ subject, figures: await load(cluster, kubeconfig, seconds) })
      }
      return [table(rows, seconds)]
    } finally {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function load(cluster: RealCluster, kubeconfig: string, seconds: number): Promise<number[]> {
  const engine = await startEngine(cluster, kubeconfig)
  const host = originHost({ cluster: cluster.contextName, namespace, service: 'web', port: '' })
  const run = (wanted: { sockets: number; downloads: number; seconds: number }) =>
    runClient(cluster, [engine.port, host, wanted.sockets, wanted.downloads, wanted.seconds])
  // What is made once, and code that is compiled.
  await run({ sockets: 50, downloads: 8, seconds: 3 })
  await sleep(settle)
  const before = await engine.vitals()
  const resident: number[] = []
  const sampling = setInterval(() => {
    residentMemory(engine.pid).then(
      (bytes) => resident.push(bytes / 1e6),
      () => undefined,
    )
  }, 1_000)
  const client = await run({ sockets, downloads, seconds })
  clearInterval(sampling)
  // Before anything else is done with it: the loop's delays are those of the load.
  const during = await engine.vitals()
  await sleep(settle)
  const after = await engine.vitals()
  process.kill(engine.pid, 'SIGTERM')
  // All is open after a third; what grows then is not at rest.
  const steady = resident.slice(Math.ceil(resident.length / 3))
  const half = steady.length >> 1
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  return [
    during.loop.p50,
    during.loop.p99,
    during.loop.max,
    client.megabytesPerSecond,
    client.messages,
    client.p50,
    client.p99,
    client.lost,
    client.broken,
    mean(steady.slice(0, half)),
    mean(steady.slice(half)),
    before.heap / 1e6,
    after.heap / 1e6,
    before.files,
    after.files,
  ]
}

/** Kept connections end within so many ms. */
const settle = 33_000
/** What the client of a load may take at most, ms. */
const clientLimit = 300_000

async function runClient(cluster: RealCluster, args: readonly (string | number)[]): Promise<Many> {
  const script = join(import.meta.dirname, 'many-child.ts')
  const command = ['--import', 'tsx', script, ...args.map(String)]
  const ran = await cluster.enter(process.execPath, command, { timeoutMs: clientLimit })
  if (ran.code !== 0) throw new Error(`The client of the load: ${ran.stderr}`)
  return JSON.parse(ran.stdout) as Many
}

function table(rows: readonly Row[], seconds: number): Result {
  return {
    title: `${sockets} WebSockets and ${downloads} downloads through one Service for ${seconds} s`,
    columns: [
      'loop p50 ms',
      'p99',
      'most',
      'downloads MB/s',
      'messages',
      'there and back p50 ms',
      'p99',
      'WebSockets lost',
      'downloads broken',
      'memory MB, first half',
      'second half',
      'heap MB before',
      'after',
      'files before',
      'after',
    ],
    rows,
    notes: [
      'Loop: how late the event loop of Porthole was. Each WebSocket sends once a second; each download is 200 MB and begun again.',
      'Memory: mean of the resident memory in the two halves of the last two thirds. Heap: after a collection, with buffers.',
    ],
  }
}
