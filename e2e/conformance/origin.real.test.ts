import { randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { createInterface } from 'node:readline'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originHost } from '../../shared/origin.ts'
import type { Transport } from '../../shared/profile.ts'
import { contentBetween, contentDigest } from '../cluster/apps/content.ts'
import { htmlPage } from '../cluster/apps/echo-content.ts'
import { addVerdaccio, publishSample } from '../cluster/apps/verdaccio.ts'
import { allowServiceProxy } from '../cluster/service-proxy-user.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'
import { useRealKubelet } from '../forward/kubelet.ts'
import { ask, type Answer, type Question } from './ask.ts'
import { converse } from './conversation.ts'
import { describeReal } from './describe-real.ts'
import { hostileRequests, type HostOf } from './hostile-requests.ts'
import { attributesOf, urlsIn } from './page-urls.ts'
import { quirksApp, quirksPort } from './quirks.ts'
import { startHeadless, startKubectlProxy, type ServingProcess } from './serving-process.ts'

const megabyte = 1024 * 1024

await describeReal('origins', (cluster) => {
  describe.each(['service-proxy', 'port-forward'] as const)('over %s', (transport) => suite(cluster, transport))
})

function suite(cluster: RealCluster, transport: Transport): void {
  const namespace = `origin-${randomBytes(4).toString('hex')}`
  const tunnels = transport === 'port-forward'
  let restore = (): Promise<void> => Promise.resolve()
  let porthole: ServingProcess
  let kubectl: ServingProcess
  let port = 0
  const hostOf: HostOf = (name) => {
    const [service = '', named = ''] = name.split('.').reverse()
    return `${originHost({ cluster: cluster.contextName, namespace, service, port: named })}:${port}`
  }
  const on = (service: string, path: string, question: Omit<Question, 'path'> = {}): Promise<Answer> =>
    ask(port, { ...question, path, headers: { host: hostOf(service), ...question.headers } })

  beforeAll(async () => {
    await cluster.addNamespace(namespace)
    restore = tunnels ? await useRealKubelet(cluster, namespace) : await allowServiceProxy(cluster)
    const { kubeconfigPath } = tunnels ? cluster : cluster.users.restricted
    porthole = startHeadless(['--kubeconfig', kubeconfigPath, '--port', '0'])
    kubectl = startKubectlProxy(cluster)
    const echoPorts = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ]
    const one = (targetPort: number) => [{ port: 80, targetPort }]
    await cluster.addService({ namespace, name: 'echo', ports: echoPorts, app: { builtIn: 'echo' } })
    await cluster.addService({ namespace, name: 'tiny', ports: one(80), app: { builtIn: 'tiny' } })
    await cluster.addService({ namespace, name: 'quirks', ports: one(quirksPort), app: quirksApp() })
    await publishSample(cluster, await addVerdaccio(cluster, { namespace, name: 'verdaccio' }), 'hello-porthole')
    port = await porthole.port()
    await porthole.line(/^Connected to /)
  })
  afterAll(async () => {
    await Promise.all([porthole.stop(), kubectl.stop()])
    for (const name of ['echo', 'tiny', 'quirks', 'verdaccio']) await cluster.removeService({ namespace, name })
    await restore()
  })

  describe('an application that builds absolute URLs from Host (verdaccio)', () => {
    test('on its origin every URL of the page is on that origin and answers', async () => {
      const page = await on('verdaccio', '/')
      expect(page.status).toBe(200)
      const urls = urlsIn(page.body.toString(), `http://${hostOf('verdaccio')}/`)
      expect(urls.length).toBeGreaterThan(2)
      for (const url of urls) {
        expect(url.host, url.href).toBe(hostOf('verdaccio'))
        const answer = await on('verdaccio', url.pathname + url.search)
        expect(answer.status, url.href).toBe(200)
        expect(answer.length).toBeGreaterThan(0)
      }
      const packages = await on('verdaccio', '/-/verdaccio/data/packages')
      expect(packages.body.toString()).toContain('hello-porthole')
    })

    test('through kubectl proxy none of its scripts can be reached', async () => {
      const proxy = await kubectl.port()
      const path = `/api/v1/namespaces/${namespace}/services/verdaccio/proxy/`
      const page = await ask(proxy, { path })
      expect(page.status).toBe(200)
      const scripts = urlsIn(page.body.toString(), `http://127.0.0.1:${proxy}${path}`, 'script')
      expect(scripts.length).toBeGreaterThan(0)
      for (const url of scripts) expect(await statusOf(url, cluster.certificateAuthority), url.href).not.toBe(200)
    })
  })

  test('a site on root paths (tiny) is whole on its origin; through kubectl proxy its API is not there', async () => {
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/style.css', 'text/css'],
      ['/app.js', 'text/javascript'],
      ['/api/hello', 'application/json'],
      ['/about', 'text/html; charset=utf-8'],
    ] as const) {
      const answer = await on('tiny', path)
      expect([path, answer.status, headerOf(answer, 'content-type')]).toEqual([path, 200, type])
      expect(answer.body.toString()).not.toContain('/api/v1/')
    }
    expect((await ask(await kubectl.port(), { path: '/api/hello' })).status).toBe(404)
  })

  test.each(['', 'gzip', 'gzip, deflate, br, zstd'])(
    'HTML comes back as the application wrote it (%s)',
    async (encoding) => {
      const page = await on('echo', '/html', { headers: encoding === '' ? {} : { 'accept-encoding': encoding } })
      expect(page.status).toBe(200)
      // What passes through a tunnel need not be read.
      if (!tunnels) expect(headerOf(page, 'content-encoding')).toBe('')
      const text = decoded(page)
      expect(attributesOf(text)).toEqual(attributesOf(htmlPage))
      expect(text).toContain(`const api = '/echo?from=script'; const page = '<a href="/in-script">'`)
      expect(text).not.toContain('/api/v1/')
    },
  )

  test.each(['identity', 'br', 'zstd', 'GZIP', 'x-gzip', 'gzip,%20gzip'])(
    'a page in %s is whole, or it is said why not',
    async (encoding) => {
      // Else Go's client would ask for gzip, and undo it, by itself.
      const headers = { 'accept-encoding': 'gzip' }
      const page = await on('quirks', `/identity?encoding=${encoding}`, { headers })
      if (tunnels) expect([page.status, page.body.toString()]).toEqual([200, 'page'])
      else expect([page.status, page.body.toString()]).toEqual([502, expect.stringContaining('encoding-broken')])
    },
  )

  test.each<[string, (host: string) => string, string]>([
    ['a relative one', () => 'next/page', 'next/page'],
    ['a root path', () => '/login?next=%2F', '/login?next=%2F'],
    ['the root', () => '/', '/'],
    ['this host', (host) => `http://${host}/there?a=1`, '/there?a=1'],
    ['this host, believed to be behind TLS', (host) => `https://${host}/there`, '/there'],
    ['this host, its root', (host) => `http://${host}`, '/'],
    ['this host without scheme', (host) => `//${host}/there`, '/there'],
    ['another host', () => 'https://example.com/x', 'https://example.com/x'],
    ['a query alone', () => '?page=2', '?page=2'],
  ])('a redirect to %s', async (_name, to, expected) => {
    const answer = await on('echo', `/redirect?to=${encodeURIComponent(to(hostOf('http.echo')))}`, {
      headers: { host: hostOf('http.echo') },
    })
    expect([answer.status, headerOf(answer, 'location')]).toEqual([302, expected])
  })

  test('cookies lose their Domain and nothing else', async () => {
    const answer = await on('echo', '/cookies', { headers: { cookie: 'a=1; b=2' } })
    expect(answer.headers.get('set-cookie')).toEqual([
      'plain=1',
      'root=1; Path=/; HttpOnly',
      'deep=1; Path=/admin; SameSite=Lax',
      'domain=1; Path=/',
      'foreign=1; Path=/',
      'expires=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT; Path=/',
    ])
    expect(JSON.parse(answer.body.toString())).toEqual({ cookie: 'a=1; b=2' })
  })

  test('what the application sees: its own path, the browser as its host, no credentials', async () => {
    const host = hostOf('https.echo')
    const headers = {
      host,
      origin: `http://${host}`,
      referer: `http://${host}/from`,
      authorization: 'Bearer of-the-browser',
      'impersonate-user': 'nobody',
      'x-remote-user': 'nobody',
      'x-forwarded-host': 'evil.example',
    }
    const answer = await on('echo', '/echo/a%20b?x=%2F&y', {
      method: 'POST',
      headers,
      body: () => [Buffer.from('body')],
    })
    const seen = JSON.parse(answer.body.toString()) as {
      url: string
      tls: boolean
      headers: Record<string, string>
      bodyLength: number
    }
    expect(seen).toMatchObject({ url: '/echo/a%20b?x=%2F&y', tls: true, bodyLength: 4 })
    // It saw https, as it is asked; what it says of itself comes back as the browser's http.
    expect(seen.headers).toMatchObject({ host, origin: `http://${host}`, referer: `http://${host}/from` })
    if (tunnels) expect(seen.headers['authorization']).toBe('Bearer of-the-browser')
    else expect(JSON.stringify(seen.headers)).not.toMatch(/of-the-browser|nobody|evil\.example|authorization/)
  })

  test('a stream of events arrives step by step, and ends when its client goes', async () => {
    const id = randomUUID()
    const stream = await open(port, `/steps?id=${id}&type=text/event-stream`, hostOf('quirks'))
    const lines: string[] = []
    for await (const line of createInterface({ input: stream })) {
      if (line === '') continue
      lines.push(line)
      if (lines.length === 3) break
      await on('quirks', `/next?id=${id}&step=${lines.length + 1}`)
    }
    expect(lines).toEqual(['data: 1', 'data: 2', 'data: 3'])
    stream.destroy()
    expect((await on('quirks', `/gone?id=${id}`)).status).toBe(204)
  })

  test('a WebSocket of its own page is open to it, and to no other page', async () => {
    const headers = (origin: string) => ({ headers: { host: hostOf('echo'), origin } })
    const conversation = {
      path: '/ws',
      protocols: ['chat'],
      send: (socket: { send: (text: string) => void }) => socket.send('hello'),
      awaited: 1,
      close: [4001, 'enough'],
    } as const
    expect(await converse(port, { ...conversation, options: headers(`http://${hostOf('echo')}`) })).toMatchObject({
      protocol: 'chat',
      seen: [{ binary: false, content: 'hello' }],
      code: 4001,
      reason: 'enough',
    })
    for (const origin of ['http://evil.example', `http://${hostOf('tiny')}`, `http://127.0.0.1:${port}`, 'null']) {
      expect(await converse(port, { ...conversation, options: headers(origin) }), origin).toMatchObject({ status: 403 })
    }
  })

  test('100 MB come through whole, without being held: not even for a client that stops reading', async () => {
    const size = 100 * megabyte
    const path = `/bytes/${size}`
    // Once for the process to grow as far as it will.
    expect((await on('echo', path)).sha256).toBe(contentDigest(size))
    const before = await porthole.memory()
    let most = 0
    const slow = await open(port, path, hostOf('echo'))
    let length = 0
    let next = 0
    for await (const chunk of slow as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length < next) continue
      next += 10 * megabyte
      // While this client does not read, others do.
      for (let at = 0; at < 10; at++) expect((await on('tiny', '/style.css')).status).toBe(200)
      most = Math.max(most, await porthole.memory())
    }
    expect(length).toBe(size)
    process.stdout.write(`resident memory during 100 MB: ${inMegabytes(before)} before, ${inMegabytes(most)} at most\n`)
    expect(most - before).toBeLessThan(40 * megabyte)
  })

  test('50 MB are uploaded whole', async () => {
    const size = 50 * megabyte
    const answer = await on('echo', '/echo', { method: 'PUT', body: () => contentBetween(0, size) })
    expect(JSON.parse(answer.body.toString())).toMatchObject({ bodyLength: size, bodySha256: contentDigest(size) })
  })

  describe('hostile requests are refused', () => {
    const cross = { 'sec-fetch-site': 'cross-site' }
    test.each(hostileRequests)('%s', async (_name, host, question, status, words) => {
      const answer = await ask(port, { ...question, headers: { ...question.headers, host: host(hostOf) } })
      expect([answer.status, headerOf(answer, 'content-type')]).toEqual([status, 'application/json'])
      expect(answer.body.toString()).toMatch(words)
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    })

    test('but not somebody who follows a link there', async () => {
      const headers = { ...cross, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect((await on('tiny', '/', { headers })).status).toBe(200)
    })

    test.each(['/api/v1/secrets', '/version', '/openid/v1/jwks'])(
      'on an origin %s is the application alone',
      async (path) => {
        const answer = await on('echo', path)
        expect([answer.status, answer.body.toString()]).toEqual([404, `echo has no ${path}\n`])
      },
    )

    test("another Service's classic path is the application alone", async () => {
      const path = `/api/v1/namespaces/${namespace}/services/tiny/proxy/`
      expect((await on('echo', path)).body.toString()).toBe(`echo has no ${path}\n`)
    })
  })

  test.each<[string, string, number, string]>([
    ['a Service that is not there', 'nowhere', 404, 'no-such-service'],
    ['a port that is not there', 'nope.echo', 404, 'no-such-port'],
  ])('%s: a page for a browser, a Status for a program', async (_name, service, status, code) => {
    const program = await on(service, '/')
    const browser = await on(service, '/', {
      headers: {
        accept: 'text/html',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'sec-fetch-site': 'none',
      },
    })
    expect([browser.status, headerOf(browser, 'content-type')]).toEqual([program.status, 'text/html; charset=utf-8'])
    expect(browser.body.toString()).toContain(code)
    expect(JSON.parse(program.body.toString())).toMatchObject({ kind: 'Status', code: program.status })
    expect([status, 503]).toContain(program.status)
  })
}

function headerOf({ headers }: Answer, name: string): string {
  return headers.get(name)?.join(', ') ?? ''
}

function decoded(answer: Answer): string {
  const encoding = headerOf(answer, 'content-encoding')
  const decode = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync }[encoding]
  return (decode?.(answer.body) ?? answer.body).toString()
}

function open(port: number, path: string, host: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path, agent: false, headers: { host } }, resolve).once('error', reject)
  })
}

/** What a browser gets from a URL, without credentials of any kind; 0 when it gets nothing. */
function statusOf(url: URL, ca: string): Promise<number> {
  return new Promise((resolve) => {
    const done = (response: http.IncomingMessage): void => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }
    const asked =
      url.protocol === 'https:' ? https.get(url, { ca, agent: false }, done) : http.get(url, { agent: false }, done)
    asked.once('error', () => resolve(0))
  })
}

function inMegabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(0)} MB`
}
