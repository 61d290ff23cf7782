import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { classicWeb, servedCluster, type Setup } from './testing/served-cluster.ts'
import { echoing } from './testing/echoing-cluster.ts'

/** Sends an upgrade that is not from a WebSocket client, and gives its answer whole. */
async function upgrade(port: number, path: string, headers: http.OutgoingHttpHeaders, method = 'GET'): Promise<string> {
  const request = http
    .request({ port, path, method, agent: false, headers: { connection: 'Upgrade', upgrade: 'websocket', ...headers } })
    .end()
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  return `${answer.statusCode ?? 0} ${await text(answer)}`
}

describe('an upgrade that the API server refuses', () => {
  it('is answered with what it said, on a connection that closes', async () => {
    const { fake, port, origin } = await servedCluster()
    fake.server.server.on('upgrade', (_request: http.IncomingMessage, socket: Duplex) => {
      const headers = `Content-Type: text/plain\r\nContent-Length: 2\r\nSet-Cookie: a=1; Domain=demo.localhost`
      socket.end(`HTTP/1.1 403 Forbidden\r\n${headers}\r\n\r\nno`)
    })
    const request = http.get({
      port,
      agent: false,
      headers: { host: origin('web'), connection: 'Upgrade', upgrade: 'websocket' },
    })
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    expect(answer).toMatchObject({ statusCode: 403, headers: { connection: 'close', 'set-cookie': ['a=1'] } })
    expect(await text(answer)).toBe('no')
  })

  it('streams a body of unknown length, and leaves nothing open', async () => {
    const { fake, port, origin, engine } = await servedCluster()
    fake.server.server.on('upgrade', (_request: http.IncomingMessage, socket: Duplex) => {
      socket.end('HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\nLocation: /a\r\n\r\n2\r\nno\r\n0\r\n\r\n')
    })
    expect(await upgrade(port, '/', { host: origin('web') })).toBe('429 no')
    await expect.poll(() => engine.open).toBe(0)
  })

  it('by hanging up is a failure', async () => {
    const { fake, port } = await servedCluster()
    fake.server.server.on('upgrade', (_request: http.IncomingMessage, socket: Duplex) => socket.destroy())
    expect(await upgrade(port, `${classicWeb}/`, {})).toMatch(/^502 .*connection-lost/)
  })

  it('by not being there is a failure', async () => {
    const { fake, port } = await servedCluster({ listed: false })
    await fake.server.close()
    expect(await upgrade(port, `${classicWeb}/`, {})).toMatch(/^502 .*connection-refused/)
  })
})

describe('an upgrade of an application that knows some origins alone', () => {
  const knowing = async (status: number, known: RegExp) => {
    const served = await servedCluster()
    const asked: (string | undefined)[] = []
    served.fake.server.server.on('upgrade', (request: http.IncomingMessage, socket: Duplex) => {
      asked.push(request.headers.origin)
      const ok = known.test(request.headers.origin ?? '')
      socket.end(`HTTP/1.1 ${ok ? '101 Yes\r\nConnection: Upgrade\r\nUpgrade: websocket' : `${status} No`}\r\n\r\n`)
    })
    const { port, origin } = served
    const own = `http://${origin('web')}`
    const open = async (): Promise<number> => {
      const headers = { host: origin('web'), origin: own, connection: 'Upgrade', upgrade: 'websocket' }
      const request = http.get({ port, agent: false, headers })
      const answer = await new Promise<http.IncomingMessage>((resolve) => {
        request.once('response', resolve)
        request.once('upgrade', (head: http.IncomingMessage, socket: net.Socket) => {
          socket.destroy()
          resolve(head)
        })
      })
      return answer.statusCode ?? 0
    }
    return { open, asked, own }
  }
  const local = 'http://localhost'

  it.each([403, 404])('and says %i to others is asked as localhost, from then on at once', async (status) => {
    const { open, asked, own } = await knowing(status, /^http:\/\/localhost$/)
    expect([await open(), await open()]).toEqual([101, 101])
    expect(asked).toEqual([own, local, local])
  })

  it('and not this one either gets the first answer, and is asked once for a while', async () => {
    const { open, asked, own } = await knowing(403, /^nobody$/)
    expect([await open(), await open()]).toEqual([403, 403])
    expect(asked).toEqual([own, local, own])
  })

  it('is not asked again about anything else', async () => {
    const { open, asked, own } = await knowing(429, /^nobody$/)
    expect(await open()).toBe(429)
    expect(asked).toEqual([own])
  })
})

describe('an upgrade that Porthole refuses', () => {
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' }
  it.each([
    ['of another host', `${classicWeb}/`, { host: 'evil.example:8001' }, /^403 .*host-refused/],
    ['of another site', `${classicWeb}/`, { origin: 'https://evil.example' }, /^403 .*site-refused/],
    ['of a sandbox', `${classicWeb}/`, { origin: 'null' }, /^403 .*site-refused/],
    [
      'by Fetch Metadata',
      `${classicWeb}/`,
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'websocket' },
      /^403 .*site-refused/,
    ],
    ['of another path', '/api/v1/namespaces/apps/pods/web/exec', {}, /^403 .*path-refused/],
    ['to something else', `${classicWeb}/`, { upgrade: 'raw' }, /^400 .*not an upgrade to \\"raw\\"/],
  ])('%s gets its reason', async (_name, path, headers, answer) => {
    const { upgrades, port } = await echoing()
    expect(await upgrade(port, path, headers)).toMatch(answer)
    expect(upgrades).toEqual([])
  })

  it.each([
    ['that says it navigates', 'GET', navigation],
    ['that is no GET', 'POST', {}],
  ])('%s does not hang', async (_name, method, headers) => {
    const { upgrades, port } = await echoing()
    await upgrade(port, `${classicWeb}/`, headers, method).catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'ECONNRESET' }),
    )
    expect(upgrades).toEqual([])
  })
})

describe('an offer to go on in HTTP/2', () => {
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' }
  const echo: NonNullable<Setup['app']> = (request, response) =>
    void text(request).then((body) => response.end(`${request.method ?? ''} ${body}`))

  it.each([
    ['GET', undefined, 'GET '],
    ['POST', 'x'.repeat(100_000), `POST ${'x'.repeat(100_000)}`],
  ])('is left alone: %s is answered', async (method, body, expected) => {
    const { origin, ask, proxied } = await servedCluster({ app: echo })
    const length = body === undefined ? {} : { 'content-length': body.length }
    const answer = await ask('/', {
      host: origin('web'),
      method,
      headers: { ...headers, ...length },
      ...(body !== undefined && { body }),
    })
    expect([answer.status, answer.body]).toEqual([200, expected])
    expect(Object.keys(proxied[0]?.headers ?? {})).not.toContain('http2-settings')
  })

  it('is the last request of its connection', async () => {
    const { origin, port, proxied } = await servedCluster()
    const head = `Host: ${origin('web')}\r\n`
    const socket = net.connect(port, '127.0.0.1')
    const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'
    socket.write(`GET /first HTTP/1.1\r\n${head}${offer}\r\nGET /second HTTP/1.1\r\n${head}\r\n`)
    await text(socket)
    expect(proxied.map(({ url = '' }) => url).filter((url) => url.endsWith('/second'))).toEqual([])
  })
})
