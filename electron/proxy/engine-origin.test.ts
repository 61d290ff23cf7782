import type http from 'node:http'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { testCertificate } from '../cluster/testing/certificates.ts'
import { base64 } from '../cluster/testing/contexts.ts'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { classicWeb, servedCluster, type App } from './testing/served-cluster.ts'

const certificate = await testCertificate('api', ['127.0.0.1'])
const ca = { 'certificate-authority-data': base64(certificate.cert) }

describe('an origin', () => {
  const page = `<a href="${classicWeb}/x">${classicWeb}/text</a>`
  const html =
    (body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): App =>
    (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length, ...headers })
        .end(body)

  it.each(['sec-purpose', 'purpose', 'x-moz'])(
    'is asked by no foreign page ahead of time, as %s says',
    async (name) => {
      const { proxied, origin, ask } = await servedCluster({ app: html(page) })
      const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect((await ask('/', { host: origin('web'), headers: { ...link, [name]: 'prefetch' } })).status).toBe(403)
      expect(proxied).toEqual([])
      expect((await ask('/', { host: origin('web'), headers: link })).status).toBe(200)
    },
  )

  it.each([
    ['plain', html(page)],
    ['gzip', html(gzipSync(page), { 'content-encoding': 'gzip' })],
    ['deflate', html(deflateRawSync(page), { 'content-encoding': 'deflate' })],
  ])('gets %s HTML with its own paths', async (_name, app) => {
    const { proxied, origin, ask } = await servedCluster({ app })
    const answer = await ask('/start?a=b', { host: origin('web'), headers: { 'accept-encoding': 'gzip, br, zstd' } })
    expect(answer.body).toBe(`<a href="/x">${classicWeb}/text</a>`)
    expect(answer.headers['content-length']).toBeUndefined()
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(proxied[0]?.url).toBe(`${classicWeb}/start?a=b`)
    expect(proxied[0]?.headers).toMatchObject({ host: origin('web'), 'accept-encoding': 'gzip' })
  })

  it.each([
    ['what is not HTML', html(page, { 'content-type': 'application/javascript' }), page],
    ['HTML in an encoding that the API server lets pass', html(page, { 'content-encoding': 'br' }), page],
  ])('gets %s as it is', async (_name, app, body) => {
    const { origin, ask } = await servedCluster({ app })
    const answer = await ask('/', { host: origin('web') })
    expect(answer.body).toBe(body)
    expect(answer.headers['content-length']).toBe(String(body.length))
  })

  it('gets redirects and cookies of its own', async () => {
    const { origin, ask } = await servedCluster({
      app: (request, response) => {
        const cookies = [`a=1; Path=${classicWeb}/; Domain=demo.localhost`, 'b=2']
        response
          .writeHead(302, {
            location: `http://${request.headers.host ?? ''}${classicWeb}/login`,
            'set-cookie': cookies,
          })
          .end()
      },
    })
    const answer = await ask('/', { host: origin('web') })
    expect(answer).toMatchObject({ status: 302, headers: { location: '/login', 'set-cookie': ['a=1; Path=/', 'b=2'] } })
  })

  it('may have a named port, and speaks TLS to a port that does', async () => {
    const { proxied, origin, ask } = await servedCluster()
    await ask('/', { host: origin('http.web') })
    await ask('/', { host: origin('80.web') })
    await ask('/', { host: origin('secure') })
    expect(proxied.map(({ url }) => url)).toEqual([
      `${classicWeb}/`,
      `${classicWeb}/`,
      '/api/v1/namespaces/apps/services/https:secure:https/proxy/',
    ])
  })

  it('gets the head alone for HEAD, and nothing for 204 and 304', async () => {
    const { origin, ask } = await servedCluster({
      app: (request, response, path) => {
        if (request.method === 'HEAD') html(gzipSync(page), { 'content-encoding': 'gzip' })(request, response, path)
        else response.writeHead(Number(path.slice(1)), { 'content-type': 'text/html', etag: 'x' }).end()
      },
    })
    const host = origin('web')
    const head = await ask('/', { host, method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-encoding': 'gzip' } })
    expect(await ask('/204', { host })).toMatchObject({ status: 204, body: '' })
    expect(await ask('/304', { host })).toMatchObject({ status: 304, body: '', headers: { etag: 'x' } })
  })

  it.each([304, 204])('gets a %i that says how long its body would have been', async (status) => {
    const app: App = (_request, response) => void response.writeHead(status, { 'content-length': 5, etag: 'x' }).end()
    const { origin, ask } = await servedCluster({ app })
    for (let again = 0; again < 2; again++)
      expect(await ask('/', { host: origin('web') })).toMatchObject({ status, body: '', headers: { etag: 'x' } })
  })

  it('never leads out of its Service', async () => {
    const { proxied, origin, ask } = await servedCluster()
    for (const path of ['/..%2f..%2fsecrets', '/%2e%2e/', '/x/../../y'])
      expect(await ask(path, { host: origin('web') })).toMatchObject({ status: 403 })
    expect(await ask('/', { host: origin('elsewhere') })).toMatchObject({ status: 404 })
    expect(await ask('/', { host: origin('99.web') })).toMatchObject({ status: 404 })
    expect(proxied).toEqual([])
  })

  it('of an unknown cluster is not found', async () => {
    const { port, ask } = await servedCluster()
    const answer = await ask('/', { host: `web.apps.prod.localhost:${port}` })
    expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('cluster-unknown') as string })
  })

  it('whose last label is not that of its Service names the Service, and not that label as a cluster', async () => {
    const { port, ask } = await servedCluster()
    const answer = await ask('/', { host: `web.default.demo.abcdefghij27.localhost:${port}` })
    expect(answer).toMatchObject({ status: 404, body: expect.not.stringContaining('abcdefghij27') as string })
    expect(answer.body).toContain('not the address of default/web in the cluster')
  })

  it('of a Service that is not in the list is asked for all the same: the API server knows best', async () => {
    const { proxied, origin, ask } = await servedCluster()
    expect(await ask('/', { host: origin('hidden') })).toMatchObject({ status: 200 })
    expect(proxied[0]?.url).toBe('/api/v1/namespaces/apps/services/hidden/proxy/')
  })

  it('waits for the first list of its cluster, which it connects', async () => {
    const { cluster, proxied, origin, ask } = await servedCluster({ listed: false })
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/', { host: origin('secure') })))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(cluster.state.phase).toBe('connected')
    expect(proxied[0]?.url).toContain('/https:secure:https/')
  })

  it('works for a user who may not list Services', async () => {
    const { fake, proxied, origin, ask } = await servedCluster({ listed: false })
    const { intercept } = fake
    fake.intercept = (request, response, url) => {
      if (!url.pathname.endsWith('/services')) return intercept(request, response, url)
      sendStatus(response, 403, 'services is forbidden')
      return true
    }
    expect(await ask('/', { host: origin('web') })).toMatchObject({ status: 200 })
    expect(await ask('/', { host: origin('https.web') })).toMatchObject({ status: 200 })
    expect(proxied.map(({ url }) => url)).toEqual([
      '/api/v1/namespaces/apps/services/web/proxy/',
      '/api/v1/namespaces/apps/services/https:web:https/proxy/',
    ])
  })

  it('says why there is no list', async () => {
    const { fake, origin, ask } = await servedCluster({ listed: false })
    fake.intercept = (_request, response) => (sendStatus(response, 401, 'Unauthorized'), true)
    expect(await ask('/', { host: origin('web') })).toMatchObject({
      status: 502,
      body: expect.stringContaining('credentials-rejected') as string,
    })
  })

  it('sends the API server its own Host where a path shows that something stands before it', async () => {
    const { fake, proxied, origin, ask } = await servedCluster({ basePath: '/k8s/clusters/one' })
    expect(await ask('/a', { host: origin('web') })).toMatchObject({ status: 200 })
    expect(proxied[0]?.url).toBe(`/k8s/clusters/one${classicWeb}/a`)
    expect(proxied[0]?.headers.host).toBe(new URL(fake.server.url).host)
  })

  it('reaches an API server with TLS under the name that is verified, not under that of the browser', async () => {
    const { proxied, origin, ask } = await servedCluster({ tls: certificate, cluster: ca })
    expect(await ask('/', { host: origin('web') })).toMatchObject({ status: 200 })
    expect(await ask(`${classicWeb}/`)).toMatchObject({ status: 200 })
    expect(proxied[0]?.headers.host).toBe(origin('web'))
  })

  it('is not reached through an API server that nobody vouches for', async () => {
    const { fake, ask } = await servedCluster({ tls: certificate, listed: false })
    expect(await ask(`${classicWeb}/`)).toMatchObject({
      status: 502,
      body: expect.stringContaining('tls-untrusted') as string,
    })
    expect(fake.server.requests).toEqual([])
  })
})
