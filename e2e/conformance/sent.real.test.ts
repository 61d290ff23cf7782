import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PeerCertificate, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiJson } from '../../electron/cluster/api-client.ts'
import { clusterAccess } from '../../electron/cluster/cluster-access.ts'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs } from '../../electron/cluster/kubeconfig.ts'
import { testCertificate } from '../../electron/cluster/testing/certificates.ts'
import { runCommand } from '../cluster/run-command.ts'
import { kubectlFor } from './kubectl-for.ts'
import { besides, clusters, plugin, users } from './sent.ts'

const own = await testCertificate('api', ['127.0.0.1', 'api'])
const kubectl = await kubectlFor('what kubectl sends')
let folder = ''
let host = ''
const server = https.createServer({ ...own, requestCert: true, rejectUnauthorized: false }, (request, response) => {
  response.end(JSON.stringify(heard(request)))
})
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-sent-'))
  await mkdir(join(folder, 'sub dir'))
  for (const [name, text] of Object.entries(besides)) await writeFile(join(folder, name), text)
  for (const path of [join(folder, 'plugin'), join(folder, 'sub dir/plugin')]) {
    await writeFile(path, plugin)
    await chmod(path, 0o755)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close().closeAllConnections()
  await rm(folder, { recursive: true })
})

/** Who asks, and for what. */
function heard({ url, rawHeaders, socket }: IncomingMessage) {
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name.toLowerCase()}: ${rawHeaders[at + 1]}`] : [],
  )
  const telling = headers.filter((header) => /^(authorization|impersonate-)/.test(header)).sort()
  const { servername } = socket as { servername?: unknown }
  const user = socket instanceof TLSSocket ? peerName(socket.getPeerCertificate()) : undefined
  return { url, telling, servername, user }
}

const peerName = ({ subject }: Partial<PeerCertificate>) => subject?.CN

async function compare(cluster: object, user: object): Promise<void> {
  const ca = { 'certificate-authority-data': Buffer.from(own.cert).toString('base64') }
  const text = JSON.stringify({
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: `https://${host}`, ...ca, ...cluster } }],
    users: [{ name: 'u', user }],
  })
  const path = join(folder, 'config')
  await writeFile(path, text)
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: path }
  const asked = { command: kubectl, args: ['get', '--raw', '/version'] }
  const { stdout, stderr } = await runCommand(asked, { env, timeoutMs: 20_000 })
  const access = clusterAccess(kubeContext(mergeKubeconfigs([{ path, text }]), 'x'), {})
  try {
    const ours = await apiJson(access, { path: '/version', signal: AbortSignal.timeout(10_000) })
    expect(JSON.stringify(ours), stderr).toBe(stdout.trim())
  } finally {
    access.close()
  }
}

it.each(Object.entries(users))('sends of a user with %s what kubectl sends', (_name, user) => compare({}, user))

it.each(Object.entries(clusters))('asks a cluster with %s as kubectl does', (_name, cluster) =>
  compare(cluster(host), { token: 't' }),
)
