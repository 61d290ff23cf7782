import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originUrl } from '../../shared/origin.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { allowServiceProxy } from '../cluster/service-proxy-user.ts'
import { describeReal } from '../conformance/describe-real.ts'
import { startHeadless, type ServingProcess } from '../conformance/serving-process.ts'
import { type DirectAccess, directAccess } from '../dashboards/direct.ts'
import { useRealKubelet } from '../forward/kubelet.ts'
import { allCauses } from './all-causes.ts'
import type { Cause } from './cause.ts'
import { causePorts, causesApp } from './pod.ts'
import { createWay, type Way } from './way.ts'

await describeReal('why applications fail behind proxies', suite)

const ways = ['directly', 'port-forward', 'service-proxy'] as const
type WayName = (typeof ways)[number]

/** How to reach one cause's port. */
type Reaches = (cause: Cause) => Way

function suite(cluster: RealCluster): void {
  const namespace = `causes-${randomBytes(4).toString('hex')}`
  const service = 'causes'
  const reaches = new Map<WayName, Reaches>()
  const found = new Map<string, Map<WayName, string>>()
  const started: ServingProcess[] = []
  let direct: DirectAccess | undefined
  const restore: (() => Promise<void>)[] = []

  const portholeFor = async (kubeconfig: string): Promise<Reaches> => {
    const serving = startHeadless(['--kubeconfig', kubeconfig, '--port', '0'])
    started.push(serving)
    const port = await serving.port()
    await serving.line(/^Connected to /)
    return (cause) => {
      const url = originUrl({ cluster: cluster.contextName, namespace, service, port: cause.name }, port)
      return createWay(new URL(url).origin, port)
    }
  }

  beforeAll(async () => {
    await cluster.addNamespace(namespace)
    restore.push(await useRealKubelet(cluster, namespace), await allowServiceProxy(cluster))
    const { pods } = await cluster.addService({ namespace, name: service, ports: causePorts, app: causesApp() })
    direct = await directAccess(
      cluster,
      pods[0]?.ip ?? '',
      causePorts.map(({ targetPort }) => targetPort),
    )
    const { ports } = direct
    reaches.set('directly', (cause) => {
      const port = ports.get(portOf(cause)) ?? 0
      return createWay(`${speaksTls(cause) ? 'https' : 'http'}://localhost:${port}`, port)
    })
    reaches.set('port-forward', await portholeFor(cluster.kubeconfigPath))
    reaches.set('service-proxy', await portholeFor(cluster.users.restricted.kubeconfigPath))
  })
  afterAll(async () => {
    await Promise.all(started.map((serving) => serving.stop()))
    await direct?.stop()
    await cluster.removeService({ namespace, name: service })
    for (const back of restore) await back()
    process.stdout.write(tableOf(found))
  })

  describe.each(allCauses)('$name: $about', (cause) => {
    test.each(ways)('%s', async (way) => {
      const results = found.get(cause.name) ?? new Map<WayName, string>()
      found.set(cause.name, results.set(way, 'fails'))
      const result = await outcome(cause, reaches.get(way))
      const limit = way === 'directly' ? undefined : cause.limits?.[way]
      if (limit === undefined) expect(result).toEqual(cause.expected)
      // A limit that is none any more is taken out of the table.
      else expect(result).not.toEqual(cause.expected)
      results.set(way, limit ?? 'works')
    })
  })
}

/** What the check returns, or why it failed: for a limit either will do. */
async function outcome(cause: Cause, reach: Reaches | undefined): Promise<unknown> {
  if (!reach) throw new Error('there is no such way')
  try {
    return await cause.check(reach(cause))
  } catch (error) {
    return String(error)
  }
}

function portOf({ name }: Cause): number {
  return causePorts.find((port) => port.name === name)?.targetPort ?? 0
}

/** What a person would type: they know what the port speaks. */
function speaksTls({ name, appProtocol }: Cause): boolean {
  return name.startsWith('tls') || (appProtocol === 'https' && name !== 'http-as-tls')
}

function tableOf(found: ReadonlyMap<string, ReadonlyMap<WayName, string>>): string {
  const line = (first: string, rest: readonly string[]) =>
    `| ${[first.padEnd(17), ...rest.map((cell) => cell.padEnd(12))].join(' | ')} |\n`
  const rows = [...found].map(([name, results]) =>
    line(
      name,
      ways.map((way) => results.get(way) ?? ''),
    ),
  )
  return ['\n', line('cause', ways), ...rows].join('')
}
