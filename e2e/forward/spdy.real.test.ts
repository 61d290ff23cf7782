import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { buffer, json, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { expect, onTestFinished, test } from 'vitest'
import { tunnelOpener } from '../../electron/forward/open-tunnel.ts'
import { forwardTcp } from '../../electron/forward/tcp-forward.ts'
import { Tunnel, tunnelTimes } from '../../electron/forward/tunnel.ts'
import { toFailure } from '../../shared/failure.ts'
import { contentBetween, contentDigest } from '../cluster/apps/content.ts'
import type { Echo, EchoWithBody } from '../cluster/apps/echo-request.ts'
import { agentsFor, ask, describeForward, echoService } from './forward-cluster.ts'

const MB = 1_000_000

await describeForward(
  'port-forward where the runtime knows SPDY only',
  async (suite) => {
    const { cluster, namespace, access } = suite
    const web = await echoService(suite, 'web')
    const open = tunnelOpener(access)
    const tunnelTo = (port: number): Tunnel => {
      const tunnel = new Tunnel((signal) => open({ namespace, pod: 'web-0', port }, signal))
      onTestFinished(() => void tunnel.destroy())
      return tunnel
    }

    test('the protocol is chosen by itself', async () => {
      const { socket, wire } = await open({ namespace, pod: 'web-0', port: 8080 }, new AbortController().signal)
      socket.terminate()
      expect(wire.ending).toBeDefined()
    })

    test('requests, kept alive, over HTTP and HTTPS', async () => {
      const agents = agentsFor(access)
      const sockets = new Set<unknown>()
      for (const portName of ['http', 'https', 'http', 'https']) {
        const response = await ask(agents, web.port(portName), '/headers')
        sockets.add(response.socket)
        expect((await json(response)) as Echo).toMatchObject({ url: '/headers', tls: portName === 'https' })
      }
      expect(sockets.size).toBe(2)
    })

    test('50 MB up and 100 MB down are intact', async () => {
      const agents = agentsFor(access)
      const body = Readable.from(contentBetween(0, 50 * MB))
      const { bodySha256 } = (await json(
        await ask(agents, web.port(), '/echo', { method: 'POST', body }),
      )) as EchoWithBody
      expect(bodySha256).toBe(contentDigest(50 * MB))
      const hash = createHash('sha256')
      await pipeline(await ask(agents, web.port(), `/bytes/${100 * MB}`), hash)
      expect(hash.digest('hex')).toBe(contentDigest(100 * MB))
    })

    test('an end of our side is told, and the answer in flight still comes', async () => {
      const tunnel = tunnelTo(8080)
      tunnel.end('GET /bytes/3000000 HTTP/1.0\r\n\r\n')
      const answer = await buffer(tunnel)
      const body = answer.subarray(answer.indexOf('\r\n\r\n') + 4)
      expect(createHash('sha256').update(body).digest('hex')).toBe(contentDigest(3 * MB))
    })

    test('the pod learns that nobody is there any more', async () => {
      const forward = await forwardTcp(access, web.port(), { port: 0 })
      onTestFinished(() => forward.close())
      const client = connect(forward.port, '127.0.0.1')
      client.write('GET /sse?n=2&ms=100000 HTTP/1.1\r\nHost: x\r\n\r\n')
      await once(client, 'data')
      const started = performance.now()
      client.destroy()
      await expect.poll(() => forward.statistics.open, { timeout: 10_000 }).toBe(0)
      // A runtime gives the other direction a second.
      expect(performance.now() - started).toBeLessThan(3_000)
    })

    test('the end of the pod’s side is told', async () => {
      const tunnel = tunnelTo(8080)
      tunnel.write('GET /headers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      expect(await text(tunnel)).toContain('200 OK')
    })

    test('pings of a quiet tunnel are answered', async () => {
      const agents = agentsFor(access, { times: { ...tunnelTimes, ping: 50 } })
      expect(await text(await ask(agents, web.port(), '/sse?n=2&ms=1000'))).toContain('"n":2')
    })

    test('what the kubelet says of a port on which nothing listens', async () => {
      const tunnel = tunnelTo(81)
      const [error] = (await once(tunnel, 'error')) as [unknown]
      expect(toFailure(error)).toMatchObject({ code: 'service-unreachable' })
      expect(toFailure(error).message).toContain('connection refused')
    })

    test('an API server that goes is a failure, not an end', async () => {
      const tunnel = tunnelTo(8080)
      tunnel.write('GET /sse?n=1000&ms=50 HTTP/1.1\r\nHost: x\r\n\r\n')
      await once(tunnel, 'readable')
      const cut = expect(text(tunnel)).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
      expect(await cluster.dropConnections()).toBeGreaterThan(0)
      await cut
    })
  },
  { webSockets: false },
)
