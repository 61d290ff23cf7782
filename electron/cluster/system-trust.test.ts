import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { createAgent } from './cluster-agent.ts'
import { systemTrust } from './system-trust.ts'
import { testCertificate, type TestCertificate } from './testing/certificates.ts'
import { base64, contextFor } from './testing/contexts.ts'
import { serve } from './testing/test-server.ts'

let own: TestCertificate
let other: TestCertificate
beforeAll(async () => {
  own = await testCertificate('a company', ['127.0.0.1'])
  other = await testCertificate('another', ['127.0.0.1'])
})

/** What a server is told that has the certificate of {@link own}, or why not. */
async function answer(env: NodeJS.ProcessEnv, cluster = {}): Promise<string | undefined> {
  const { url } = await serve((_request, response) => response.end(), { tls: own })
  const agent = await createAgent(contextFor(url, {}, cluster), env, undefined)
  onTestFinished(() => agent.destroy())
  const request = https.get(url, { agent })
  try {
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream]
    response.resume()
    return 'trusted'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}

async function filed(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-trust-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

it('trusts whom the system trusts, where the kubeconfig names nobody', async () => {
  const folder = await filed({ 'ca.pem': `# A company's own\n${own.cert}\n`, 'rest.pem': other.cert })
  const untrusted = 'DEPTH_ZERO_SELF_SIGNED_CERT'
  expect(await answer({ SSL_CERT_FILE: join(folder, 'rest.pem'), SSL_CERT_DIR: '/nowhere' })).toBe(untrusted)
  expect(await answer({ SSL_CERT_FILE: join(folder, 'ca.pem') })).toBe('trusted')
  expect(await answer({ SSL_CERT_DIR: ['/nowhere', folder].join(delimiter) })).toBe('trusted')
  expect(await answer({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })).toBe('trusted')
  const named = { 'certificate-authority-data': base64(other.cert) }
  expect(await answer({ SSL_CERT_FILE: join(folder, 'ca.pem') }, named)).toBe(untrusted)
})

it('has each once beside those of Node, and passes over what cannot be read', async () => {
  const folder = await filed({
    'a.pem': own.cert,
    'b.pem': own.cert.replaceAll('\n', '\r\n'),
    'c.pem': rootCertificates[0] ?? '',
  })
  await writeFile(join(folder, 'd.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  await mkdir(join(folder, 'e'))
  await symlink('a.pem', join(folder, '0a1b2c3d.0'))
  const trusted = await systemTrust({ SSL_CERT_FILE: '/nowhere', SSL_CERT_DIR: folder })
  expect(trusted?.length).toBe(rootCertificates.length + 1)
})

it('leaves the choice to Node where the system trusts nobody else', async () => {
  expect(await systemTrust({ SSL_CERT_FILE: '/nowhere', SSL_CERT_DIR: '/nowhere' })).toBeUndefined()
})

it('reads and parses it once for all clusters, and anew when an authority comes', async () => {
  const folder = await filed({ 'ca.pem': own.cert })
  const env = { SSL_CERT_FILE: '/nowhere', SSL_CERT_DIR: folder }
  const context = async (): Promise<unknown> => {
    const agent = await createAgent(contextFor('https://127.0.0.1:1'), env, undefined)
    onTestFinished(() => agent.destroy())
    return agent instanceof https.Agent && agent.options.secureContext
  }
  const first = await context()
  expect(await context()).toBe(first)
  await writeFile(join(folder, 'other.pem'), other.cert)
  expect(await context()).not.toBe(first)
  expect((await systemTrust(env))?.length).toBe(rootCertificates.length + 2)
})
