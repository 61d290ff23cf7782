import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Upstream } from '../cluster-access.ts'
import { accessTo, base64 } from '../testing/contexts.ts'
import { testCertificate } from '../testing/certificates.ts'
import { connectProxy, socksProxy, type TestProxy } from '../testing/proxies.ts'
import { closedPort, serve } from '../testing/test-server.ts'

const certificate = await testCertificate('api', ['api.example', '127.0.0.1'])
const ofNobody = await testCertificate('x')
const ca = { 'certificate-authority-data': base64(certificate.cert) }

async function ask({ url, agent }: Upstream): Promise<string> {
  const request = (url.protocol === 'https:' ? https : http).get({ hostname: url.hostname, port: url.port, agent })
  const [response] = (await once(request, 'response')) as [AsyncIterable<Buffer>]
  let text = ''
  for await (const chunk of response) text += chunk.toString()
  return text
}

const closing = async (made: Promise<TestProxy>): Promise<TestProxy> => {
  const proxy = await made
  onTestFinished(() => proxy.close())
  return proxy
}

describe('a proxy', () => {
  const kinds: [string, string, Parameters<typeof connectProxy>[0]][] = [
    ['http', 'http://', {}],
    ['http with a password', 'http://me:p%40ss@', { login: 'me:p@ss' }],
    ['https', 'https://', { tls: certificate }],
    ['socks5', 'socks5://', {}],
    ['socks5 with a password', 'socks5://me:pass@', { login: 'me:pass' }],
  ]
  it.each(kinds.flatMap((kind) => [true, false].map((tls) => [...kind, tls] as const)))(
    'of %s carries all requests over kept connections (%s, %j, TLS: %s)',
    async (_name, scheme, options, tls) => {
      const { port } = await serve((_request, response) => response.end('hello'), tls ? { tls: certificate } : {})
      // A name that only the proxy knows.
      const names = { 'api.example': port }
      const make = scheme.startsWith('socks') ? socksProxy : connectProxy
      const proxy = await closing(make({ ...options, names }))
      const access = accessTo(
        `${tls ? 'https' : 'http'}://api.example:7777`,
        {},
        {
          ...ca,
          'proxy-url': `${scheme}127.0.0.1:${proxy.port}`,
        },
      )
      for (let i = 0; i < 5; i++) expect(await ask(await access.upstream())).toBe('hello')
      expect(proxy.opened).toEqual(['api.example:7777'])
    },
  )

  it('carries WebSockets', async () => {
    const { server, port } = await serve(() => undefined, { tls: certificate })
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (socket) => socket.on('message', () => socket.send('heard')))
    const proxy = await closing(connectProxy({ names: { 'api.example': port } }))
    const cluster = { ...ca, 'proxy-url': `http://127.0.0.1:${proxy.port}` }
    const { agent } = await accessTo('https://api.example', {}, cluster).upstream()
    const socket = new WebSocket('wss://api.example/', { agent })
    onTestFinished(() => socket.terminate())
    await once(socket, 'open')
    socket.send('a')
    expect(String((await once(socket, 'message'))[0])).toBe('heard')
    expect(proxy.opened).toEqual(['api.example:443'])
  })

  it.each<[string, (port: number) => string, Parameters<typeof connectProxy>[0], RegExp]>([
    ['wants a password', (port) => `http://127.0.0.1:${port}`, { login: 'a:secret' }, /^The proxy .* answers 407/],
    ['wants another password', (port) => `http://a:hunter2@127.0.0.1:${port}`, { login: 'a:b' }, /answers 407/],
    ['has a certificate of nobody', (port) => `https://127.0.0.1:${port}`, { tls: ofNobody }, /:.*certificate/],
  ])('that %s is named, and its password is not', async (_name, url, options, said) => {
    const proxy = await closing(connectProxy(options))
    const access = accessTo('https://api.example', {}, { 'proxy-url': url(proxy.port) })
    const failure = { code: 'proxy-failed', message: expect.stringMatching(said) as string }
    await expect(ask(await access.upstream())).rejects.toMatchObject({ failure })
    await expect(ask(await access.upstream())).rejects.not.toThrow(/hunter2/)
  })

  it.each(['http', 'socks5'])('of %s that does not run is named', async (scheme) => {
    const access = accessTo('https://api.example', {}, { 'proxy-url': `${scheme}://127.0.0.1:${await closedPort()}` })
    await expect(ask(await access.upstream())).rejects.toMatchObject({ failure: { code: 'proxy-failed' } })
  })

  it('does not make a server trusted', async () => {
    const { port } = await serve((_request, response) => response.end(''), { tls: await testCertificate('other') })
    const proxy = await closing(connectProxy({ names: { 'api.example': port } }))
    const access = accessTo('https://api.example', {}, { ...ca, 'proxy-url': `http://127.0.0.1:${proxy.port}` })
    await expect(ask(await access.upstream())).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })
})
