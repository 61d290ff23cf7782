import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cluster } from '../../electron/cluster/cluster.ts'
import type { ServiceRow } from '../../shared/service.ts'
import { applyPatch } from '../../shared/services-patch.ts'
import { breakingServer, type BreakingServer } from './breaking-server.ts'
import { describeReal } from './describe-real.ts'
import { comparableRows, expectedRows, type ExpectedRow } from './expected-rows.ts'
import { portholeCluster, until } from './porthole-cluster.ts'
import { watchFaults, type WatchFault } from './watch-faults.ts'

/** How long each server is broken, ms: a time-out of 15 s and a list after it. */
const broken = 22_000
/** More requests than that meanwhile, for Services, would be hammering. */
const mostRequests = 26
/** How long the rows may differ from kubectl's once the server works, ms: the longest pause, and a list. */
const patience = 45_000
const namespace = `breaks-${randomBytes(4).toString('hex')}`
const services = `/api/v1/namespaces/${namespace}/services`

/** One Porthole, the server that breaks for it, and what came of that. */
interface Trial {
  fault: WatchFault
  server: BreakingServer
  porthole: Cluster
  screen: { cluster: string; sequence: number; rows: Map<string, ServiceRow> }
  gaps: number
  /** All that the screen said. */
  said: Set<string>
  /** When Services were asked for while it was broken, ms since the epoch. */
  asked: number[]
  meanwhile: readonly ExpectedRow[]
}

await describeReal('a server that breaks', (cluster) => {
  const trials = new Map<WatchFault, Trial>()
  let folder = ''
  let during: ExpectedRow[] = []
  const put = (name: string): Promise<unknown> => {
    const spec = { clusterIP: 'None', ports: [{ port: 80 }] }
    return cluster.api.expect('POST', services, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
  }
  const change = (name: string, port: number): Promise<unknown> => {
    return cluster.api.expect('PATCH', `${services}/${name}`, { spec: { ports: [{ port }] } })
  }

  // All break at once, since each takes its time.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-breaks-'))
    await cluster.addNamespace(namespace)
    for (const name of ['stays', 'changes', 'goes', 'comes-back']) await put(name)
    for (const [index, fault] of watchFaults.entries()) {
      const own = join(folder, String(index))
      await mkdir(own)
      trials.set(fault, await begin(fault, await breakingServer(cluster, own)))
    }
    // A watch that ends sooner is none.
    await delay(1_100)
    for (const { server, fault } of trials.values()) {
      server.begin((asked) => {
        if (asked.kind === 'other') asked.pass()
        else fault.meet(asked)
      })
    }
    const end = Date.now() + broken
    await put('new')
    await cluster.api.expect('DELETE', `${services}/goes`)
    await cluster.api.expect('DELETE', `${services}/comes-back`)
    await put('comes-back')
    for (let port = 81; port < 90; port++) await change('changes', port)
    during = await expectedRows(cluster)
    await delay(end - Date.now())
    for (const trial of trials.values()) {
      trial.meanwhile = comparableRows(trial.porthole.store.snapshot().rows)
      trial.asked = trial.server.asked.filter(({ kind, slices }) => kind !== 'other' && !slices).map(({ at }) => at)
      trial.server.begin(({ pass }) => pass())
    }
    await put('last')
    await change('changes', 90)
  }, 120_000)
  afterAll(async () => {
    for (const { porthole, server } of trials.values()) {
      porthole.disconnect()
      porthole.store.close()
      await server.close()
    }
    await cluster.api.expect('DELETE', services)
    await rm(folder, { recursive: true, force: true })
  })

  test.each(watchFaults)('$name', { timeout: 2 * patience }, async (fault) => {
    const trial = trials.get(fault)
    if (!trial) throw new Error('it was not tried')
    const { porthole, screen, said, asked, meanwhile } = trial
    if (fault.said === null) expect([...said]).toEqual([])
    else expect([...said].join('\n')).toMatch(new RegExp(fault.said, 'm'))
    if (fault.current) expect(meanwhile).toEqual(during)
    expect(asked.length).toBeLessThan(mostRequests)
    const apart = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
    if (fault.apart !== undefined) expect(Math.min(...apart)).toBeGreaterThanOrEqual(fault.apart)

    const rows = await expectedRows(cluster)
    const same = (): boolean => JSON.stringify(comparableRows(porthole.store.snapshot().rows)) === JSON.stringify(rows)
    await until(porthole, (now) => now.state.phase === 'connected' && same(), AbortSignal.timeout(patience))
    expect(comparableRows(porthole.store.snapshot().rows)).toEqual(rows)
    expect(comparableRows([...screen.rows.values()])).toEqual(rows)
    expect(porthole.state.phase).toBe('connected')
    expect(trial.gaps).toBe(0)
  })

  test('does not have everybody back at the same moment', () => {
    const pauses = [...trials.values()]
      .filter(({ fault }) => fault.name.startsWith('50'))
      .map(({ asked: [one = 0, two = 0] }) => two - one)
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(30)
  })

  test('that is busy is waited for by whoever lists once, as kubectl waits', async () => {
    const server = await breakingServer(cluster, folder)
    let refused = 0
    server.begin((asked) => {
      const { kind, response, pass } = asked
      if (kind !== 'list' || refused++ > 1) pass()
      else response.writeHead(429, { 'retry-after': '1' }).end('Too many requests, please try again later.\n')
    })
    const porthole = await portholeCluster(server.kubeconfig)
    await porthole.listed()
    expect(comparableRows(porthole.store.snapshot().rows).map(({ name }) => name)).toContain('stays')
    porthole.disconnect()
    porthole.store.close()
    await server.close()
  })

  async function begin(fault: WatchFault, server: BreakingServer): Promise<Trial> {
    const porthole = await portholeCluster(server.kubeconfig)
    const screen = { cluster: porthole.id, sequence: 0, rows: new Map<string, ServiceRow>() }
    const trial: Trial = { fault, server, porthole, screen, gaps: 0, said: new Set(), asked: [], meanwhile: [] }
    porthole.on('patch', (patch) => {
      if (!applyPatch(screen, patch)) trial.gaps++
    })
    porthole.on('changed', () => {
      if (porthole.state.phase === 'degraded') trial.said.add(porthole.state.failure.message)
    })
    porthole.connect()
    await until(porthole, ({ state }) => state.phase === 'connected')
    return trial
  }
})
