import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originHost } from '../../shared/origin.ts'
import { unlessUnavailable } from '../cluster/cluster-unavailable.ts'
import { allowServiceProxy } from '../cluster/service-proxy-user.ts'
import type { ServiceOptions } from '../cluster/services.ts'
import { sharedCluster } from '../cluster/shared-cluster.ts'
import { startHeadless, type ServingProcess } from '../conformance/serving-process.ts'
import { useRealKubelet } from '../forward/kubelet.ts'
import { cutNetwork } from './cut-network.ts'
import { Page, type PageEvent } from './page.ts'
import { addServiceAccount, expireTokens, type ServiceAccount } from './service-account.ts'
import { worksAgain } from './works-again.ts'

const namespace = `faults-${randomBytes(4).toString('hex')}`
const service: ServiceOptions = {
  namespace,
  name: 'web',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  app: { builtIn: 'echo' },
}

/** Porthole over one transport, and a page that is open on it. */
interface Way {
  engine: ServingProcess
  port: number
  page: Page
  events: PageEvent[]
  /** Files that were open before there was a page. */
  files: number
}

const given = await unlessUnavailable('faults', async () => {
  const cluster = await sharedCluster()
  await cluster.addNamespace(namespace)
  return { cluster, restore: await useRealKubelet(cluster, namespace) }
})

describe.skipIf(!given)(
  'while a page polls, talks over a WebSocket and downloads, over both transports at once',
  () => {
    if (!given) return
    const { cluster, restore } = given
    const host = originHost({ cluster: cluster.contextName, namespace, service: 'web', port: '' })
    const accounts: ServiceAccount[] = []
    const ways: Way[] = []
    let folder = ''
    let forbid = (): Promise<void> => Promise.resolve()

    /** Waits until the pages work again, whatever they noticed since `mended`. */
    const recovered = async (mended: number): Promise<void> => {
      while (!ways.every(({ events }) => worksAgain(events, mended))) await delay(50)
    }

    const replacePod = async (): Promise<void> => {
      await cluster.replacePod(service, `web-${randomBytes(3).toString('hex')}`)
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'porthole-faults-'))
      await cluster.addService(service)
      forbid = await allowServiceProxy(cluster)
      for (const [name, role] of [
        ['tunnels', 'cluster-admin'],
        ['proxied', 'service-proxy'],
      ] as const) {
        const kubeconfig = cluster.kubeconfigPath
        const account = await addServiceAccount(cluster, { namespace, name, role, kubeconfig, folder })
        const engine = startHeadless(['--kubeconfig', account.kubeconfig, '--port', '0'])
        const port = await engine.port()
        await engine.line(/^Connected to /)
        const events: PageEvent[] = []
        const page = new Page({ port, host, size: 1_000_000_000, report: (event) => events.push(event) })
        accounts.push(account)
        ways.push({ engine, port, page, events, files: await openFiles(engine.pid) })
      }
      const now = Date.now()
      for (const { page } of ways) page.open()
      await recovered(now)
    })
    afterAll(async () => {
      await Promise.all(ways.map(({ engine }) => engine.stop()))
      for (const account of accounts) await account.remove()
      await forbid()
      await cluster.removeService(service)
      await restore()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    })

    test.each<[string, () => Promise<void>]>([
      ['the pod is replaced', replacePod],
      [
        'the API server restarts',
        async () => {
          await cluster.stopApiServer()
          await cluster.startApiServer()
        },
      ],
      [
        'the network is cut',
        async () => {
          const mend = await cutNetwork(cluster)
          await delay(3_000).finally(mend)
        },
      ],
      ['the pod is replaced again', replacePod],
      ['the token expires', () => expireTokens(accounts)],
    ])(
      '%s: it works again, and no download ends short without an error',
      async (_name, happen) => {
        await happen()
        await recovered(Date.now())
        expect(
          ways.flatMap(({ events }) => events).filter((event) => event.kind === 'download' && event.what === 'short'),
        ).toEqual([])
      },
      150_000,
    )

    test('an upload waits for the pod that reads it', async () => {
      for (const { port } of ways) {
        const request = http.request({
          port,
          // Whoever goes while nothing of theirs is read is missed only when it is: TCP has no room to say so before.
          path: '/slow?ms=15000',
          method: 'POST',
          agent: false,
          headers: { host: `${host}:${port}` },
        })
        request.on('error', () => undefined)
        const piece = Buffer.alloc(1_000_000)
        let sent = 0
        // Until nothing more is taken for a while: all there is on the way is full.
        for (;;) {
          const taken = request.write(piece) || (await Promise.race([drained(request), delay(1_500, false)]))
          if (!taken) break
          sent += piece.length
          expect(sent).toBeLessThan(100_000_000)
        }
        request.destroy()
      }
    }, 60_000)

    test('nothing is left open when the page is closed', async () => {
      await Promise.all(ways.map(({ page }) => page.close()))
      for (const { engine, files } of ways) {
        await expect
          .poll(() => openFiles(engine.pid), { timeout: 60_000, interval: 500 })
          .toBeLessThanOrEqual(files + 1)
      }
    }, 130_000)
  },
)

async function openFiles(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length
}

function drained(request: http.ClientRequest): Promise<boolean> {
  return new Promise((resolve) => request.once('drain', () => resolve(true)))
}
