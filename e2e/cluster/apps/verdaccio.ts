import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { AppSpec } from '../control-protocol.ts'
import type { RealCluster } from '../real-cluster.ts'
import type { AddedService, ServiceName } from '../services.ts'
import { installNpmApp } from './npm-app.ts'

const port = 4873
const verdaccio = {
  name: 'verdaccio',
  version: '6.10.4',
  // A dependency asks for node-fetch by a tag that not every registry knows.
  overrides: { 'node-fetch': '2.7.0' },
} as const

// The command line tool refuses Node 20; what it starts does not.
const startScript = `const { runServer } = require(process.env.VERDACCIO)
runServer(process.env.POD_DIR + '/config.yaml').then((server) => server.listen(${port}, process.env.POD_IP))
`

// No uplinks: it works offline, and knows only what is published to it.
const config = `storage: $(POD_DIR)/storage
auth: { htpasswd: { file: $(POD_DIR)/htpasswd, max_users: 1000 } }
uplinks: {}
packages: { '**': { access: $all, publish: $all } }
web: { enable: true, title: Verdaccio }
log: { type: stdout, format: pretty, level: warn }
`

/** Verdaccio as a pod's application, on port 4873; installs it on first use. */
export async function verdaccioApp(progress?: (line: string) => void): Promise<AppSpec> {
  const module = await installNpmApp(verdaccio, progress)
  return {
    command: process.execPath,
    args: ['$(POD_DIR)/start.cjs'],
    env: { VERDACCIO: module },
    files: { 'start.cjs': startScript, 'config.yaml': config },
  }
}

/** Adds it as a Service, unnamed port 80. */
export async function addVerdaccio(
  cluster: RealCluster,
  service: ServiceName = { namespace: 'tools', name: 'verdaccio' },
): Promise<AddedService> {
  return cluster.addService({ ...service, ports: [{ port: 80, targetPort: port }], app: await verdaccioApp() })
}

/** Publishes a package through the service proxy, to be seen and not installed: its archive is empty. */
export async function publishSample(cluster: RealCluster, service: ServiceName, name: string): Promise<void> {
  const version = '1.0.0'
  const tarball = `${name}-${version}.tgz`
  const content = gzipSync('')
  const path = `/api/v1/namespaces/${service.namespace}/services/${service.name}/proxy/${name}`
  await cluster.api.expect('PUT', path, {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: {
      [version]: {
        name,
        version,
        description: 'A package to look at',
        readme: `# ${name}`,
        dist: {
          shasum: createHash('sha1').update(content).digest('hex'),
          tarball: `http://localhost/${name}/-/${tarball}`,
        },
      },
    },
    _attachments: {
      [tarball]: { content_type: 'application/octet-stream', data: content.toString('base64'), length: content.length },
    },
  })
}
