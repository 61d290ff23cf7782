import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { testCertificate } from '../cluster/testing/certificates.ts'
import { base64 } from '../cluster/testing/contexts.ts'
import { Recorder } from '../cluster/testing/recorder.ts'
import { classicWeb, servedCluster, type Setup } from './testing/served-cluster.ts'
import { closed, echoing, type Echoing, opened } from './testing/echoing-cluster.ts'

const certificate = await testCertificate('api', ['127.0.0.1'])
const ca = { 'certificate-authority-data': base64(certificate.cert) }

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
