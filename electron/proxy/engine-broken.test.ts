import http from 'node:http'
import net from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { Recorder } from '../cluster/testing/recorder.ts'
import { classicWeb, servedCluster, type App } from './testing/served-cluster.ts'

describe('a client that resets while its request waits for the list', () => {
  it('harms nobody, and is not served any more', async () => {
    const { fake, cluster, proxied, port, origin, ask } = await servedCluster({ listed: false })
    const { intercept } = fake
    const waiting = new Recorder<() => void>()
    fake.intercept = (request, response, url) => {
      if (intercept(request, response, url)) return true
      waiting.note(() => fake.answer(response, url))
      return true
    }
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
    socket.write(`POST /gone HTTP/1.1\r\nHost: ${origin('web')}\r\nContent-Length: 0\r\n\r\n`)
    await waiting.count(1)
    socket.resetAndDestroy()
    // Once it answers another client, the listener has seen the reset.
    await ask('/')
    fake.intercept = intercept
    for (const answer of waiting.entries) answer()
    expect(await ask('/here', { host: origin('web') })).toMatchObject({ status: 200 })
    expect(proxied.map(({ url }) => url)).toEqual([`${classicWeb}/here`])
    // Nor does it hold a connection to the API server, as the two watches do.
    await fake.watches.count(2)
    while (cluster.version === null) await new Promise<void>((resolve) => cluster.once('changed', resolve))
    const { agent } = await cluster.access().upstream()
    expect(Object.values(agent.sockets).flat()).toHaveLength(2)
  })
})

describe('a kept connection that the API server has closed', () => {
  /** Answers one request on each connection, and resets it at the next one. */
  const once: App = (request, response) => {
    const { socket } = request as { socket: net.Socket & { used?: boolean } }
    if (socket.used) return void socket.resetAndDestroy()
    socket.used = true
    request.resume().once('end', () => response.end('hello'))
  }

  it.each(['GET', 'HEAD', 'OPTIONS'])('is replaced by a new one for %s', async (method) => {
    const { proxied, ask } = await servedCluster({ app: once, listed: false })
    expect(await ask(`${classicWeb}/`)).toMatchObject({ status: 200 })
    expect(await ask(`${classicWeb}/`, { method })).toMatchObject({ status: 200 })
    expect(proxied).toHaveLength(3)
  })

  it.each([
    ['POST', undefined],
    ['DELETE', undefined],
    ['PUT', 'body'],
    ['GET', 'body'],
  ])('is a failure for %s with body %s, which may have been heard', async (method, body) => {
    const { proxied, ask } = await servedCluster({ app: once, listed: false })
    await ask(`${classicWeb}/`)
    const asking = { method, ...(body !== undefined && { body, headers: { 'content-length': body.length } }) }
    expect(await ask(`${classicWeb}/`, asking)).toMatchObject({
      status: 502,
      body: expect.stringContaining('connection-lost') as string,
    })
    expect(proxied).toHaveLength(2)
  })

  it('is one for a change on a client’s kept connection too, which browsers try again themselves', async () => {
    const { proxied, origin, ask } = await servedCluster({ app: once })
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const post = { method: 'POST', host: origin('web'), agent }
    await ask('/', { host: origin('web'), agent })
    await expect(ask('/', post)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(await ask('/', post)).toMatchObject({ status: 200 })
    expect(proxied.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST'])
    agent.destroy()
  })

  it('is tried once more, and not for ever', async () => {
    let broken = false
    const waiting = new Recorder<http.ServerResponse>()
    const { proxied, ask } = await servedCluster({
      app: (request, response) => {
        if (broken) return void request.socket.resetAndDestroy()
        waiting.note(response)
      },
      listed: false,
    })
    // Three connections are kept, and all of them are dead.
    const answers = Promise.all([1, 2, 3].map(() => ask(`${classicWeb}/`)))
    await waiting.count(3)
    for (const response of waiting.entries) response.end('hello')
    await answers
    broken = true
    expect(await ask(`${classicWeb}/`)).toMatchObject({ status: 502 })
    expect(proxied.filter(({ method }) => method === 'GET')).toHaveLength(5)
  })

  it('is not what a new connection that breaks is', async () => {
    const { proxied, ask } = await servedCluster({
      app: (request) => void request.socket.resetAndDestroy(),
      listed: false,
    })
    expect(await ask(`${classicWeb}/`)).toMatchObject({ status: 502 })
    // The other one is to find out why.
    expect(proxied.map(({ method }) => method)).toEqual(['GET', 'HEAD'])
  })
})

describe('a reason phrase with what must not be in one', () => {
  // llhttp takes any byte there; Node refuses to write these (RFC 9112, 4 allows neither).
  it.each(['O\u0001K', 'O\u007fK'])('is handed on without it: %j', async (reason) => {
    const { send } = await servedCluster({
      app: (request) => {
        request.socket.end(`HTTP/1.1 200 ${reason}\r\nContent-Length: 2\r\n\r\nhi`)
      },
      listed: false,
    })
    const answer = await send(`${classicWeb}/`)
    expect([answer.statusCode, answer.statusMessage, (await buffer(answer)).toString()]).toEqual([200, 'OK', 'hi'])
  })
})
