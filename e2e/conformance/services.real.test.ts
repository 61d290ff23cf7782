import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Cluster } from '../../electron/cluster/cluster.ts'
import type { ClusterPhase, ClusterState } from '../../shared/cluster-state.ts'
import type { ServicesPatch } from '../../shared/services-patch.ts'
import { cuttableWay } from './cuttable.ts'
import { describeReal } from './describe-real.ts'
import { comparableRows, expectedRows, type ExpectedRow } from './expected-rows.ts'
import { portholeCluster, until } from './porthole-cluster.ts'

const namespace = `services-${randomBytes(4).toString('hex')}`
const services = `/api/v1/namespaces/${namespace}/services`
const slices = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`

await describeReal('the list of Services, against kubectl', (cluster) => {
  const opened: Cluster[] = []
  let folder = ''
  const connect = async (kubeconfig = cluster.kubeconfigPath): Promise<Cluster> => {
    const porthole = await portholeCluster(kubeconfig)
    opened.push(porthole)
    porthole.connect()
    // Services come before their endpoints: only with both is what the rows say their last word.
    await until(
      porthole,
      ({ state, store }) => state.phase === 'connected' && store.snapshot().rows.every(({ ready }) => ready !== null),
    )
    return porthole
  }
  const create = (name: string, spec: object = { ports: [{ port: 80 }] }): Promise<unknown> =>
    cluster.api.expect('POST', services, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
  const remove = (name: string): Promise<unknown> => cluster.api.expect('DELETE', `${services}/${name}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-services-'))
    await cluster.addNamespace(namespace)
  })
  afterEach(async () => {
    for (const porthole of opened.splice(0)) {
      porthole.disconnect()
      porthole.store.close()
    }
    // A test that failed while it was stopped must not fail the others, which share the cluster.
    await cluster.startApiServer()
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await cluster.api.expect('DELETE', services)
    await cluster.api.expect('DELETE', slices)
  })

  test('rows and endpoint counts are what kubectl says, listed and watched', async () => {
    const watching = await connect()
    await create('load-balancer', {
      type: 'LoadBalancer',
      ports: [
        { name: 'web', port: 80 },
        { name: 'tls', port: 443 },
      ],
    })
    const ingress = [{ ip: '203.0.113.7' }, { hostname: 'lb.example.com' }]
    await cluster.api.expect('PATCH', `${services}/load-balancer/status`, { status: { loadBalancer: { ingress } } })
    await create('node-port', { type: 'NodePort', ports: [{ port: 8080 }] })
    await create('elsewhere', { type: 'ExternalName', externalName: 'example.com' })
    await create('external-ips', {
      ports: [{ port: 53, protocol: 'UDP' }],
      externalIPs: ['198.51.100.1', '198.51.100.2'],
    })
    await create('headless', { clusterIP: 'None' })
    await create('websocket', { ports: [{ name: 'ws', port: 80, appProtocol: 'kubernetes.io/ws' }] })
    const replicated = {
      namespace,
      name: 'replicated',
      ports: [{ port: 80, targetPort: 80 }],
      app: { builtIn: 'tiny' },
    } as const
    await cluster.addService({ ...replicated, replicas: 3, readyReplicas: 2 })
    await createSlices()
    try {
      const expected = await expectedRows(cluster)
      await expectRows(watching, expected)
      expect(comparableRows((await connect()).store.snapshot().rows)).toEqual(expected)
      expect(expected.find(({ name }) => name === 'replicated')).toMatchObject({ ready: 2, total: 3 })
      expect(expected.find(({ name }) => name === 'sliced')).toMatchObject({ ready: 3, total: 5 })

      await cluster.setReady(replicated, 3)
      await cluster.api.expect('DELETE', `${slices}/sliced-2`)
      await cluster.api.expect('PATCH', `${services}/node-port`, { spec: { ports: [{ port: 8081 }] } })
      await remove('headless')
      const changed = await expectedRows(cluster)
      expect(changed.find(({ name }) => name === 'replicated')).toMatchObject({ ready: 3, total: 3 })
      expect(changed.find(({ name }) => name === 'sliced')).toMatchObject({ ready: 1, total: 2 })
      await expectRows(watching, changed)
    } finally {
      await cluster.removeService(replicated)
    }
  })

  /** A Service with several slices: one Pod in an IPv4 and an IPv6 one, endpoints without a condition and without a Pod. */
  async function createSlices(): Promise<void> {
    await create('sliced', { ports: [{ port: 80 }] })
    const pod = (uid: string, ...addresses: string[]) => ({ addresses, targetRef: { kind: 'Pod', name: uid, uid } })
    const ready = (value: boolean) => ({ conditions: { ready: value } })
    const made: [string, object[]][] = [
      [
        'IPv4',
        [
          { ...pod('a', '10.1.0.1'), ...ready(true) },
          { ...pod('b', '10.1.0.2'), ...ready(false) },
        ],
      ],
      ['IPv6', [{ ...pod('a', 'fd00::1'), ...ready(true) }]],
      [
        'IPv4',
        [
          pod('c', '10.1.0.3'),
          { addresses: ['192.0.2.1'], ...ready(true) },
          { addresses: ['192.0.2.2'], ...ready(false) },
        ],
      ],
      ['IPv4', []],
    ]
    for (const [at, [addressType, endpoints]] of made.entries()) {
      await cluster.api.expect('POST', slices, {
        metadata: { name: `sliced-${at}`, labels: { 'kubernetes.io/service-name': 'sliced' } },
        addressType,
        endpoints,
        ports: [{ name: '', port: 80 }],
      })
    }
  }

  test('a Service that kubectl creates becomes a row, and goes when kubectl deletes it', async () => {
    const porthole = await connect()
    const fromCall: number[] = []
    const fromReturn: number[] = []
    const gone: number[] = []
    for (let at = 0; at < 20; at++) {
      const name = `timed-${at}`
      const arrived = patched(porthole, ({ upserts }) => upserts.some((row) => row.key === `${namespace}/${name}`))
      const called = performance.now()
      const created = await cluster.kubectl(['create', 'service', 'clusterip', name, '--tcp=80', '-n', namespace])
      const returned = performance.now()
      expect(created.code, created.stderr).toBe(0)
      const seen = await arrived
      fromCall.push(seen - called)
      fromReturn.push(seen - returned)

      const left = patched(porthole, ({ deletes }) => deletes.includes(`${namespace}/${name}`))
      const deleting = performance.now()
      const deleted = await cluster.kubectl(['delete', 'service', name, '-n', namespace, '--wait=false'])
      expect(deleted.code, deleted.stderr).toBe(0)
      gone.push((await left) - deleting)
      expect(porthole.store.row(namespace, name)).toBeUndefined()
    }
    report('row after `kubectl create` was called', fromCall)
    report('row after `kubectl create` returned (negative: before)', fromReturn)
    report('row gone after `kubectl delete` was called', gone)
  })

  test('API server stopped: degraded, list kept; started: connected by itself, with what changed', async () => {
    await create('stays')
    await create('goes')
    const porthole = await connect()
    const before = comparableRows(porthole.store.snapshot().rows)
    const phases = followPhases(porthole)
    await cluster.stopApiServer()
    await until(porthole, ({ state }) => state.phase === 'degraded' && state.failure.code === 'connection-refused')
    expect(comparableRows(porthole.store.snapshot().rows)).toEqual(before)
    await cluster.startApiServer()
    await create('came')
    await remove('goes')
    await until(porthole, ({ state }) => state.phase === 'connected')
    const expected = await expectedRows(cluster)
    await expectRows(porthole, expected)
    expect(expected.map(({ name }) => name)).toEqual(expect.arrayContaining(['stays', 'came']))
    expect(phases).toEqual(['degraded', 'connected'])
  })

  test('network cut: degraded, list kept; mended: connected by itself, with all that changed meanwhile', async () => {
    await create('cut-stays')
    await create('cut-goes')
    const way = await cuttableWay(cluster, folder)
    const porthole = await connect(way.kubeconfig)
    await way.cut()
    await until(porthole, ({ state }) => state.phase === 'degraded')
    await create('cut-came')
    await remove('cut-goes')
    await cluster.api.expect('PATCH', `${services}/cut-stays`, { spec: { ports: [{ port: 81 }] } })
    expect(porthole.store.row(namespace, 'cut-goes')).toBeDefined()
    await way.mend()
    const expected = await expectedRows(cluster)
    await until(porthole, ({ state }) => state.phase === 'connected')
    await expectRows(porthole, expected)
    await way.cut()
  })

  test('connections dropped: connected again by itself, and the watch goes on', async () => {
    const porthole = await connect()
    expect(await cluster.dropConnections()).toBeGreaterThan(0)
    await create('after-drop')
    await until(porthole, ({ store }) => store.row(namespace, 'after-drop') !== undefined)
    expect(porthole.state.phase).toBe('connected')
  })

  test('API server frozen: degraded although nothing was closed; thawed: connected by itself', async () => {
    const porthole = await connect()
    const before = comparableRows(porthole.store.snapshot().rows)
    await cluster.freezeApiServer(true)
    try {
      await until(porthole, ({ state }) => state.phase === 'degraded')
      expect(comparableRows(porthole.store.snapshot().rows)).toEqual(before)
    } finally {
      await cluster.freezeApiServer(false)
    }
    await until(porthole, ({ state }) => state.phase === 'connected')
    await create('after-thaw')
    await until(porthole, ({ store }) => store.row(namespace, 'after-thaw') !== undefined)
  })

  test('1,200 Services come in pages, and so does what is gone', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => `page-${at}`)
    await Promise.all(many.map((name) => create(name, { clusterIP: 'None' })))
    const porthole = await portholeCluster(cluster.kubeconfigPath)
    opened.push(porthole)
    const pages = new Map<number, number | null>()
    porthole.on('changed', () => {
      const { state }: { state: ClusterState } = porthole
      if (state.phase === 'connecting' && state.received > 0) pages.set(state.received, state.about)
    })
    const started = performance.now()
    porthole.connect()
    await until(porthole, ({ state }) => state.phase === 'connected')
    report(`${porthole.store.size} Services listed`, [performance.now() - started])
    const expected = await expectedRows(cluster)
    await expectRows(porthole, expected)
    const total = expected.length
    expect([...pages]).toEqual([
      [500, total],
      [1000, total],
      [total, total],
    ])
    await cluster.api.expect('DELETE', services)
    await until(porthole, ({ store }) => !store.snapshot().rows.some((row) => row.namespace === namespace))
  })
})

/** Waits for the rows to be these, and says what differs when they are not within half a minute. */
async function expectRows(porthole: Cluster, expected: readonly ExpectedRow[]): Promise<void> {
  const rows = (): ExpectedRow[] => comparableRows(porthole.store.snapshot().rows)
  const patience = AbortSignal.timeout(30_000)
  await until(porthole, () => JSON.stringify(rows()) === JSON.stringify(expected), patience)
  expect(rows()).toEqual(expected)
}

/** The moment (ms) at which a patch came that satisfies. */
function patched(porthole: Cluster, satisfies: (patch: ServicesPatch) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = (patch: ServicesPatch): void => {
      if (!satisfies(patch)) return
      porthole.off('patch', look)
      resolve(performance.now())
    }
    porthole.on('patch', look)
  })
}

/** The phases that it passes from now on. */
function followPhases(porthole: Cluster): ClusterPhase[] {
  const phases: ClusterPhase[] = []
  let last = porthole.state.phase
  porthole.on('changed', () => {
    const { phase } = porthole.state
    if (phase !== last) phases.push(phase)
    last = phase
  })
  return phases
}

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): string => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)} ms`
  process.stdout.write(`${what}: median ${at(0.5)}, worst ${at(1)} (${sorted.length})\n`)
}
