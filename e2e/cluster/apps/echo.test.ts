import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { Agent, request as requestTls } from 'node:https'
import { buffer, text } from 'node:stream/consumers'
import { gunzipSync, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { contentBetween, contentDigest } from './content.ts'
import { startEcho } from './echo.ts'
import { htmlPage } from './echo-content.ts'
import type { RunningApp } from './serve.ts'

let echo: RunningApp
const agent = new Agent({ rejectUnauthorized: false })
beforeAll(async () => {
  echo = await startEcho('127.0.0.1', [
    { port: 0, tls: false },
    { port: 0, tls: true },
  ])
})
afterAll(() => echo.close())

interface Ask {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly tls?: boolean
}

async function ask(
  path: string,
  { method = 'GET', headers = {}, body, tls = false }: Ask = {},
): Promise<IncomingMessage> {
  const options = { host: '127.0.0.1', path, method, headers }
  const outgoing = tls
    ? requestTls({ ...options, port: echo.ports[1], agent })
    : requestPlain({ ...options, port: echo.ports[0] })
  outgoing.end(body)
  // Newer Nodes say of the request, too, that its answer broke off.
  outgoing.on('error', () => undefined)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  return incoming
}

async function json(incoming: IncomingMessage): Promise<unknown> {
  return JSON.parse(await text(incoming))
}

describe('/echo tells what arrived', () => {
  test.each([false, true])('over TLS: %s', async (tls) => {
    const incoming = await ask('/echo?a=1', { method: 'POST', headers: { 'X-Custom': 'Yes' }, body: 'body', tls })
    await expect(json(incoming)).resolves.toMatchObject({
      method: 'POST',
      url: '/echo?a=1',
      headers: { 'x-custom': 'Yes' },
      rawHeaders: expect.arrayContaining(['X-Custom', 'Yes']) as unknown,
      bodySha256: createHash('sha256').update('body').digest('hex'),
      bodyLength: 4,
      tls,
    })
  })
})

test.each([
  ['/status/204', 204],
  ['/status/418', 418],
  ['/status/503', 503],
  ['/nothing', 404],
])('%s', async (path, status) => {
  expect((await ask(path)).resume().statusCode).toBe(status)
})

test.each([
  ['/redirect?to=/echo', 302, '/echo'],
  ['/redirect?code=308&to=https%3A%2F%2Fexample.com%2Fx%3Fy%3D1', 308, 'https://example.com/x?y=1'],
])('%s', async (path, status, location) => {
  const incoming = (await ask(path)).resume()
  expect([incoming.statusCode, incoming.headers.location]).toEqual([status, location])
})

test('/response-headers answers with what it is told, repeated names too', async () => {
  const { rawHeaders } = (await ask('/response-headers?X-One=1&X-Two=a&X-Two=b')).resume()
  expect(rawHeaders.join(' ')).toMatch(/X-One 1 X-Two a X-Two b/)
})

describe('/bytes and /chunked', () => {
  test('a length and the known content', async () => {
    const incoming = await ask('/bytes/2000000')
    expect(incoming.headers['content-length']).toBe('2000000')
    expect(
      createHash('sha256')
        .update(await buffer(incoming))
        .digest('hex'),
    ).toBe(contentDigest(2_000_000))
  })

  test('a range', async () => {
    const incoming = await ask('/bytes/1000', { headers: { range: 'bytes=100-199' } })
    expect([incoming.statusCode, incoming.headers['content-range']]).toEqual([206, 'bytes 100-199/1000'])
    expect(await buffer(incoming)).toEqual(Buffer.concat([...contentBetween(100, 200)]))
  })

  test('HEAD', async () => {
    const incoming = await ask('/bytes/1000', { method: 'HEAD' })
    expect(incoming.headers['content-length']).toBe('1000')
    expect(await buffer(incoming)).toHaveLength(0)
  })

  test('no length when chunked', async () => {
    const incoming = await ask('/chunked/100000')
    expect(incoming.headers['transfer-encoding']).toBe('chunked')
    expect(await buffer(incoming)).toEqual(Buffer.concat([...contentBetween(0, 100_000)]))
  })
})

test.each([
  ['/html', 'identity', undefined, (body: Buffer) => body],
  ['/html', 'gzip, br', 'gzip', gunzipSync],
  ['/html', 'deflate', 'deflate', inflateSync],
  ['/html?encoding=identity', 'gzip', 'identity', (body: Buffer) => body],
])('%s with Accept-Encoding %s', async (path, accepted, encoding, decode) => {
  const incoming = await ask(path, { headers: { 'accept-encoding': accepted } })
  expect(incoming.headers['content-encoding']).toBe(encoding)
  expect(decode(await buffer(incoming)).toString()).toBe(htmlPage)
})

test('/cookies sets several, for this host and for others', async () => {
  const incoming = (await ask('/cookies', { headers: { host: 'echo.test:81' } })).resume()
  expect(incoming.headers['set-cookie']).toEqual(
    expect.arrayContaining(['plain=1', 'domain=1; Path=/; Domain=echo.test']),
  )
})

test('/sse sends each event as it happens', async () => {
  const incoming = await ask('/sse?n=3&ms=20')
  expect(incoming.headers['content-type']).toBe('text/event-stream')
  const chunks: string[] = []
  for await (const chunk of incoming) chunks.push(String(chunk))
  expect(chunks).toEqual([1, 2, 3].map((n) => `id: ${n}\ndata: {"n":${n}}\n\n`))
})

test('/abort breaks off in the middle of the body', async () => {
  await expect(ask('/abort?after=10').then(buffer)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

describe('WebSocket', () => {
  const open = (path: string, protocols: string[] = []): WebSocket =>
    new WebSocket(`ws://127.0.0.1:${echo.ports[0] ?? 0}${path}`, protocols)

  test.each([
    ['text', 'hello', false],
    ['binary', Buffer.from([0, 255]), true],
  ])('/ws sends %s back as it came', async (_kind, message, binary) => {
    const client = open('/ws')
    await once(client, 'open')
    client.send(message)
    expect(await once(client, 'message')).toEqual([Buffer.from(message), binary])
    client.terminate()
  })

  test('agrees to the first subprotocol', async () => {
    const client = open('/ws', ['one', 'two'])
    await once(client, 'open')
    expect(client.protocol).toBe('one')
    client.terminate()
  })

  test('/ws-query tells the query', async () => {
    const client = open('/ws-query?token=x')
    const [message] = (await once(client, 'message')) as [Buffer]
    expect(JSON.parse(message.toString())).toMatchObject({ url: '/ws-query?token=x' })
    client.terminate()
  })

  test('elsewhere an upgrade is refused', async () => {
    await expect(once(open('/other'), 'open')).rejects.toThrow('404')
  })
})
