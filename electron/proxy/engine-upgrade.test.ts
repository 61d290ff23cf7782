import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { testCertificate } from '../cluster/testing/certificates.ts'
import { base64 } from '../cluster/testing/contexts.ts'
import { Recorder } from '../cluster/testing/recorder.ts'
import { classicWeb, servedCluster, type ServedCluster, type Setup } from './testing/served-cluster.ts'

const certificate = await testCertificate('api', ['127.0.0.1'])
const ca = { 'certificate-authority-data': base64(certificate.cert) }

interface Echoing extends ServedCluster {
  /** Connections of the API server's side. */
  sockets: Recorder<WebSocket>
  upgrades: http.IncomingMessage[]
  connect: (path: string, host?: string, headers?: Record<string, string>) => WebSocket
}

/** A cluster whose applications send every WebSocket message back. */
async function echoing(setup: Setup = {}): Promise<Echoing> {
  const served = await servedCluster(setup)
  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'chat' })
  const sockets = new Recorder<WebSocket>()
  const upgrades: http.IncomingMessage[] = []
  served.fake.server.server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrades.push(request)
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }))
      sockets.note(webSocket)
    })
  })
  const connect: Echoing['connect'] = (path, host = `127.0.0.1:${served.port}`, headers = {}) => {
    const client = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, ['chat', 'other'], {
      headers: { host, ...headers },
    })
    onTestFinished(() => client.terminate())
    return client
  }
  return { ...served, sockets, upgrades, connect }
}

