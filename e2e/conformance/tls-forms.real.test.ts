import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket, type PeerCertificate } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiJson } from '../../electron/cluster/api-client.ts'
import { clusterAccess } from '../../electron/cluster/cluster-access.ts'
import { kubeContext } from '../../electron/cluster/kube-context.ts'
import { mergeKubeconfigs } from '../../electron/cluster/kubeconfig.ts'
import { FailureError } from '../../shared/failure.ts'
import type { KeyAndCertificate } from '../cluster/certificates.ts'
import { runCommand } from '../cluster/run-command.ts'
import { kubectlFor } from './kubectl-for.ts'
import { certificateAuthority, tlsForms } from './tls-forms.ts'

const kubectl = await kubectlFor('TLS as kubectl has it')
let folder = ''
const servers = new Map<KeyAndCertificate, https.Server>()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-tls-'))
  for (const { server } of tlsForms) if (!servers.has(server)) servers.set(server, await serve(server))
})
afterAll(async () => {
  for (const server of servers.values()) server.close().closeAllConnections()
  await rm(folder, { recursive: true })
})

it.each(tlsForms)('connects with $name where kubectl does, as the same user', async ({ server, cluster, user }) => {
  const { port } = servers.get(server)?.address() as AddressInfo
  const text = JSON.stringify({
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}`, ...cluster } }],
    users: [{ name: 'u', user }],
  })
  const path = join(folder, 'config')
  await writeFile(path, text)
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: path }
  const { code, stdout, stderr } = await runCommand(
    { command: kubectl, args: ['get', '--raw', '/version'] },
    { env, timeoutMs: 20_000 },
  )
  const ours = await asked(path, text)
  expect(ours, stderr).toEqual(code === 0 ? JSON.parse(stdout) : expect.stringMatching(/^(tls-untrusted|cred|context)/))
})

/** What the server says to Porthole, or the code of what keeps it from asking. */
async function asked(path: string, text: string): Promise<unknown> {
  try {
    const access = clusterAccess(kubeContext(mergeKubeconfigs([{ path, text }]), 'x'), {})
    try {
      return await apiJson(access, { path: '/version', signal: AbortSignal.timeout(10_000) })
    } finally {
      access.close()
    }
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code
    throw error
  }
}

/** Says who asks, by token or by certificate. */
async function serve({ key, cert }: KeyAndCertificate): Promise<https.Server> {
  const options = { key, cert, ca: certificateAuthority, requestCert: true, rejectUnauthorized: false }
  const server = https.createServer(options, ({ socket, headers }, response) => {
    const peer: Partial<PeerCertificate> = socket instanceof TLSSocket ? socket.getPeerCertificate() : {}
    response.end(JSON.stringify({ token: headers.authorization ?? '', user: peer.subject?.CN ?? '' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
