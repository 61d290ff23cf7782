import { once } from 'node:events'
import http, { type IncomingMessage, type RequestListener } from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testCertificate } from '../cluster/testing/certificates.ts'
import { serve, type TestServer } from '../cluster/testing/test-server.ts'
import { forwardAgents, forwardHost, type ForwardAgents, type ForwardOptions } from './forward-agent.ts'
import { answerUpgrade, fakeCluster, slice, statusText, type FakeCluster } from './testing/fake-cluster.ts'
import { failureOf } from './testing/failure-of.ts'
import { tunnelTimes } from './tunnel.ts'

const ref = { namespace: 'shop', service: 'web', portName: 'http' }

interface Setup {
  cluster: FakeCluster
  agents: ForwardAgents
  pod: TestServer
  get: (path?: string) => Promise<IncomingMessage>
}

async function setup(
  { slices = [slice(['a'])], ...options }: ForwardOptions & { slices?: ReturnType<typeof slice>[] } = {},
  handler: RequestListener = (_request, response) => response.end('hello'),
): Promise<Setup> {
  const pod = await serve(handler)
  const cluster = await fakeCluster(slices, pod.port)
  const agents = forwardAgents(cluster.access, options)
  onTestFinished(() => agents.close())
  const get = async (path = '/'): Promise<IncomingMessage> => {
    const request = http.get({ host: forwardHost(ref), path, agent: agents.http })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return response
  }
  return { cluster, agents, pod, get }
}

/** Settles when the agent has a connection free. */
async function free({ http: agent }: ForwardAgents): Promise<void> {
  while (Object.keys(agent.freeSockets).length === 0) await new Promise(setImmediate)
}

describe('the host of a port', () => {
  it.each([
    [{ namespace: 'shop', service: 'web', portName: 'http' }, 'http.web.shop.svc.invalid'],
    [{ namespace: 'shop', service: 'web', portName: '' }, '_.web.shop.svc.invalid'],
  ])('%o', (port, host) => {
    expect(forwardHost(port)).toBe(host)
  })
})

