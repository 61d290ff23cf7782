import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeServerCertificate } from '../../e2e/cluster/certificates.ts'
import type { AppSpec } from '../../e2e/cluster/control-protocol.ts'
import { kubeconfigText } from '../../e2e/cluster/kubeconfig.ts'
import type { RealCluster } from '../../e2e/cluster/real-cluster.ts'

export const service = { namespace: 'bench', name: 'web' } as const
/** What both proxies put before the application's paths. */
export const servicePath = `/api/v1/namespaces/${service.namespace}/services/${service.name}:http/proxy`

/** The application behind the Service, and where its two answers are. */
export interface BenchService {
  readonly small: string
  readonly large: string
  /** A kubeconfig whose API server is a fast TLS server that knows nothing but those two; undefined without nginx. */
  readonly fastKubeconfig: string | undefined
  /** That server, `https://…`. */
  readonly fastServer: string | undefined
}

const smallBytes = 200
const largeBytes = 100_000_000
const tlsPort = 7443
const tlsName = 'fast.bench.test'

/**
 * The API server dials the pod anew for every request, and all pods here are one address: at some thousand requests per
 * second the ports for that run out within a minute, unless those of closed connections are used again after one second.
 */
export async function allowManyConnections(cluster: RealCluster): Promise<void> {
  const set = 'echo 1 > /proc/sys/net/ipv4/tcp_tw_reuse; echo 2048 65000 > /proc/sys/net/ipv4/ip_local_port_range'
  const { code, stderr } = await cluster.enter('sh', ['-ec', set])
  if (code !== 0) throw new Error(`The namespace's TCP settings: ${stderr}`)
}

/** Adds nginx as the Service, where there is one, else the built-in echo application. `folder` is for its files. */
export async function addBenchService(cluster: RealCluster, folder: string, hasNginx: boolean): Promise<BenchService> {
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }]
  if (!hasNginx) {
    await cluster.addService({ ...service, ports, app: { builtIn: 'echo' } })
    const echo = { small: `/bytes/${smallBytes}`, large: `/bytes/${largeBytes}` }
    return { ...echo, fastKubeconfig: undefined, fastServer: undefined }
  }
  const { key, cert } = await makeServerCertificate({ name: tlsName, hosts: [tlsName] })
  const { pods } = await cluster.addService({ ...service, ports, app: await nginx(folder, key, cert) })
  const server = `https://${pods[0]?.ip ?? ''}:${tlsPort}`
  const parts = {
    contextName: 'fast',
    userName: 'fast',
    server,
    certificateAuthority: cert,
    credential: { token: 'none' },
  }
  const fastKubeconfig = join(folder, 'kubeconfig-fast')
  // The pod's address is not known when its certificate is made.
  await writeFile(
    fastKubeconfig,
    kubeconfigText(parts).replace(/^( +)server: /m, `$1tls-server-name: ${tlsName}\n$1server: `),
  )
  return { small: '/small', large: '/large', fastKubeconfig, fastServer: server }
}

async function nginx(folder: string, key: string, cert: string): Promise<AppSpec> {
  const large = join(folder, 'large')
  await writeFile(large, '')
  await truncate(large, largeBytes)
  const answers = `
    location = /small { default_type text/plain; return 200 "${'x'.repeat(smallBytes)}"; }
    location = /large { default_type application/octet-stream; alias ${large}; }`
  const config = `
daemon off;
user root;
pid $(POD_DIR)/nginx.pid;
error_log stderr;
worker_processes 1;
events {}
http {
  access_log off;
  sendfile on;
  keepalive_requests 10000000;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path $(POD_DIR)/${name};`).join(' ')}
  server { listen $(POD_IP):8080; ${answers} }
  server {
    # Like an API server: HTTP/2 for who asks for it, which kubectl does.
    listen $(POD_IP):${tlsPort} ssl http2;
    ssl_certificate $(POD_DIR)/cert.pem;
    ssl_certificate_key $(POD_DIR)/key.pem;
    rewrite ^/api/v1/.+/proxy(/.+)$ $1 last;
    ${answers}
  }
}
`
  return {
    command: 'nginx',
    args: ['-e', 'stderr', '-p', '$(POD_DIR)', '-c', '$(POD_DIR)/nginx.conf'],
    files: { 'nginx.conf': config, 'key.pem': key, 'cert.pem': cert },
  }
}
