import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { accessTo } from '../cluster/testing/contexts.ts'
import { farServer } from '../cluster/testing/far-server.ts'
import { closedPort } from '../cluster/testing/test-server.ts'
import { tunnelOpener } from './open-tunnel.ts'
import { answerUpgrade, fakeCluster, statusText } from './testing/fake-cluster.ts'
import { failureOf } from './testing/failure-of.ts'
import { Tunnel } from './tunnel.ts'

const target = { namespace: 'shop', pod: 'web-0', port: 8080 }
const never = new AbortController().signal

describe('opening a tunnel', () => {
  it('asks for the pod’s port, with the headers of the user, each as it is', async () => {
    const cluster = await fakeCluster()
    const access = accessTo(`${cluster.server.url}/behind/a/path/`, { token: 't', as: 'jane', 'as-groups': ['a', 'b'] })
    const asked = once(cluster.server.server, 'upgrade')
    const { socket } = await tunnelOpener(access)(target, never)
    const [{ url, rawHeaders }] = (await asked) as [{ url: string; rawHeaders: string[] }]
    socket.terminate()
    expect(url).toBe('/behind/a/path/api/v1/namespaces/shop/pods/web-0/portforward?ports=8080')
    const values = (name: string): string[] =>
      rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
    expect(values('authorization')).toEqual(['Bearer t'])
    expect(values('impersonate-group')).toEqual(['a', 'b'])
    expect(values('sec-websocket-protocol')).toEqual(['v4.channel.k8s.io'])
  })

  it('has connections wait for the next where the API server is far, and none where it is near', async () => {
    const cluster = await fakeCluster()
    const upgraded: Duplex[] = []
    cluster.server.server.prependListener('upgrade', (_request, socket: Duplex) => upgraded.push(socket))
    const near = await tunnelOpener(cluster.access)(target, never)
    const { port, close } = await farServer(cluster.server.port, 120)
    onTestFinished(close)
    const access = accessTo(`http://127.0.0.1:${port}`)
    const opener = tunnelOpener(access)
    const far = await opener(target, never)
    const { agent } = await access.upstream()
    const waiting = () => Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])
    // One to look for the pod on, and one for the tunnel.
    await expect.poll(waiting, { timeout: 3000 }).toHaveLength(2)
    expect(cluster.server.requests.map(({ url }) => url)).toEqual(['/version', '/version'])
    const next = await opener(target, never)
    expect(waiting()).toHaveLength(1)
    expect([upgraded.length, cluster.server.connections.length]).toEqual([3, 4])
    for (const { socket } of [near, far, next]) socket.terminate()
    agent.destroy()
  })

  it.each<[string, number, string, object]>([
    ['not signed in', 401, statusText(401, 'Unauthorized'), { code: 'credentials-rejected' }],
    [
      'no such pod',
      404,
      statusText(404, 'pods "web-0" not found'),
      { code: 'no-endpoints', message: 'The pod is gone: pods "web-0" not found' },
    ],
    [
      'no kubelet',
      500,
      statusText(500, 'error dialing backend: dial tcp 10.0.0.1:10250: refused'),
      { code: 'api-server-error' },
    ],
    [
      'too busy, in which no other protocol helps',
      429,
      'Too many requests, please try again later.\n',
      {
        code: 'api-server-error',
        message: 'The server of the kubeconfig answers 429: Too many requests, please try again later.',
      },
    ],
    ['a load balancer without a server', 503, '<h1>503 Busy</h1>', { code: 'api-server-error' }],
  ])('says why it was refused: %s', async (_name, status, body, failure) => {
    const cluster = await fakeCluster()
    cluster.refuse = (_request, socket) => answerUpgrade(socket, status, body)
    const error = await tunnelOpener(cluster.access)(target, never).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject(failure)
    expect(cluster.asked).toHaveLength(1)
  })

  it.each<[string, number, string]>([
    ['a kubelet that knows no WebSockets', 400, 'unable to upgrade: missing upgrade headers in request'],
    ['an API server that says so', 400, statusText(400, 'Upgrade request required')],
    ['a handshake that is refused', 403, ''],
  ])('speaks SPDY where the first protocol is refused by %s, and at once from then on', async (_name, status, body) => {
    const cluster = await fakeCluster()
    const offered: (string | undefined)[] = []
    cluster.refuse = ({ headers }, socket) => {
      offered.push(headers['sec-websocket-protocol'])
      return offered.length === 1 && answerUpgrade(socket, status, body)
    }
    const open = tunnelOpener(cluster.access)
    for (const _try of [1, 2]) {
      const { socket, wire } = await open(target, never)
      expect(wire.ending).toBeDefined()
      socket.terminate()
    }
    expect(offered).toEqual(['v4.channel.k8s.io', 'SPDY/3.1+portforward.k8s.io', 'SPDY/3.1+portforward.k8s.io'])
  })

  it('finds that out for many tunnels at once', async () => {
    const cluster = await fakeCluster()
    cluster.refuse = ({ headers }, socket) =>
      headers['sec-websocket-protocol'] === 'v4.channel.k8s.io' && answerUpgrade(socket, 400, 'no WebSockets')
    const open = tunnelOpener(cluster.access)
    const all = await Promise.all(Array.from({ length: 10 }, () => open(target, never)))
    for (const { socket, wire } of all) {
      expect(wire.ending).toBeDefined()
      socket.terminate()
    }
  })

  it('says what the first protocol was told, where both are refused', async () => {
    const cluster = await fakeCluster()
    cluster.refuse = ({ headers }, socket) =>
      answerUpgrade(socket, 400, headers['sec-websocket-protocol'] === 'v4.channel.k8s.io' ? 'first' : 'second')
    const error = await tunnelOpener(cluster.access)(target, never).catch((thrown: unknown) => thrown)
    expect(failureOf(error)?.message).toContain('first')
  })

  it('takes an answer without a protocol for a refusal', async () => {
    const cluster = await fakeCluster()
    cluster.refuse = ({ headers }, socket) => {
      const key = `${headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
      const accept = createHash('sha1').update(key).digest('base64')
      socket.write(
        `HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      )
      return true
    }
    const error = await tunnelOpener(cluster.access)(target, never).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject({
      code: 'api-server-error',
      message: 'Port-forward is not offered: protocol none instead of v4.channel.k8s.io.',
    })
    expect(cluster.asked).toHaveLength(3)
  })

  it('speaks SPDY without a WebSocket where the user may create but not get', async () => {
    const cluster = await fakeCluster()
    const methods: (string | undefined)[] = []
    cluster.refuse = ({ method, headers }, socket) => {
      methods.push(method)
      if (method === 'GET') return answerUpgrade(socket, 403, statusText(403, 'cannot get'))
      const { upgrade = '', 'x-stream-protocol-version': protocol = '' } = headers
      socket.write(
        `HTTP/1.1 101 OK\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\nX-Protocol: ${String(protocol)}\r\n\r\n`,
      )
      // A SYN_REPLY of stream 3, data on it, and its end.
      socket.write(Buffer.of(0x80, 3, 0, 2, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 2, 104, 105))
      socket.write(Buffer.of(0, 0, 0, 3, 1, 0, 0, 0))
      return true
    }
    const open = tunnelOpener(cluster.access)
    for (const _try of [1, 2]) expect(await text(new Tunnel((signal) => open(target, signal)))).toBe('hi')
    expect(methods).toEqual(['GET', 'POST', 'POST'])
  })

  it('says which right is missing: the one to create', async () => {
    const cluster = await fakeCluster()
    cluster.refuse = ({ method }, socket) =>
      answerUpgrade(socket, 403, statusText(403, method === 'GET' ? 'cannot get' : 'cannot create'))
    const error = await tunnelOpener(cluster.access)(target, never).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject({ code: 'forbidden', message: 'cannot create' })
  })

  it('says that nothing answers', async () => {
    const open = tunnelOpener(accessTo(`http://127.0.0.1:${await closedPort()}`))
    expect(failureOf(await open(target, never).catch((thrown: unknown) => thrown))).toMatchObject({
      code: 'connection-refused',
    })
  })

  it('asks again where the server closes a kept connection just then', async () => {
    let answered = 0
    const server = createServer((_request, response) => response.end('kept'))
    server.on('upgrade', (_request, socket) => {
      answered += 1
      // The first upgrade comes on the connection that was kept.
      if (answered === 1) socket.destroy()
      else answerUpgrade(socket, 401, statusText(401, 'Unauthorized'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const access = accessTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const { agent, url } = await access.upstream()
    const [response] = (await once(get({ agent, port: url.port, host: '127.0.0.1' }), 'response')) as [
      NodeJS.ReadableStream,
    ]
    response.resume()
    await once(response, 'close')
    const error = await tunnelOpener(access)(target, never).catch((thrown: unknown) => thrown)
    expect([failureOf(error)?.code, answered]).toEqual(['credentials-rejected', 2])
  })

  it('gives up when it is told to', async () => {
    const cluster = await fakeCluster()
    const asked = new Promise<Duplex>((resolve) => {
      cluster.refuse = (_request, socket) => {
        resolve(socket)
        return true
      }
    })
    const abort = new AbortController()
    const opening = tunnelOpener(cluster.access)(target, abort.signal)
    const socket = await asked
    abort.abort()
    await expect(opening).rejects.toThrow()
    await once(socket.resume(), 'end')
  })
})

describe('a kept connection that has died unnoticed', () => {
  it('is not followed by the next one that has, but by a failure in time', async () => {
    const cluster = await fakeCluster()
    const { agent } = await cluster.access.upstream()
    // Two connections in the pool, over which nothing comes any more.
    const kept = await Promise.all([1, 2].map(async () => once(get(cluster.server.url, { agent }), 'response')))
    for (const [answer] of kept as [IncomingMessage][]) await text(answer)
    while (Object.values(agent.freeSockets).flat().length < 2) await new Promise(setImmediate)
    cluster.refuse = () => true
    const failed = tunnelOpener(cluster.access)(target, never).catch((thrown: unknown) => thrown)
    expect(failureOf(await failed)).toMatchObject({ code: 'connection-timeout' })
    expect(cluster.asked).toHaveLength(1)
  })
})
