import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { makeServerCertificate } from '../cluster/certificates.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'

/** A reverse proxy that has the API server below a path, as Rancher has. */
export interface PathProxy {
  /** `https://127.0.0.1:PORT/some/path`. */
  readonly server: string
  /** PEM. */
  readonly certificateAuthority: string
  close(): Promise<void>
}

/** Serves the cluster's API below `path` over TLS on a free port of 127.0.0.1. */
export async function behindPath(cluster: RealCluster, path: string): Promise<PathProxy> {
  const { key, cert } = await makeServerCertificate({ name: 'path proxy', addresses: ['127.0.0.1'] })
  const agent = new https.Agent({ keepAlive: true, ca: cluster.certificateAuthority })
  const proxy = https.createServer({ key, cert }, (request, response) => {
    const { method = 'GET', url = '', headers } = request
    if (!url.startsWith(`${path}/`)) {
      response.writeHead(404).end('nothing here\n')
      return
    }
    const target = new URL(url.slice(path.length), cluster.server)
    const outgoing = https.request(target, { method, agent, headers: { ...headers, host: target.host } })
    outgoing.once('error', () => response.destroy())
    outgoing.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      pipeline(answer, response, () => undefined)
    })
    pipeline(request, outgoing, () => undefined)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return {
    server: `https://127.0.0.1:${port}${path}`,
    certificateAuthority: cert,
    async close() {
      agent.destroy()
      const closed = new Promise<void>((resolve) => proxy.close(() => resolve()))
      proxy.closeAllConnections()
      await closed
    },
  }
}
