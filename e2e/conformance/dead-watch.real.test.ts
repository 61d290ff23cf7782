import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Cluster } from '../../electron/cluster/cluster.ts'
import { cutNetwork } from '../faults/cut-network.ts'
import { breakingServer } from './breaking-server.ts'
import { describeReal } from './describe-real.ts'
import { portholeCluster, until } from './porthole-cluster.ts'

/** No limit to keep to: a watch that nobody looked after would stand for minutes, until TCP gives it up. */
const patience = 110_000
const namespace = `silent-${randomBytes(4).toString('hex')}`
const services = `/api/v1/namespaces/${namespace}/services`

await describeReal('an idle watch whose other end is gone without a word', (cluster) => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-silent-'))
    await cluster.addNamespace(namespace)
  })
  afterAll(() => rm(folder, { recursive: true }))

  const put = (name: string): Promise<unknown> => {
    const spec = { clusterIP: 'None', ports: [{ port: 80 }] }
    return cluster.api.expect('POST', services, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
  }
  const connected = async (kubeconfig: string): Promise<Cluster> => {
    const porthole = await portholeCluster(kubeconfig)
    onTestFinished(() => {
      porthole.disconnect()
      porthole.store.close()
    })
    porthole.connect()
    await until(porthole, ({ state }) => state.phase === 'connected')
    return porthole
  }
  const shows = (porthole: Cluster, name: string): boolean =>
    porthole.store.snapshot().rows.some((row) => row.namespace === namespace && row.name === name)
  /** Looks now and then, as rows come without a change of the state. */
  const soon = (look: () => boolean): Promise<unknown> =>
    expect.poll(look, { timeout: patience, interval: 200 }).toBe(true)

  test('is noticed when the network is cut, and goes on when it is mended', { timeout: 2 * patience }, async () => {
    const porthole = await connected(cluster.kubeconfigPath)
    const mend = await cutNetwork(cluster)
    const cut = Date.now()
    await until(porthole, ({ state }) => state.phase !== 'connected', AbortSignal.timeout(patience)).finally(mend)
    process.stdout.write(`a cut network was noticed after ${((Date.now() - cut) / 1_000).toFixed(1)} s\n`)
    expect(porthole.state).toMatchObject({
      phase: 'degraded',
      failure: { message: expect.stringContaining('no longer answers') as string },
    })
    await until(porthole, ({ state }) => state.phase === 'connected', AbortSignal.timeout(patience))
    await put('mended')
    await soon(() => shows(porthole, 'mended'))
  })

  test('begins anew where it alone is dead, without a word and without a list', { timeout: 2 * patience }, async () => {
    const server = await breakingServer(cluster, folder)
    onTestFinished(() => server.close())
    const porthole = await connected(server.kubeconfig)
    let forgotten = 0
    // Somebody on the way forgot the connection of each watch: the others are answered, what it says is lost.
    server.begin(({ kind, slices, pass }) => {
      if (kind === 'watch' && !slices && forgotten++ === 0) pass(() => '')
      else pass()
    })
    await soon(() => forgotten === 1)
    const said = new Set<string>()
    porthole.on('changed', () => said.add(porthole.state.phase))
    const began = Date.now()
    await put('unheard')
    await soon(() => shows(porthole, 'unheard'))
    process.stdout.write(`a dead watch was replaced after ${((Date.now() - began) / 1_000).toFixed(1)} s\n`)
    expect([...said].filter((phase) => phase !== 'connected')).toEqual([])
    expect(server.asked.filter(({ kind, slices }) => kind === 'list' && !slices)).toEqual([])
  })
})
