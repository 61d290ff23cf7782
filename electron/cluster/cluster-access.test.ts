import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket, type PeerCertificate } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { clusterAccess, type ClusterAccess, type Upstream } from './cluster-access.ts'
import { testCertificate } from './testing/certificates.ts'
import { accessTo, base64, contextFor } from './testing/contexts.ts'
import { credential, plugin } from './testing/exec-plugins.ts'
import { Recorder } from './testing/recorder.ts'
import { serve, type TestServer } from './testing/test-server.ts'

const byAddress = await testCertificate('by address', ['127.0.0.1'])
const byName = await testCertificate('by name', ['api.example'])
const ca = { 'certificate-authority-data': base64(byAddress.cert) }

/** In a plugin's script: when its credential ends. Later than it takes to arrive. */
const soonOver = 'new Date(Date.now() + 2000)'

const server = (tls: https.ServerOptions): Promise<TestServer> =>
  serve(
    (request, response) => {
      const peer: Partial<PeerCertificate> =
        request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : {}
      response.end(`${request.headers.authorization ?? ''} ${peer.subject?.CN ?? ''}`)
    },
    { tls },
  )

/** Sends a request as the proxy does: under the host name that a browser used. */
async function ask({ url, agent, headers }: Upstream, path = '/'): Promise<string> {
  const request = https.get({
    hostname: url.hostname,
    port: url.port,
    path,
    agent,
    headers: { ...headers, host: 'web.default.demo.localhost:8001' },
  })
  const [response] = (await once(request, 'response')) as [AsyncIterable<Buffer>]
  let text = ''
  for await (const chunk of response) text += chunk.toString()
  return text.trim()
}

describe('TLS', () => {
  it.each([
    ['a CA inline', byAddress, ca],
    ['no verification where the kubeconfig says so', byName, { 'insecure-skip-tls-verify': true }],
    [
      'another name to verify',
      byName,
      { 'certificate-authority-data': base64(byName.cert), 'tls-server-name': 'api.example' },
    ],
    ['an empty name, which is none', byAddress, { ...ca, 'tls-server-name': '' }],
  ])('connects with %s, whatever the Host header is', async (_name, certificate, cluster) => {
    const { url } = await server(certificate)
    expect(await ask(await accessTo(url, { token: 't' }, cluster).upstream())).toBe('Bearer t')
  })

  it.each([
    ['a certificate that nobody vouches for', byAddress, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'a certificate of another CA',
      byAddress,
      { 'certificate-authority-data': base64(byName.cert) },
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'a certificate for another host',
      byName,
      { 'certificate-authority-data': base64(byName.cert) },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'a certificate for another name',
      byAddress,
      { ...ca, 'tls-server-name': 'api.example' },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ])('refuses %s', async (_name, certificate, cluster, code) => {
    const { url } = await server(certificate)
    await expect(ask(await accessTo(url, {}, cluster).upstream())).rejects.toMatchObject({ code })
  })

  it('shows the client certificate', async () => {
    const user = await testCertificate('alice')
    const { url } = await server({ ...byAddress, ca: user.cert, requestCert: true, rejectUnauthorized: true })
    const data = { 'client-certificate-data': base64(user.cert), 'client-key-data': base64(user.key) }
    expect(await ask(await accessTo(url, data, ca).upstream())).toBe('alice')
  })

  it('reads the CA from a file, and again after it was not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'porthole-access-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'ca.pem')
    const { url } = await server(byAddress)
    const access = accessTo(url, {}, { 'certificate-authority': file })
    await expect(access.upstream()).rejects.toMatchObject({ failure: { code: 'credentials-unavailable' } })
    await writeFile(file, byAddress.cert)
    expect(await ask(await access.upstream())).toBe('')
  })
})

