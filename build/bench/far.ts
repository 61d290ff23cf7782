import { readFile, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { farServer } from '../../electron/cluster/testing/far-server.ts'
import { startRealCluster } from '../../e2e/cluster/real-cluster.ts'
import { startHeadless, startKubectlProxy } from '../../e2e/conformance/serving-process.ts'
import { useRealKubelet } from '../../e2e/forward/kubelet.ts'
import { median, type Measurement } from './measurement.ts'

/** A round trip to the API server, ms: another continent. */
const roundTrip = 100
/** Between two looks at a dashboard, ms: longer than a tunnel is kept. */
const pause = 5_500
/** As many as a browser opens connections to one host. */
const atOnce = 6

const service = { namespace: 'far', name: 'web' } as const
const path = '/bytes/200'

/** Where a proxy serves the application. */
interface Way {
  readonly subject: string
  readonly port: number
  readonly path: string
  readonly host: string
}

/** What a person waits for who looks at a dashboard of a far cluster again: its first request, and a page's worth of them. */
export const far: Measurement = {
  name: 'far',
  async run({ rounds, progress }) {
    const cluster = await startRealCluster({ progress })
    const ends: (() => unknown)[] = []
    try {
      await cluster.addNamespace(service.namespace)
      await useRealKubelet(cluster, service.namespace)
      await cluster.addService({
        ...service,
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        app: { builtIn: 'echo' },
      })
      const kubeconfig = join(cluster.directory, 'kubeconfig-far')
      const { port: relay, close } = await farServer(Number(new URL(cluster.server).port), roundTrip)
      ends.push(close)
      const near = await readFile(cluster.kubeconfigPath, 'utf8')
      await writeFile(kubeconfig, near.replace(cluster.server, `https://127.0.0.1:${relay}`))
      const kubectl = startKubectlProxy(cluster, ['--kubeconfig', kubeconfig])
      const porthole = startHeadless(['--kubeconfig', kubeconfig, '--port', '0'])
      ends.push(
        () => kubectl.stop(),
        () => porthole.stop(),
      )
      const [port, own] = await Promise.all([kubectl.port(), porthole.port()])
      await porthole.line(/^Connected to /)
      const classic = `/api/v1/namespaces/${service.namespace}/services/${service.name}:http/proxy${path}`
      const origin = `${service.name}.${service.namespace}.${cluster.contextName}.localhost:${own}`
      const ways: readonly Way[] = [
        { subject: 'kubectl proxy', port, path: classic, host: `127.0.0.1:${port}` },
        { subject: 'Porthole, classic URL', port: own, path: classic, host: `127.0.0.1:${own}` },
        { subject: 'Porthole, origin', port: own, path, host: origin },
      ]
      const times = new Map(ways.map((way) => [way, { first: [] as number[], page: [] as number[] }]))
      for (const way of ways) await Promise.all(Array.from({ length: atOnce }, () => answered(way)))
      for (let round = 0; round < rounds; round++) {
        progress(`Far: round ${round + 1} of ${rounds}`)
        await sleep(pause)
        for (const [way, { first, page }] of times) {
          first.push(await answered(way))
          const began = performance.now()
          await Promise.all(Array.from({ length: atOnce }, () => answered(way)))
          page.push(performance.now() - began)
        }
      }
      return [
        {
          title: `An API server ${roundTrip} ms away, after ${pause / 1000} s of quiet`,
          columns: ['the first answer, ms', `${atOnce} at once then, ms`],
          rows: [...times].map(([{ subject }, { first, page }]) => ({
            subject,
            figures: [median(first), median(page)],
          })),
          notes: [`${rounds} rounds in turn, medians. The way to the API server is made longer by a relay of our own.`],
        },
      ]
    } finally {
      await Promise.all(ends.map((end) => end()))
      await cluster.stop()
    }
  },
}

/** Milliseconds until the whole of an answer is there, on a connection of its own: that to the proxy costs nothing. */
async function answered({ port, path: target, host }: Way): Promise<number> {
  const began = performance.now()
  await new Promise<void>((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path: target, headers: { host }, agent: false }, (response) => {
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve()
          else reject(new Error(`${host}${target} answers ${response.statusCode}`))
        })
      })
      .on('error', reject)
  })
  return performance.now() - began
}
