import { createHash } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { json, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createProxyMiddleware } from 'http-proxy-middleware'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { forwardHost } from '../../electron/forward/forward-agent.ts'
import { tunnelTimes } from '../../electron/forward/tunnel.ts'
import { contentBetween, contentDigest } from '../cluster/apps/content.ts'
import type { Echo, EchoWithBody } from '../cluster/apps/echo-request.ts'
import { agentsFor, ask, describeForward, echoService } from './forward-cluster.ts'

const MB = 1_000_000

await describeForward('HTTP through port-forward', async (suite) => {
  const { cluster, namespace, access } = suite
  const web = await echoService(suite, 'web')

  test('one tunnel carries request after request', async () => {
    const agents = agentsFor(access)
    const sockets = new Set<unknown>()
    for (let count = 0; count < 20; count++) {
      const response = await ask(agents, web.port(), `/headers?${count}`)
      sockets.add(response.socket)
      expect(((await json(response)) as Echo).url).toBe(`/headers?${count}`)
    }
    expect(sockets.size).toBe(1)
  })

  test('50 requests at once, and each has its own answer', async () => {
    const agents = agentsFor(access)
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const { url } = (await json(await ask(agents, web.port(), `/headers?n=${index}`))) as Echo
        return url
      }),
    )
    expect(answers).toEqual(answers.map((_, index) => `/headers?n=${index}`))
  })

  test('HTTPS inside the tunnel, kept alive', async () => {
    const agents = agentsFor(access)
    const sockets = new Set<unknown>()
    for (let count = 0; count < 3; count++) {
      const response = await ask(agents, web.port('https'), '/headers')
      sockets.add(response.socket)
      expect((await json(response)) as Echo).toMatchObject({ tls: true })
    }
    expect(sockets.size).toBe(1)
  })

  test.each(['http', 'https'])('50 MB up over %s are intact', async (portName) => {
    const agents = agentsFor(access)
    const body = Readable.from(contentBetween(0, 50 * MB))
    const response = await ask(agents, web.port(portName), '/echo', { method: 'POST', body })
    const { bodyLength, bodySha256 } = (await json(response)) as EchoWithBody
    expect([bodyLength, bodySha256]).toEqual([50 * MB, contentDigest(50 * MB)])
  })

  test.each(['http', 'https'])('100 MB down over %s are intact, and are never in memory', async (portName) => {
    const agents = agentsFor(access)
    const response = await ask(agents, web.port(portName), `/bytes/${100 * MB}`)
    const hash = createHash('sha256')
    let most = 0
    const before = held()
    await pipeline(
      response,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          most = Math.max(most, held() - before)
          // A slow reader: what comes faster must wait in the pod.
          if (Math.random() < 0.01) await new Promise((resolve) => setImmediate(resolve))
          yield chunk
        }
      },
      hash,
    )
    expect(hash.digest('hex')).toBe(contentDigest(100 * MB))
    // Buffers that were read wait for the garbage collector; a body that is held would be 100 MB.
    expect(most).toBeLessThan(60 * MB)
  })

  test('a reader that stops stops the pod', async () => {
    const agents = agentsFor(access)
    const response = await ask(agents, web.port(), `/bytes/${1000 * MB}`)
    const tunnel = response.socket as unknown as { bytesRead: number }
    response.pause()
    let before = -1
    await expect
      .poll(
        () => {
          const same = before === tunnel.bytesRead
          before = tunnel.bytesRead
          return same
        },
        { interval: 200 },
      )
      .toBe(true)
    expect(before).toBeLessThan(5 * MB)
    response.destroy()
  })

  test('an answer without a length ends with its connection, whole', async () => {
    const agents = agentsFor(access)
    const response = await ask(agents, web.port(), '/chunked/3000000', { headers: { connection: 'close' } })
    const hash = createHash('sha256')
    await pipeline(response, hash)
    expect(hash.digest('hex')).toBe(contentDigest(3 * MB))
    await expect.poll(() => response.socket.destroyed).toBe(true)
  })

  test('an answer that the pod cuts short fails', async () => {
    const agents = agentsFor(access)
    const response = await ask(agents, web.port(), '/abort?after=100000')
    await expect(text(response)).rejects.toThrow()
  })

  test('events come as they are sent, however quiet it is between them', async () => {
    const agents = agentsFor(access, { idle: 50 })
    await (await ask(agents, web.port(), '/headers')).toArray()
    const response = await ask(agents, web.port(), '/sse?n=4&ms=200')
    const times: number[] = []
    for await (const _event of response) times.push(performance.now())
    expect(times).toHaveLength(4)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(400)
  })

  test('pings of a quiet tunnel are answered, and a pod that reads slowly is waited for', async () => {
    const agents = agentsFor(access, { times: { ...tunnelTimes, ping: 50 } })
    expect(await text(await ask(agents, web.port(), '/sse?n=2&ms=1000'))).toContain('"n":2')
    // It reads nothing of the body before it has answered; the pings wait behind.
    const body = Readable.from(contentBetween(0, 20 * MB))
    const response = await ask(agents, web.port(), '/slow?ms=500', { method: 'POST', body })
    expect(await json(response)).toMatchObject({ waited: 500 })
  })

  test('a named target port leads to the port that each pod has', async () => {
    const {
      pods: [first],
    } = await cluster.addService({
      namespace,
      name: 'named-a',
      ports: [{ name: 'web', port: 80, targetPort: 8080 }],
      app: { builtIn: 'echo' },
    })
    const {
      pods: [second],
    } = await cluster.addService({
      namespace,
      name: 'named-b',
      ports: [{ name: 'web', port: 80, targetPort: 9090 }],
      app: { builtIn: 'echo' },
    })
    // The Service's port is called http; its targetPort, web, is another number in each of its pods.
    await cluster.apply(
      [first, second].map((pod, index) => ({
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name: `named-${index}`, namespace, labels: { 'kubernetes.io/service-name': 'named' } },
        addressType: 'IPv4',
        ports: [{ name: 'http', port: index === 0 ? 8080 : 9090 }],
        endpoints: [{ addresses: [pod?.ip], conditions: { ready: true }, targetRef: { kind: 'Pod', name: pod?.name } }],
      })),
    )
    const answered = new Set<string>()
    while (answered.size < 2) {
      const agents = agentsFor(access)
      const response = await ask(agents, { namespace, service: 'named', portName: 'http' }, '/headers')
      answered.add(((await json(response)) as Echo).answeredBy)
    }
    expect(answered).toEqual(new Set([`${first?.ip ?? ''}:8080`, `${second?.ip ?? ''}:9090`]))
  })

  test('a WebSocket through http-proxy-middleware has its query, its Authorization and its subprotocol', async () => {
    const agents = agentsFor(access)
    const proxy = createProxyMiddleware({
      target: `http://${forwardHost(web.port())}`,
      agent: agents.http,
      changeOrigin: false,
    })
    const server = http.createServer((request, response) => void proxy(request, response, () => undefined))
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      if (socket instanceof Socket) proxy.upgrade(request, socket, head)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    const headers = { authorization: 'Basic cG9kOnNlY3JldA==', cookie: 'a=1' }

    const asking = new WebSocket(`${url}/ws-query?token=a%2Fb&EIO=4`, { headers })
    const [seen] = (await once(asking, 'message')) as [Buffer]
    asking.close()
    expect(JSON.parse(String(seen))).toMatchObject({ url: '/ws-query?token=a%2Fb&EIO=4', headers })

    const echo = new WebSocket(`${url}/ws`, ['chat'])
    await once(echo, 'open')
    const sent = Buffer.concat([...contentBetween(0, 3 * MB)])
    echo.send(sent)
    const [back] = (await once(echo, 'message')) as [Buffer]
    expect([back.equals(sent), echo.protocol]).toEqual([true, 'chat'])
    echo.close()
    await once(echo, 'close')
    // The tunnel ends with it.
    await expect.poll(() => Object.keys(agents.http.sockets), { timeout: 10_000 }).toEqual([])

    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/headers`)
    expect(await response.json()).toMatchObject({ headers: { host: new URL(response.url).host } })
  })
})

/** Bytes in JavaScript's heap and in buffers outside it. */
function held(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
