// Process 1 of the cluster's namespace: starts what a cluster is made of, and takes it all down with it.
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiClient } from '../api-client.ts'
import { controlSocketName } from '../cluster-file.ts'
import { systemPath } from '../namespace.ts'
import { createBuiltInHost } from './built-in-host.ts'
import { type ControlPlane, startApiServer, startEtcd } from './control-plane.ts'
import { serveControl } from './control-server.ts'
import type { Daemon } from './daemon.ts'
import { endEverything } from './end.ts'
import { insideServer, writeIdentity } from './identity.ts'
import { createNode, startKubelet } from './kubelet.ts'
import { memoryByProcess } from './memory.ts'
import { configureNetwork, nodeAddress } from './network.ts'
import { connectOwner, type Owner } from './owner.ts'
import type { Plan } from './plan.ts'
import { createPods } from './pods.ts'
import { createRelay } from './relay.ts'

async function run(plan: Plan, directory: string, owner: Owner): Promise<void> {
  const [{ server: listener, port }] = await Promise.all([owner.listener(), configureNetwork()])
  const { files, cluster } = await writeIdentity(directory, plan, port)
  const home = join(directory, 'home')
  const tmp = join(directory, 'tmp')
  for (const folder of [home, tmp]) mkdirSync(folder)
  const env = { PATH: systemPath, HOME: home, TMPDIR: tmp, LANG: 'C.UTF-8' }
  const admin = cluster.users[0]
  const api = createApiClient({ ...cluster, server: insideServer, token: admin?.token ?? '' })
  const plane: ControlPlane = { directory, binaries: plan.binaries, files, env, extraFlags: plan.apiServerFlags }
  const relay = createRelay({ host: nodeAddress, port: 6443 })
  const pods = createPods(directory, env, createBuiltInHost(env))

  await startEtcd(plane)
  let apiServer: Daemon = await startApiServer(plane, api)
  let stopped = false
  await createNode(api)
  if (plan.portForward && plan.binaries.kwok !== undefined) {
    await startKubelet(directory, plan.binaries.kwok, cluster.insideKubeconfigPath, env, api)
  }
  relay.accept(listener)
  await serveControl(join(directory, controlSocketName), {
    startPod: (request) => pods.start(request),
    async stopPod({ podIP }) {
      await pods.stop(podIP)
      return null
    },
    async stopApiServer() {
      apiServer.signal('SIGKILL')
      await apiServer.ended
      relay.close()
      stopped = true
      return null
    },
    async startApiServer() {
      if (!stopped) return null
      stopped = false
      apiServer = await startApiServer(plane, api)
      relay.accept((await owner.listener()).server)
      return null
    },
    freezeApiServer({ frozen }) {
      apiServer.signal(frozen ? 'SIGSTOP' : 'SIGCONT')
      return Promise.resolve(null)
    },
    dropConnections: () => Promise.resolve(relay.dropConnections()),
    memory: () => memoryByProcess(),
  })
  owner.tell({ kind: 'ready', directory })
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan
const directory = mkdtempSync(join(tmpdir(), 'porthole-cluster-'))
const end = (): never => endEverything(directory, 0)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
// Nobody may be reading any more; dying of that would leave the folder behind.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
const owner = connectOwner(end)
const fail = (error: unknown): void => {
  owner.tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}
process.on('uncaughtException', fail)
run(plan, directory, owner).catch(fail)