describe('requests through tunnels', () => {
  it('reach the pod, one after another through one tunnel', async () => {
    const { cluster, agents, pod, get } = await setup()
    for (let count = 0; count < 5; count++) {
      expect(await text(await get())).toBe('hello')
      await free(agents)
    }
    expect([cluster.asked, pod.connections.length, cluster.looks()]).toEqual([['a'], 1, 1])
    expect(cluster.server.server.listenerCount('upgrade')).toBe(1)
  })

  it('do not wait for each other, however many there are', async () => {
    const { agents, pod } = await setup({}, () => undefined)
    const asked = Array.from({ length: 200 }, () =>
      http.get({ host: forwardHost(ref), agent: agents.http }).on('error', () => undefined),
    )
    while (pod.requests.length < asked.length) await new Promise(setImmediate)
  })

  it('go through TLS inside the tunnel, whatever the certificate', async () => {
    const { key, cert } = await testCertificate('somebody else', ['192.0.2.1'])
    const pod = await serve((_request, response) => response.end('secret'), { tls: { key, cert } })
    const cluster = await fakeCluster([slice(['a'])], pod.port)
    const agents = forwardAgents(cluster.access)
    onTestFinished(() => agents.close())
    for (let count = 0; count < 2; count++) {
      const request = https.get({ host: forwardHost(ref), path: '/', agent: agents.https })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      expect(await text(response)).toBe('secret')
      while (Object.keys(agents.https.freeSockets).length === 0) await new Promise(setImmediate)
    }
    expect(cluster.asked).toHaveLength(1)
  })

  it('fail where nobody shakes hands, rather than wait for it', async () => {
    // Redis takes a TLS client's hello for the beginning of a command, and waits for its end.
    const pod = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(pod, 'listening')
    const cluster = await fakeCluster([slice(['a'])], (pod.address() as net.AddressInfo).port)
    const agents = forwardAgents(cluster.access, { times: { ...tunnelTimes, opening: 200 } })
    onTestFinished(() => {
      agents.close()
      pod.close()
    })
    const request = https.get({ host: forwardHost(ref), path: '/', agent: agents.https })
    expect(failureOf((await once(request, 'error'))[0])).toMatchObject({ code: 'wrong-scheme' })
  })

  it('fail with what the API server said', async () => {
    const { cluster, agents } = await setup()
    cluster.refuse = (_request, socket) =>
      answerUpgrade(socket, 403, statusText(403, 'may not create pods/portforward'))
    for (const [module, agent] of [
      [http, agents.http],
      [https, agents.https],
    ] as const) {
      const request = module.get({ host: forwardHost(ref), agent })
      expect(failureOf((await once(request, 'error'))[0])).toMatchObject({
        code: 'forbidden',
        message: 'may not create pods/portforward',
      })
    }
  })

  it('fail with what the kubelet said', async () => {
    const { cluster, agents } = await setup()
    cluster.target = 0
    const request = http.get({ host: forwardHost(ref), agent: agents.http })
    const error = once(request, 'error')
    while (!cluster.peers[0]) await new Promise(setImmediate)
    cluster.peers[0].error('connect: connection refused')
    expect(failureOf((await error)[0])).toMatchObject({
      code: 'service-unreachable',
      message: 'connect: connection refused',
    })
  })

  it('may be given up while their tunnel opens, which is closed then', async () => {
    const { cluster, agents, pod } = await setup()
    const request = http.get({ host: forwardHost(ref), agent: agents.http })
    request.on('error', () => undefined)
    request.destroy()
    await expect.poll(() => cluster.peers.length).toBe(1)
    await expect.poll(() => Object.values(agents.http.sockets).flat()).toEqual([])
    await pod.abandoned()
  })

  it('take nothing of a body before their tunnel is open', async () => {
    const { cluster, agents } = await setup()
    cluster.refuse = (_request, socket) => answerUpgrade(socket, 500, statusText(500, 'no kubelet'))
    const request = http.request({ host: forwardHost(ref), agent: agents.http, method: 'POST' })
    let connected = false
    request.once('socket', () => (connected = true))
    expect(failureOf((await once(request, 'error'))[0])).toMatchObject({ code: 'api-server-error' })
    expect(connected).toBe(false)
  })

  it('fail when the agents are closed while their tunnel opens', async () => {
    const { cluster, agents } = await setup()
    const asked = new Promise<void>((resolve) => {
      cluster.refuse = () => {
        resolve()
        return true
      }
    })
    const failed = once(http.get({ host: forwardHost(ref), agent: agents.http }), 'error')
    await asked
    agents.close()
    expect(failureOf((await failed)[0])).toMatchObject({ code: 'connection-lost' })
  })

  it('end their tunnel with the answer that ends the connection', async () => {
    const { cluster, get } = await setup({}, (_request, response) => {
      response.writeHead(200, { connection: 'close', 'content-length': 2 }).end('ok')
    })
    expect(await text(await get())).toBe('ok')
    await cluster.peers[0]?.closed
  })
})

describe('kept tunnels', () => {
  it('are closed after a quiet time', async () => {
    const { cluster, agents, get } = await setup({ idle: 40 })
    await text(await get())
    await cluster.peers[0]?.closed
    expect(agents.http.freeSockets).toEqual({})
  })

  it('are not closed while an answer is quiet', async () => {
    const { cluster, get } = await setup({ idle: 20 }, (request, response) => {
      if (request.url === '/') response.end('first')
      else {
        response.write('a')
        setTimeout(() => response.end('b'), 100)
      }
    })
    // The second request has a kept tunnel, whose time is set.
    await text(await get())
    expect(await text(await get('/slow'))).toBe('ab')
    expect(cluster.asked).toEqual(['a'])
  })

  it.each([
    ['timeout=3', 2_000],
    ['timeout=120', 4_000],
    ['timeout=1', undefined],
    [undefined, 4_000],
  ])('are closed before the pod closes them: %s', async (header, expected) => {
    const { agents, cluster, get } = await setup({}, (_request, response) => {
      response.writeHead(200, {
        'content-length': 0,
        connection: 'keep-alive',
        ...(header && { 'keep-alive': header }),
      })
      response.end()
    })
    await text(await get())
    if (expected === undefined) {
      await cluster.peers[0]?.closed
      expect(agents.http.freeSockets).toEqual({})
      return
    }
    await free(agents)
    const [socket] = Object.values(agents.http.freeSockets).flatMap((sockets) => sockets ?? [])
    expect(socket).toMatchObject({ timeout: expected })
  })

  it('are dropped when the pod closes them', async () => {
    const { cluster, agents, pod, get } = await setup()
    await text(await get())
    await free(agents)
    pod.connections[0]?.end()
    await cluster.peers[0]?.closed
    await expect.poll(() => agents.http.freeSockets).toEqual({})
    expect(await text(await get())).toBe('hello')
    expect(cluster.asked).toHaveLength(2)
  })

  it('are left when their pod is ready no more and the port has another', async () => {
    const { cluster, agents, get } = await setup()
    await text(await get())
    await free(agents)
    cluster.slices = [slice(['!a', 'b'])]
    agents.refresh(ref)
    await cluster.peers[0]?.closed
    expect(await text(await get())).toBe('hello')
    expect(cluster.asked).toEqual(['a', 'b'])
  })

  it('are left also where nobody tells, a while after they are used again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { cluster, agents, get } = await setup()
    await text(await get())
    await free(agents)
    cluster.slices = [slice(['!a', 'b'])]
    vi.setSystemTime(Date.now() + 5_000)
    await text(await get())
    await cluster.peers[0]?.closed
    expect(cluster.asked).toEqual(['a'])
  })

  it('that were in use meanwhile are left when they become free', async () => {
    let answer: (() => void) | undefined
    const { cluster, agents, get } = await setup({}, (_request, response) => {
      answer = () => response.end('late')
      response.flushHeaders()
    })
    const response = await get()
    cluster.slices = [slice(['!a', 'b'])]
    agents.refresh(ref)
    await expect.poll(() => cluster.looks()).toBe(2)
    answer?.()
    expect(await text(response)).toBe('late')
    await cluster.peers[0]?.closed
  })
})

