import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forwardTcp, type TcpForward, type TcpForwardOptions } from './tcp-forward.ts'
import { answerUpgrade, fakeCluster, slice, statusText, type FakeCluster } from './testing/fake-cluster.ts'
import { failureOf } from './testing/failure-of.ts'
import { numbered } from './testing/peer.ts'
import { tunnelTimes } from './tunnel.ts'

const ref = { namespace: 'shop', service: 'db', portName: 'http' }
const MB = 1024 * 1024
const quick = { ...tunnelTimes, linger: 40 }

/** A pod that does with each connection what the test says, and its forwarded port. */
async function setup(
  serve: (socket: Socket) => void,
  options: Partial<TcpForwardOptions> = {},
): Promise<{ cluster: FakeCluster; forward: TcpForward; client: () => Socket }> {
  const pod = createServer(serve)
  pod.listen(0, '127.0.0.1')
  await once(pod, 'listening')
  const cluster = await fakeCluster([slice(['a'])], (pod.address() as AddressInfo).port)
  const forward = await forwardTcp(cluster.access, ref, { port: 0, ...options })
  const clients: Socket[] = []
  onTestFinished(async () => {
    for (const client of clients) client.destroy()
    await forward.close()
    pod.close()
  })
  const client = (): Socket => {
    const socket = connect({ port: forward.port, host: '127.0.0.1', allowHalfOpen: true })
    clients.push(socket)
    return socket
  }
  return { cluster, forward, client }
}

describe('a forwarded port', () => {
  it('carries each connection through a tunnel of its own, and counts', async () => {
    const { cluster, forward, client } = await setup((socket) => socket.pipe(socket), { times: quick })
    const [one, two] = [client(), client()]
    one.write('first')
    two.write('the second')
    expect(String(await once(one, 'data'))).toBe('first')
    expect(String(await once(two, 'data'))).toBe('the second')
    expect(forward.statistics).toEqual({ open: 2, total: 2, bytesIn: 15, bytesOut: 15, failure: null })
    one.destroy()
    two.destroy()
    await expect.poll(() => forward.statistics.open).toBe(0)
    expect([forward.statistics.total, cluster.asked, cluster.looks()]).toEqual([2, ['a', 'a'], 1])
    await Promise.all(cluster.peers.map(({ closed }) => closed))
  })

  it('tells of changes, bundled', async () => {
    const { forward, client } = await setup((socket) => socket.pipe(socket), { times: quick })
    const told: object[] = []
    forward.on('changed', (statistics) => told.push(statistics))
    const started = performance.now()
    const sent = numbered(4 * MB)
    const socket = client()
    socket.write(sent)
    let length = 0
    for await (const chunk of socket) if ((length += (chunk as Buffer).length) === sent.length) break
    // Breaking off ends the connection, which is told of as well.
    await expect
      .poll(() => told.at(-1))
      .toMatchObject({ open: 0, total: 1, bytesIn: sent.length, bytesOut: sent.length })
    expect(told.length).toBeLessThanOrEqual(1 + (performance.now() - started) / 200)
  })

  it('keeps the answer that comes after the client has ended', async () => {
    const { client } = await setup((socket) => {
      socket.once('data', () => setTimeout(() => socket.end(numbered(MB)), 50))
    })
    const socket = client()
    socket.end('question')
    expect((await buffer(socket)).equals(numbered(MB))).toBe(true)
  })

  it('lets go of a pod that stays silent after the client has ended', async () => {
    const { cluster, forward, client } = await setup(() => undefined, { times: quick })
    const socket = client()
    socket.end('question')
    expect(await text(socket)).toBe('')
    await cluster.peers[0]?.closed
    await expect.poll(() => forward.statistics.open).toBe(0)
  })

  it('passes the pod’s end on, after all that it said', async () => {
    const { forward, client } = await setup((socket) => socket.end(numbered(8 * MB)), { times: quick })
    const socket = client()
    // A slow reader.
    socket.pause()
    await expect.poll(() => forward.statistics.bytesIn).toBeGreaterThan(0)
    expect((await buffer(socket)).equals(numbered(8 * MB))).toBe(true)
    socket.end()
    await expect.poll(() => forward.statistics.open).toBe(0)
  })

  it('holds back a client that the pod does not keep up with', async () => {
    let pod: Socket | undefined
    const { cluster, forward, client } = await setup((socket) => {
      pod = socket.pause()
    })
    const socket = client()
    while (!cluster.peers[0] || !pod) await new Promise(setImmediate)
    // The kubelet reads on only as its pod does.
    cluster.peers[0].socket.pause()
    const sent = numbered(64 * MB)
    socket.write(sent)
    for (let before = -1, quiet = 0; quiet < 50; ) {
      await new Promise(setImmediate)
      quiet = before === forward.statistics.bytesOut ? quiet + 1 : 0
      before = forward.statistics.bytesOut
    }
    expect(forward.statistics.bytesOut).toBeLessThan(32 * MB)
  })

  it('resets the client and remembers why, where no tunnel opens; and forgets when one is answered', async () => {
    const { cluster, forward, client } = await setup((socket) => socket.pipe(socket))
    cluster.refuse = (_request, socket) => answerUpgrade(socket, 403, statusText(403, 'may not'))
    const refused = client()
    refused.write('x')
    expect((await once(refused, 'error'))[0]).toMatchObject({ code: 'ECONNRESET' })
    expect(forward.statistics.failure).toMatchObject({ code: 'forbidden', message: 'may not' })
    cluster.refuse = () => false
    const socket = client()
    socket.write('x')
    await once(socket, 'data')
    expect(forward.statistics).toMatchObject({ open: 1, total: 2, failure: null })
  })

  it('ends with all its connections', async () => {
    const { cluster, forward, client } = await setup((socket) => socket.pipe(socket))
    const socket = client()
    socket.write('x')
    await once(socket, 'data')
    const gone = once(socket, 'end')
    await forward.close()
    await gone
    await cluster.peers[0]?.closed
    const late = client()
    expect((await once(late, 'error'))[0]).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('forwarding a port', () => {
  it('takes the port that was asked for, on 127.0.0.1 alone', async () => {
    const { forward } = await setup(() => undefined)
    const { port } = forward
    await forward.close()
    const again = await forwardTcp((await fakeCluster()).access, ref, { port })
    onTestFinished(() => again.close())
    expect(again.port).toBe(port)
    const elsewhere = connect(port, '127.0.0.2')
    expect((await once(elsewhere, 'error'))[0]).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('says that a port is taken', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const { access } = await fakeCluster()
    const error = await forwardTcp(access, ref, { port }).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject({ code: 'port-taken', message: `Port ${port} of 127.0.0.1 is taken.` })
  })

  it('says that nothing is ready', async () => {
    const { access } = await fakeCluster([slice(['!a'])])
    const error = await forwardTcp(access, ref, { port: 0 }).catch((thrown: unknown) => thrown)
    expect(failureOf(error)).toMatchObject({ code: 'no-endpoints' })
  })
})