describe('the pool', () => {
  it('is one for all requests, also for those that come together first', async () => {
    const { url, connections } = await server(byAddress)
    const access = accessTo(url, {}, ca)
    const upstreams = await Promise.all([access.upstream(), access.upstream(), access.upstream()])
    expect(new Set(upstreams.map(({ agent }) => agent)).size).toBe(1)
    await Promise.all(upstreams.map((upstream) => ask(upstream)))
    for (let i = 0; i < 5; i++) await ask(await access.upstream())
    expect(connections).toHaveLength(3)
  })

  it('ends its connections when it closes', async () => {
    const { url, connections, abandoned } = await server(byAddress)
    const access = accessTo(url, {}, ca)
    await ask(await access.upstream())
    access.close()
    await abandoned()
    expect(connections).toHaveLength(1)
  })

  it('says what is wrong with a certificate that is none', async () => {
    const data = { 'client-certificate-data': base64('x'), 'client-key-data': base64('y') }
    await expect(accessTo('https://127.0.0.1:1', data).upstream()).rejects.toMatchObject({
      failure: { code: 'credentials-unavailable', hint: expect.stringContaining('PEM') as string },
    })
  })

  it('begins anew with another client certificate', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'porthole-access-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const users = await Promise.all(['alice', 'bob'].map((name) => testCertificate(name)))
    // Hands out one certificate at its first run and the other one after that.
    const { user } = await plugin(
      folder,
      `const fs = require('fs'); const first = !fs.existsSync(__filename + '.ran'); fs.writeFileSync(__filename + '.ran', '')
       const { cert, key } = ${JSON.stringify(users)}[first ? 0 : 1];
       ${credential(`{ clientCertificateData: cert, clientKeyData: key, expirationTimestamp: ${soonOver} }`)}`,
    )
    const { url } = await server({ ...byAddress, ca: users.map(({ cert }) => cert), requestCert: true })
    const access = accessTo(url, user, ca)
    const said = async () => ask(await access.upstream())
    expect(await said()).toBe('alice')
    await expect.poll(said, { timeout: 10_000 }).toBe('bob')
  })

  it('lets what is under way end when the certificate is replaced', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'porthole-access-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const pair = await testCertificate('alice')
    // The same certificate with another line break is another one.
    const status = `{ clientCertificateData: ${JSON.stringify(pair.cert)} + '\\n'.repeat(process.pid % 100), clientKeyData: ${JSON.stringify(pair.key)} + '\\n'.repeat(process.pid % 89), expirationTimestamp: ${soonOver} }`
    const { user } = await plugin(folder, credential(status))
    const answers: (() => void)[] = []
    const asked = new Recorder()
    const { url } = await serve(
      (request, response) => {
        if (request.url === '/slow') answers.push(() => void response.end('slow'))
        else response.end('fast')
        asked.note(request.url ?? '')
      },
      { tls: byAddress },
    )
    const access = accessTo(url, user, ca)
    const slow = await access.upstream()
    const answer = ask(slow, '/slow')
    await asked.count(1)
    await expect.poll(async () => (await access.upstream()).agent, { timeout: 10_000 }).not.toBe(slow.agent)
    expect(await ask(await access.upstream())).toBe('fast')
    for (const end of answers) end()
    expect(await answer).toBe('slow')
    // And its connection is not kept.
    await expect.poll(() => Object.keys(slow.agent.sockets).length + Object.keys(slow.agent.freeSockets).length).toBe(0)
  })
})

it('goes without TLS where the server has none, and knows the server as it is written', async () => {
  const access: ClusterAccess = clusterAccess(contextFor('http://[::1]:8080/k8s/'))
  onTestFinished(() => access.close())
  const { url, agent } = await access.upstream()
  expect(access.server).toBe('http://[::1]:8080/k8s/')
  expect(url.pathname).toBe('/k8s/')
  expect(agent).not.toBeInstanceOf(https.Agent)
  // A CA says nothing there, be it one or not.
  await expect(
    accessTo(access.server, {}, { 'certificate-authority-data': base64('x') }).upstream(),
  ).resolves.toBeDefined()
})

it('asks below the path of its server, however many slashes that has', async () => {
  const access = clusterAccess(contextFor('https://one:6443//k8s//', {}))
  expect((await access.upstream()).url.href).toBe('https://one:6443/k8s/')
  access.close()
})

it('says that a token has a line break, and sends one in other letters as bytes', async () => {
  const access = accessTo('https://one', { token: 'secret\n' })
  await expect(access.upstream()).rejects.toMatchObject({ failure: { code: 'credentials-unavailable' } })
  await expect(access.upstream()).rejects.not.toThrow(/secret/)
  expect(() => accessTo('https://one', { as: 'x', 'as-groups': ['a\r\nb: c'] })).toThrow(/as-groups .* line break/)
  const { headers } = await accessTo('https://one', { token: 'ü' }).upstream()
  expect(headers['authorization']).toBe('Bearer \u00c3\u00bc')
})

it.each([
  ['words', Buffer.from('no certificate').toString('base64')],
  ['base64 twice', Buffer.from(Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')).toString('base64')],
])('says that a CA of %s holds no certificate', async (_name, data) => {
  const context = contextFor('https://one:6443', {})
  const access = clusterAccess({ ...context, cluster: { ...context.cluster, 'certificate-authority-data': data } })
  await expect(access.upstream()).rejects.toMatchObject({
    failure: { code: 'credentials-unavailable', message: expect.stringContaining('holds no certificate') as string },
  })
  access.close()
})