describe('a pod that fails', () => {
  it('is replaced by another at once, where it is gone', async () => {
    const { cluster, get } = await setup({ slices: [slice(['a', 'b'])] })
    cluster.refuse = (_request, socket) =>
      cluster.asked.length === 1 && answerUpgrade(socket, 404, statusText(404, 'no pod'))
    expect(await text(await get())).toBe('hello')
    expect(new Set(cluster.asked)).toEqual(new Set(['a', 'b']))
  })

  it('keeps its sessions, where only a kept connection broke', async () => {
    const { cluster, agents, get } = await setup({ slices: [slice(['a', 'b', 'c', 'd'])] })
    for (let count = 0; count < 5; count++) {
      await text(await get())
      await free(agents)
      cluster.peers[count]?.error('read: connection reset by peer')
      await expect.poll(() => agents.http.freeSockets).toEqual({})
    }
    expect(new Set(cluster.asked).size).toBe(1)
    expect(cluster.asked).toHaveLength(5)
  })

  it('is avoided, where it refuses connections', async () => {
    const { cluster, agents, get } = await setup({ slices: [slice(['a', 'b'])] })
    const { target } = cluster
    cluster.target = 0
    const request = http.get({ host: forwardHost(ref), agent: agents.http })
    const error = once(request, 'error')
    while (!cluster.peers[0]) await new Promise(setImmediate)
    cluster.peers[0].error('connect: connection refused')
    await error
    cluster.target = target
    expect(await text(await get())).toBe('hello')
    expect(new Set(cluster.asked)).toEqual(new Set(['a', 'b']))
  })

  it('is told of, where there is no other', async () => {
    const { cluster, agents } = await setup()
    cluster.refuse = (_request, socket) => answerUpgrade(socket, 404, statusText(404, 'no pod'))
    const request = http.get({ host: forwardHost(ref), agent: agents.http })
    expect(failureOf((await once(request, 'error'))[0])).toMatchObject({ code: 'no-endpoints' })
    expect([cluster.asked, cluster.looks()]).toEqual([['a'], 2])
  })
})

describe('closing', () => {
  it('ends what is free, in use, and upgraded', async () => {
    const { cluster, agents, pod, get } = await setup({}, (request, response) => {
      if (request.url === '/') response.end('free')
      else response.flushHeaders()
    })
    pod.server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')
    })
    const used = await get('/used')
    used.on('error', () => undefined)
    const upgrade = http.get({
      host: forwardHost(ref),
      agent: agents.http,
      headers: { connection: 'upgrade', upgrade: 'x' },
    })
    await once(upgrade, 'upgrade')
    await text(await get())
    await free(agents)
    expect(cluster.peers).toHaveLength(3)
    agents.close()
    await Promise.all(cluster.peers.map(({ closed }) => closed))
  })
})
