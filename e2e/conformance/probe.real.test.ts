import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createCore } from '../../electron/core/create-core.ts'
import type { Probe } from '../../shared/probe.ts'
import type { AppSpec } from '../cluster/control-protocol.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { allowServiceProxy } from '../cluster/service-proxy-user.ts'
import { describeReal } from './describe-real.ts'

await describeReal('what a port speaks, in the words of a real API server', suite)

/** Ports of protocols-app.ts by the name of the Service's port. */
const protocols = {
  redis: 6379,
  mysql: 3306,
  postgres: 5432,
  h2: 9000,
  live: 8000,
  'live-https': 8001,
  vault: 8200,
  alert: 8443,
  mute: 7000,
}

function suite(cluster: RealCluster): void {
  const namespace = `probe-${randomBytes(4).toString('hex')}`
  let core: Awaited<ReturnType<typeof createCore>>
  let revoke: () => Promise<void>

  beforeAll(async () => {
    await cluster.addNamespace(namespace)
    // By the service proxy alone: its sentences are what is tested here.
    revoke = await allowServiceProxy(cluster)
    const echoPorts = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ]
    const ports = Object.entries(protocols).map(([name, port]) => ({ name, port, targetPort: port }))
    await cluster.addService({ namespace, name: 'echo', ports: echoPorts, app: { builtIn: 'echo' } })
    await cluster.addService({
      namespace,
      name: 'tiny',
      ports: [{ port: 80, targetPort: 80 }],
      app: { builtIn: 'tiny' },
    })
    await cluster.addService({ namespace, name: 'protocols', ports, app: protocolsApp() })
    const { kubeconfigPath: kubeconfig } = cluster.users.restricted
    core = await createCore({ kubeconfig, context: undefined, port: 0, demo: false })
    await vi.waitFor(
      async () => {
        const rows = await core.channels['services.snapshot']({ cluster: cluster.contextName })
        expect(rows).toMatch(new RegExp(`"key":"${namespace}/protocols".*?"ready":1`))
      },
      { timeout: 30_000 },
    )
  })
  afterAll(async () => {
    await core.close()
    for (const name of ['echo', 'tiny', 'protocols']) await cluster.removeService({ namespace, name })
    await revoke()
  })

  const probe = async (name: string, port: string): Promise<Probe> =>
    await core.channels['service.probe']({ cluster: cluster.contextName, namespace, name, port })

  test('a page has its title', async () => {
    expect(await probe('tiny', '')).toEqual({ speaks: 'http', status: 200, title: 'Tiny', favicon: null })
  })

  test.each([
    ['echo', 'http', 'http'],
    ['echo', 'https', 'https'],
    ['protocols', 'vault', 'https'],
    ['protocols', 'live-https', 'websocket'],
    ['protocols', 'redis', 'tcp'],
    ['protocols', 'mysql', 'tcp'],
    ['protocols', 'postgres', 'tcp'],
    ['protocols', 'h2', 'grpc'],
    ['protocols', 'live', 'websocket'],
    ['protocols', 'alert', 'https'],
    ['protocols', 'mute', 'unreachable'],
  ])('%s:%s speaks %s', async (name, port, speaks) => {
    expect(await probe(name, port)).toMatchObject({ speaks })
  })
}

function protocolsApp(): AppSpec {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return {
    command: process.execPath,
    args: ['--import', loader, join(import.meta.dirname, 'protocols-app.ts')],
    env: { POD_IP: '$(POD_IP)' },
  }
}
