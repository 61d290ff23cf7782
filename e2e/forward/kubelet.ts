import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cacheFolder } from '../cluster/cache-folder.ts'
import { makeServerCertificate } from '../cluster/certificates.ts'
import { ClusterUnavailable } from '../cluster/cluster-unavailable.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { insideServer } from '../cluster/supervisor/identity.ts'
import { nodeName } from '../cluster/supervisor/kubelet.ts'

const source = join(import.meta.dirname, 'kubelet', 'main.go')
const tools = join(import.meta.dirname, '..', 'cluster', 'tools')
const port = 10250

const nodeSchema = z.object({
  status: z.object({ addresses: z.array(z.object({ type: z.string(), address: z.string() })) }),
})

/** What a container runtime can do: older and newer ones speak both protocols of port-forward. */
export interface Runtime {
  webSockets: boolean
}

/**
 * Makes the node's kubelet one that forwards ports as real ones do (kubelet/main.go), instead of kwok's, which never
 * tells that a pod has closed. Returns the way back. Throws ClusterUnavailable where Go cannot build it.
 */
export async function useRealKubelet(
  cluster: RealCluster,
  namespace: string,
  { webSockets }: Runtime = { webSockets: true },
): Promise<() => Promise<void>> {
  const command = await builtKubelet()
  const { key, cert } = await makeServerCertificate({ name: 'kubelet' })
  const name = webSockets ? 'kubelet' : 'spdy-kubelet'
  const { pods } = await cluster.addService({
    namespace,
    name,
    ports: [{ name: 'https', port, targetPort: port }],
    app: {
      command,
      args: [`$(POD_IP):${port}`, '$(POD_DIR)/cert.pem', '$(POD_DIR)/key.pem', insideServer, cluster.adminToken],
      env: webSockets ? {} : { NO_WEBSOCKETS: '1' },
      files: { 'cert.pem': cert, 'key.pem': key },
    },
  })
  const path = `/api/v1/nodes/${nodeName}`
  const before = nodeSchema.parse(await cluster.api.expect('GET', path)).status.addresses
  const setAddresses = (addresses: typeof before): Promise<unknown> =>
    cluster.api.expect('PATCH', `${path}/status`, { status: { addresses } })
  await setAddresses(pods.map(({ ip }) => ({ type: 'InternalIP', address: ip })))
  return async () => {
    await setAddresses(before)
    await cluster.removeService({ namespace, name })
  }
}

/** Builds it with the modules of the test cluster's tools, once for each version of its source. */
async function builtKubelet(): Promise<string> {
  const parts = await Promise.all([readFile(source), readFile(join(tools, 'go.sum'))])
  const key = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 12)
  const program = join(cacheFolder(), `kubelet-${process.platform}-${process.arch}-${key}`)
  if (await exists(program)) return program
  await mkdir(cacheFolder(), { recursive: true })
  const half = await mkdtemp(join(cacheFolder(), '.kubelet-'))
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/local/go/bin`, CGO_ENABLED: '0' }
  try {
    await promisify(execFile)('go', ['build', '-trimpath', '-o', join(half, 'kubelet'), source], { cwd: tools, env })
    await rename(join(half, 'kubelet'), program)
  } catch (error) {
    throw new ClusterUnavailable(`The kubelet of the port-forward tests cannot be built with Go: ${String(error)}`)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  return program
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
