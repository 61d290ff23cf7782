import type http from 'node:http'
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { apiSlice } from '../cluster/testing/objects.ts'
import { sendJson, sendStatus } from '../cluster/testing/test-server.ts'
import { answerUpgrade, slice, statusText } from '../forward/testing/fake-cluster.ts'
import { servedCluster, type App } from './testing/served-cluster.ts'

const page = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
}

/** What the API server makes of a page in an encoding that it does not know: it hangs up, now before its head, now after. */
const hangsUp =
  (encoding: string, when: 'before its head' | 'after it'): App =>
  (request, response) => {
    const head = { 'content-type': 'text/html; charset=utf-8', 'content-encoding': encoding }
    if (request.method === 'HEAD') response.writeHead(200, head).end()
    else if (when === 'before its head') response.destroy()
    else {
      response.writeHead(200, head).flushHeaders()
      setImmediate(() => response.destroy())
    }
  }

describe.each(['before its head', 'after it'] as const)('a page on which the API server hangs up %s', (when) => {
  it.each(['identity', 'br', 'zstd', 'GZIP', 'x-gzip', 'gzip, gzip'])('%s is named', async (encoding) => {
    const { ask, origin } = await servedCluster({ app: hangsUp(encoding, when) })
    const shown = await ask('/', { host: origin('web'), headers: page })
    expect(shown.status).toBe(502)
    expect(shown.body).toContain(`&#34;Content-Encoding: ${encoding}&#34;`)
    expect(shown.body).toContain('A Role that would allow it')
    expect(shown.body).not.toContain('Try a port-forward')
  })

  it('is named to a program, on a classic URL too, and missed aloud where a script asked for it', async () => {
    const { ask, origin } = await servedCluster({ app: hangsUp('identity', when) })
    const classic = await ask('/api/v1/namespaces/apps/services/web:http/proxy/')
    expect([classic.status, classic.body]).toEqual([502, expect.stringContaining('encoding-broken')])
    const script = await ask('/part', { host: origin('web') })
    expect([script.status, script.body]).toEqual([502, expect.stringContaining('encoding-broken')])
    const next = await ask('/', { host: origin('web'), headers: page })
    expect(next.body).toContain('You may not create pods/portforward')
  })

  it('has a button for a tunnel where the user chose the service proxy', async () => {
    const { ask, engine, origin } = await servedCluster({ app: hangsUp('identity', when) })
    engine.reach.profiles.set('demo/apps/web/http', { transport: 'service-proxy' })
    const shown = await ask('/', { host: origin('web'), headers: page })
    expect(shown.body).toContain('Try a port-forward')
    expect(shown.body).not.toContain('Try HTTPS')
    expect(shown.body).not.toContain('A Role')
  })

  it('is asked for through a tunnel from then on, though the last one failed', async () => {
    const served = await servedCluster({ listed: false, app: hangsUp('identity', when) })
    const { fake, engine } = served
    const { intercept } = fake
    let tunnels = 0
    fake.slices = [apiSlice('apps/web', 'web', { a: true })]
    fake.intercept = (request, response, url) => {
      if (url.pathname.endsWith('/selfsubjectaccessreviews')) {
        sendJson(response, 201, { status: { allowed: true } })
      } else if (url.searchParams.has('labelSelector'))
        sendJson(response, 200, { metadata: { resourceVersion: '1' }, items: [slice(['a'])] })
      else return intercept(request, response, url)
      return true
    }
    fake.server.server.on('upgrade', (_request: http.IncomingMessage, socket: Duplex) => {
      tunnels += 1
      answerUpgrade(socket, 500, statusText(500, 'no kubelet'))
    })
    await served.cluster.listed()
    const show = () => served.ask('/', { host: served.origin('web'), headers: page })
    expect((await show()).body).toContain('encoding-broken')
    expect(engine.reach.profiles.record('demo/apps/web/http').learned).toEqual({ transport: 'port-forward' })
    const before = tunnels
    expect((await show()).body).toContain('encoding-broken')
    expect(tunnels).toBeGreaterThan(before)
  })
})

it('a page that comes in spite of its encoding is handed on', async () => {
  const { ask, origin } = await servedCluster({
    app: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'identity' }).flushHeaders()
      setTimeout(() => response.end('whole'), 20)
    },
  })
  expect(await ask('/', { host: origin('web'), headers: page })).toMatchObject({ status: 200, body: 'whole' })
})

it('what breaks off without such a head is no matter of encodings', async () => {
  const { ask, origin, proxied } = await servedCluster({
    app: (request, response) =>
      request.method === 'HEAD'
        ? void response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'identity' }).end()
        : void response.destroy(),
  })
  const shown = await ask('/', { host: origin('web'), headers: page })
  expect([shown.status, shown.body]).toEqual([502, expect.stringContaining('connection-lost')])
  const posted = proxied.length
  await ask('/', { host: origin('web'), method: 'POST', body: 'x' })
  expect(proxied.slice(posted).map(({ method }) => method)).toEqual(['POST'])
})

it.each(['errorf making gzip reader: gzip: invalid header', 'flate: corrupt input before offset 5'])(
  'a page of which the API server says "%s" is one too',
  async (said) => {
    const { ask, origin } = await servedCluster({ app: (_request, response) => sendStatus(response, 500, said) })
    expect((await ask('/', { host: origin('web'), headers: page })).body).toContain('encoding-broken')
  },
)

it('is asked for whole where it has not changed, of which the API server wants a body', async () => {
  const { ask, origin } = await servedCluster({
    app: ({ headers }, response) => {
      if (headers['if-none-match'] === undefined) response.writeHead(200, { 'content-type': 'text/html' }).end('page')
      else sendStatus(response, 500, 'errorf making gzip reader: EOF')
    },
  })
  const again = await ask('/', { host: origin('web'), headers: { ...page, 'if-none-match': '"v1"' } })
  expect(again).toMatchObject({ status: 200, body: 'page' })
})

it('asks for no encoding where it asks for the head alone, whose body the API server would look for', async () => {
  const { ask, origin, proxied } = await servedCluster()
  const headers = { 'accept-encoding': 'gzip, br' }
  await ask('/', { host: origin('web'), headers, method: 'HEAD' })
  await ask('/', { host: origin('web'), headers })
  expect(proxied.map((request) => request.headers['accept-encoding'])).toEqual([undefined, 'gzip'])
})
