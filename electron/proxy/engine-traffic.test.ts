import { expect, it, vi } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { ownRequest } from './own-request.ts'
import { servedCluster } from './testing/served-cluster.ts'

it('writes down what passed, without what is secret', async () => {
  const { engine, ask, origin } = await servedCluster({
    app: (_request, response) =>
      void response.writeHead(201, { 'set-cookie': 'session=s3cr3t', 'x-a': 'b' }).end('hello'),
  })
  const headers = { cookie: 'session=s3cr3t', authorization: 'Bearer s3cr3t' }
  await ask('/page?token=s3cr3t&q=1', { host: origin('web'), headers })
  await vi.waitFor(() => expect(engine.traffic.entries('demo/apps/web')[0]?.totalMs).not.toBeNull())
  const [entry] = engine.traffic.entries('demo/apps/web')
  expect(entry).toMatchObject({
    method: 'GET',
    status: 201,
    transport: 'service-proxy',
    failure: null,
    websocket: false,
  })
  expect(entry?.path).toMatch(/^\/page\?token=[^&]+&q=1$/)
  expect(entry?.bytesOut).toBeGreaterThan(5)
  expect(entry?.bytesIn).toBe(0)
  expect(JSON.stringify(entry)).not.toContain('s3cr3t')
})

it('counts what passes of an answer while it goes on, and of a request no more than there was', async () => {
  let go: (() => void) | undefined
  const { engine, ask, origin } = await servedCluster({
    app: (_request, response) => {
      response.write('x'.repeat(50_000))
      go = () => void response.end('y')
    },
  })
  const asked = ask('/stream', { host: origin('web'), method: 'PUT', body: 'abc' })
  const entry = () => engine.traffic.entries('demo/apps/web')[0]
  await vi.waitFor(() => expect(entry()?.bytesOut).toBeGreaterThan(50_000))
  expect(entry()?.totalMs).toBeNull()
  expect(engine.traffic.totals.bytes).toBe((entry()?.bytesOut ?? 0) + (entry()?.bytesIn ?? 0))
  go?.()
  await asked
  await vi.waitFor(() => expect(entry()?.totalMs).not.toBeNull())
  expect(entry()?.bytesIn).toBe(3)
})

it('writes down why a request failed', async () => {
  const { engine, ask, origin } = await servedCluster({ app: (request) => void request.socket.destroy() })
  await ask('/x', { host: origin('web'), method: 'POST', body: 'a' })
  await vi.waitFor(() => expect(engine.traffic.entries('demo/apps/web')[0]?.totalMs).not.toBeNull())
  expect(engine.traffic.entries('demo/apps/web')[0]).toMatchObject({
    status: 502,
    failure: 'connection-lost',
    bytesIn: 1,
  })
})

it('writes down what the API server says of a Service that it cannot reach, also where a program gets its own words', async () => {
  const message = 'no endpoints available for service "web" token=s3cr3tValue1234'
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: 'ServiceUnavailable',
    code: 503,
    message,
  }
  const { engine, ask, origin } = await servedCluster({
    app: (_request, response) =>
      void response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify(status)),
  })
  expect(JSON.parse((await ask('/', { host: origin('web') })).body)).toMatchObject({ message })
  await vi.waitFor(() => expect(engine.traffic.entries('demo/apps/web')[0]?.totalMs).not.toBeNull())
  const [entry] = engine.traffic.entries('demo/apps/web')
  expect(entry).toMatchObject({ status: 503, failure: 'no-endpoints' })
  expect(entry?.said).toMatch(/^no endpoints available .*token=REDACTED/)
  expect(engine.traffic.totals.errors).toBe(1)
})

it('writes down why a WebSocket was not let through', async () => {
  const { engine, send, origin } = await servedCluster({ engine: { limits: { perService: 0, total: 0, always: 0 } } })
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'a',
    'sec-websocket-version': '13',
  }
  expect((await send('/live', { host: origin('web'), headers })).statusCode).toBe(503)
  await vi.waitFor(() => expect(engine.traffic.entries('demo/apps/web')[0]?.totalMs).not.toBeNull())
  expect(engine.traffic.entries('demo/apps/web')[0]).toMatchObject({
    status: 503,
    failure: 'too-many-connections',
    websocket: true,
  })
})

it('counts a page that waits for endpoints once, however often it looks, and what Porthole asks by itself not at all', async () => {
  const { engine, ask, origin, proxied } = await servedCluster({
    app: (_request, response) => sendStatus(response, 503, 'no endpoints available for service "web"'),
  })
  const { traffic } = engine
  const headers = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  for (let look = 0; look < 3; look++) await ask('/', { host: origin('web'), headers })
  expect(traffic.totals).toMatchObject({ requests: 3, errors: 1 })
  expect(traffic.entries('demo/apps/web')).toMatchObject([{ id: 3, failure: 'no-endpoints', status: 503 }])
  // A program that asks again and again is the person's own.
  for (let look = 0; look < 2; look++) await ask('/', { host: origin('web') })
  expect(traffic.totals.errors).toBe(3)

  await ask('/', { host: origin('web'), headers: ownRequest })
  expect(traffic.totals).toMatchObject({ requests: 5, errors: 3 })
  expect(Object.keys(proxied.at(-1)?.headers ?? {})).not.toContain('x-porthole-own')
  await ask('/', { host: origin('web'), headers: { 'x-porthole-own': 'guessed' } })
  expect(traffic.totals.requests).toBe(6)
})
