import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { containerPorts } from './cluster.ts'
import { status, type Suite } from './suite.ts'

const protocol = 'v4.channel.k8s.io'

/** `pods/portforward`, in the kubelet's WebSocket channels. */
export function describePortForward({ client, cluster }: Suite): void {
  const podOf = async (service: string): Promise<string> => {
    const path = `/apis/discovery.k8s.io/v1/namespaces/${cluster().namespace}/endpointslices`
    const list = (await client().ask(`${path}?labelSelector=kubernetes.io/service-name%3D${service}`)).json() as {
      items: { endpoints: { targetRef: { name: string } }[] }[]
    }
    return list.items[0]?.endpoints[0]?.targetRef.name ?? ''
  }
  const forward = (pod: string, query: string): WebSocket => {
    const { server, ca, token, namespace } = cluster()
    const url = `${server.replace('https', 'wss')}/api/v1/namespaces/${namespace}/pods/${pod}/portforward?${query}`
    const socket = new WebSocket(url, [protocol], { ca, headers: { authorization: `Bearer ${token}` } })
    onTestFinished(() => {
      socket.terminate()
    })
    return socket
  }
  const refusal = async (socket: WebSocket): Promise<unknown> => {
    socket.on('error', () => undefined)
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
    return JSON.parse(await text(answer))
  }
  /** Collects what comes on each channel. */
  const channels = (socket: WebSocket): Map<number, Buffer> => {
    const received = new Map<number, Buffer>()
    socket.on('message', (message: Buffer) => {
      const channel = message[0] ?? 0
      received.set(channel, Buffer.concat([received.get(channel) ?? Buffer.alloc(0), message.subarray(1)]))
    })
    return received
  }
  /** Waits until a channel has said something. */
  const said = async (
    socket: WebSocket,
    received: Map<number, Buffer>,
    channel: number,
    what: string,
  ): Promise<void> => {
    while (!(received.get(channel)?.includes(what) ?? false)) await once(socket, 'message')
  }
  const data = (channel: number, body: string): Buffer => Buffer.concat([Buffer.from([channel]), Buffer.from(body)])
  const request = 'GET /there HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

  describe('port-forward', () => {
    it('carries a connection', async () => {
      const socket = forward(await podOf('unnamed'), `ports=${containerPorts.http}`)
      const received = channels(socket)
      await once(socket, 'open')
      expect(socket.protocol).toBe(protocol)
      socket.send(data(0, request))
      await said(socket, received, 0, '"url":"/there"')
      const port = Buffer.from([containerPorts.http & 0xff, containerPorts.http >> 8])
      expect(received.get(1)).toEqual(port)
      expect(received.get(0)?.subarray(0, 2)).toEqual(port)
    })

    it('carries two ports in one socket', async () => {
      const socket = forward(await podOf('web'), `ports=${containerPorts.tcp}&ports=${containerPorts.http}`)
      const received = channels(socket)
      await once(socket, 'open')
      socket.send(data(0, 'hi'))
      socket.send(data(2, request))
      await said(socket, received, 0, 'hello, this is no HTTP')
      await said(socket, received, 2, '"url":"/there"')
    })

    it('says on the error channel what went wrong', async () => {
      const pod = await podOf('deaf')
      const socket = forward(pod, `ports=${containerPorts.http}`)
      const received = channels(socket)
      await once(socket, 'close')
      expect(received.get(1)?.subarray(2).toString()).toMatch(
        new RegExp(`^error forwarding port ${containerPorts.http} to pod ${pod}.*connection refused$`),
      )
    })

    it('answers an unknown pod with 404', async () => {
      expect(await refusal(forward('nothing', 'ports=80'))).toEqual(
        status(404, 'NotFound', 'pods "nothing" not found', { name: 'nothing', kind: 'pods' }),
      )
    })

    it('needs an upgrade', async () => {
      const path = `/api/v1/namespaces/${cluster().namespace}/pods/${await podOf('unnamed')}/portforward?ports=80`
      expect((await client().ask(path)).json()).toEqual(status(400, 'BadRequest', 'Upgrade request required'))
    })
  })
}