const opened = (client: WebSocket): Promise<unknown> => once(client, 'open')
/** Settles with the close code. */
async function closed(socket: WebSocket): Promise<number> {
  if (socket.readyState === WebSocket.CLOSED) return 0
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

/** Sends an upgrade that is not from a WebSocket client, and gives its answer whole. */
async function upgrade(port: number, path: string, headers: http.OutgoingHttpHeaders, method = 'GET'): Promise<string> {
  const request = http
    .request({ port, path, method, agent: false, headers: { connection: 'Upgrade', upgrade: 'websocket', ...headers } })
    .end()
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  return `${answer.statusCode ?? 0} ${await text(answer)}`
}

describe('a WebSocket that is turned away again and again', () => {
  const answered =
    (head: string, body = '') =>
    (_request: http.IncomingMessage, socket: Duplex) =>
      socket.end(`HTTP/1.1 ${head}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`)
  const taken = (then: (webSocket: WebSocket) => void) => {
    const webSockets = new WebSocketServer({ noServer: true })
    return (request: http.IncomingMessage, socket: Duplex, head: Buffer) =>
      webSockets.handleUpgrade(request, socket, head, then)
  }
  const failed = (message: string) => answered('500 Internal Server Error', JSON.stringify({ code: 500, message }))
  const session = '/socket?session=1'

  it.each<[string, string, (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void, string]>([
    ['with 403', session, answered('403 Forbidden'), 'answered 403'],
    ['by hanging up, as the API server has it', session, failed('unexpected EOF'), 'hung up'],
    [
      'with a redirect, as the API server has it',
      session,
      failed('invalid upgrade response: status code 302'),
      'answered 302',
    ],
    ['once it is taken', session, taken((socket) => socket.close(1008)), 'closed it at once (1008)'],
    ['once it is taken, without a word', session, taken((socket) => socket.terminate()), 'hung up'],
    ['by an API server that cannot reach it', session, failed('dial tcp: connection refused'), ''],
    ['after the first message', session, taken((socket) => socket.send('hi', () => socket.close(4000))), ''],
    ['with a close that is none of a fault', session, taken((socket) => socket.close(1000)), ''],
    ['though nothing was dropped', '/socket', answered('403 Forbidden'), ''],
  ])('%s: told of at once, explained when it is asked for on and on', async (_name, path, turnAway, how) => {
    const served = await servedCluster()
    served.fake.server.server.on('upgrade', turnAway)
    const told: string[] = []
    served.engine.reach.on('blocked', ({ failure }) => told.push(failure.message))
    served.engine.reach.on('socketLost', ({ service }) => told.push(service))
    for (let i = 0; i < 4; i++) {
      const client = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, { headers: { host: served.origin('web') } })
      client.on('error', () => undefined)
      await new Promise((over) => client.once('close', over))
    }
    const explained = `The Service ${how} without it.`
    await expect.poll(() => told.length).toBe(how === '' ? 0 : 3)
    if (how !== '') expect(told).toEqual(['web', 'web', expect.stringContaining(explained)])
    const page = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    const { body } = await served.ask('/', { host: served.origin('web'), headers: page })
    expect(body.includes(explained)).toBe(how !== '')
  })

  it('by its own page is nobody’s concern', async () => {
    const served = await servedCluster()
    served.fake.server.server.on(
      'upgrade',
      taken(() => undefined),
    )
    const told: string[] = []
    served.engine.reach.on('socketLost', ({ service }) => told.push(service))
    const headers = { host: served.origin('web') }
    const client = new WebSocket(`ws://127.0.0.1:${served.port}${session}`, { headers })
    await opened(client)
    client.close(4001)
    await closed(client)
    expect(told).toEqual([])
  })
})

describe('a WebSocket', () => {
  it('whose upstream is reset while the client talks breaks off, and leaves nothing open', async () => {
    const served = await echoing()
    const client = served.connect('/socket', served.origin('web'))
    await opened(client)
    const over = closed(client)
    client.on('error', () => undefined)
    // What it says then is read by nobody, and what is unread hides that it goes.
    const talk = (): void => {
      if (client.readyState !== WebSocket.OPEN) return
      client.send('here')
      setImmediate(talk)
    }
    talk()
    for (const connection of served.fake.server.connections) connection.resetAndDestroy()
    expect(await over).toBe(1006)
    await expect.poll(() => served.engine.open).toBe(0)
  })

  it.each<[string, Setup, (served: Echoing) => WebSocket]>([
    ['on a classic URL', {}, ({ connect }) => connect(`${classicWeb}/socket?token=a%20b`)],
    ['on an origin', {}, ({ connect, origin }) => connect('/socket?token=a%20b', origin('web'))],
    [
      'over TLS',
      { tls: certificate, cluster: ca },
      ({ connect, origin }) => connect('/socket?token=a%20b', origin('web')),
    ],
    [
      'before the cluster has a list',
      { listed: false },
      ({ connect, origin }) => connect('/socket?token=a%20b', origin('web')),
    ],
  ])('%s carries text and bytes both ways', async (_name, setup, open) => {
    const served = await echoing({ ...setup, user: { token: 'ours' } })
    const client = open(served)
    await opened(client)
    expect(client.protocol).toBe('chat')
    for (const [data, isBinary] of [
      ['grüße', false],
      [Buffer.alloc(300_000, 7), true],
      ['', false],
    ] as const) {
      client.send(data)
      const [echo, binary] = (await once(client, 'message')) as [Buffer, boolean]
      expect(echo.equals(Buffer.from(data))).toBe(true)
      expect(binary).toBe(isBinary)
    }
    const [request] = served.upgrades
    expect(request?.url).toBe(`${classicWeb}/socket?token=a%20b`)
    expect(request?.headers.authorization).toBe('Bearer ours')
    expect(request?.headers['sec-websocket-protocol']).toBe('chat,other')
  })

  it('does not tell the API server who the client says it is', async () => {
    const { upgrades, connect, origin } = await echoing({ user: { token: 'ours' } })
    await opened(connect('/', origin('web'), { authorization: 'Bearer theirs', 'impersonate-user': 'admin' }))
    expect(upgrades[0]?.headers).toMatchObject({ authorization: 'Bearer ours', host: origin('web') })
    expect(upgrades[0]?.headers['impersonate-user']).toBeUndefined()
  })

  it.each<[string, (client: WebSocket, server: WebSocket) => void, number, number]>([
    ['by the client', (client) => client.close(4001), 4001, 4001],
    ['by the server', (_client, server) => server.close(4002), 4002, 4002],
    ['by a client that vanishes', (client) => client.terminate(), 1006, 1006],
    ['by a server that vanishes', (_client, server) => server.terminate(), 1006, 1006],
  ])('closed %s is closed on both sides', async (_name, close, clientCode, serverCode) => {
    const { sockets, connect, origin } = await echoing()
    const client = connect('/', origin('web'))
    await opened(client)
    await sockets.count(1)
    const [server] = sockets.entries
    if (!server) throw new Error('no connection')
    const codes = Promise.all([closed(client), closed(server)])
    close(client, server)
    expect(await codes).toEqual([clientCode, serverCode])
  })

  it.each<[string, (socket: net.Socket) => void]>([
    ['resets', (socket) => void socket.resetAndDestroy()],
    ['hangs up', (socket) => void socket.end()],
  ])('of a client that %s ends at the API server', async (_name, leave) => {
    const { sockets, port, origin } = await echoing()
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
    socket.write(`GET / HTTP/1.1\r\nHost: ${origin('web')}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n`)
    await once(socket, 'data')
    await sockets.count(1)
    const [server] = sockets.entries
    const gone = server && closed(server)
    leave(socket)
    await gone
  })

  it('ends with the reading mode of its cluster, that of another stays', async () => {
    let readOnly = ''
    const mode = (id: string) => ({ readOnly: id === readOnly, wholeApi: false })
    const served = await echoing({ engine: { mode } })
    const client = served.connect('/socket', served.origin('web'))
    await opened(client)
    readOnly = 'another'
    served.engine.keepToMode()
    client.send('a')
    expect(String(((await once(client, 'message')) as [Buffer])[0])).toBe('a')
    readOnly = 'demo'
    served.engine.keepToMode()
    expect(await closed(client)).toBe(1006)
    await expect.poll(() => served.engine.open).toBe(0)
  })

  it('ends on both sides within a second when the engine closes', async () => {
    const { engine, sockets, connect, origin } = await echoing()
    const client = connect('/', origin('web'))
    await opened(client)
    await sockets.count(1)
    const [server] = sockets.entries
    const both = Promise.all([closed(client), server && closed(server)])
    const began = performance.now()
    await engine.close()
    await both
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('sets cookies for its own origin alone', async () => {
    const { fake, origin, port } = await servedCluster()
    fake.server.server.on('upgrade', (_request: http.IncomingMessage, socket: Duplex) => {
      const cookie = `Set-Cookie: a=1; Domain=demo.localhost; Path=${classicWeb}/x`
      socket.end(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${cookie}\r\n\r\n`)
    })
    const request = http.get({
      port,
      agent: false,
      headers: { host: origin('web'), connection: 'Upgrade', upgrade: 'websocket' },
    })
    const [answer, socket] = (await once(request, 'upgrade')) as [http.IncomingMessage, net.Socket]
    socket.destroy()
    expect(answer.headers['set-cookie']).toEqual(['a=1; Path=/x'])
  })
})

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

describe('a client that resets while its upgrade waits for the list', () => {
  it('harms nobody, and leaves nothing open', async () => {
    const { fake, sockets, port, origin, ask } = await echoing({ listed: false })
    const { intercept } = fake
    const waiting = new Recorder<() => void>()
    fake.intercept = (_request, response, url) => {
      waiting.note(() => fake.answer(response, url))
      return true
    }
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
    socket.write(`GET / HTTP/1.1\r\nHost: ${origin('web')}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n`)
    await waiting.count(1)
    socket.resetAndDestroy()
    await ask('/')
    fake.intercept = intercept
    for (const answer of waiting.entries) answer()
    expect(await ask('/', { host: origin('web') })).toMatchObject({ status: 200 })
    // The reset shows only when the socket is read, so the API server may have been asked; then that ends too.
    await Promise.all(sockets.entries.map(closed))
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
