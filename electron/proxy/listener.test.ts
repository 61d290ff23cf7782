import { EventEmitter, once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { closedPort, serve } from '../cluster/testing/test-server.ts'
import { listen, listenFrom, type Listener, type RequestHandler, type UpgradeHandler } from './listener.ts'

const hello: RequestHandler = (_request, response) => void response.end('hello')
const hangUp: UpgradeHandler = (_request, socket) => void socket.destroy()
const hasSix = await new Promise<boolean>((resolve) => {
  const probe = net.createServer().once('error', () => resolve(false))
  probe.listen(0, '::1', () => probe.close(() => resolve(true)))
})

/** What another computer, or a page with a strange name for this one, would connect to. Linux has all of 127.0.0.0/8. */
const otherAddresses = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === 'IPv4')
  .map(({ address }) => address)
  .concat(process.platform === 'linux' ? ['127.0.0.2'] : [])

/** Closes the listener when the test ends. */
async function closing(opening: Promise<Listener>): Promise<Listener> {
  const listener = await opening
  onTestFinished(() => listener.close())
  return listener
}

async function get(host: string, port: number, agent: http.Agent | false = false): Promise<string> {
  const [answer] = (await once(http.get({ host, port, agent }), 'response')) as [http.IncomingMessage]
  return text(answer)
}

/** Sends text on a bare connection; gives what comes back until it closes. */
async function raw(port: number, sent: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  socket.end(sent)
  return text(socket)
}

describe('listen', () => {
  it.each(hasSix ? ['127.0.0.1', '::1'] : ['127.0.0.1'])('serves on %s', async (host) => {
    const { port } = await closing(listen(0, hello, hangUp))
    expect(await get(host, port)).toBe('hello')
  })

  it.each(otherAddresses)('is not reached at %s', async (host) => {
    const { port } = await closing(listen(0, hello, hangUp))
    await expect(get(host, port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('refuses a port that is taken on 127.0.0.1', async () => {
    const { port } = await serve(() => undefined)
    await expect(listen(port, hello, hangUp)).rejects.toMatchObject({
      failure: { code: 'port-taken', message: `Port ${port} of 127.0.0.1 is taken.` },
    })
  })

  it.runIf(hasSix)('refuses a port that is taken on ::1, and keeps no half of it', async () => {
    const { port } = await serve(() => undefined, { host: '::1' })
    await expect(listen(port, hello, hangUp)).rejects.toMatchObject({
      failure: { code: 'port-taken', message: `Port ${port} of ::1 is taken.` },
    })
    await expect(get('127.0.0.1', port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it.each([
    ['what is no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['two lengths', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['length and chunks', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['a line break in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ])('answers %s with 400 and goes on', async (_name, sent) => {
    const { port } = await closing(listen(0, hello, hangUp))
    expect(await raw(port, sent)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await get('127.0.0.1', port)).toBe('hello')
  })

  it('answers a head of 70 KB with 431, says what to do, and goes on', async () => {
    const { port } = await closing(listen(0, hello, hangUp))
    const answer = await raw(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70 * 1024)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toMatch(/more than 64 KB.*[Cc]ookies/)
    expect(await get('127.0.0.1', port)).toBe('hello')
  })

  it('puts no second head into an answer', async () => {
    const { port } = await closing(listen(0, (_request, response) => void response.write('part'), hangUp))
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    let heard = ''
    socket.on('data', (chunk: Buffer) => {
      if (heard === '') socket.write('no HTTP\r\n\r\n')
      heard += chunk.toString()
    })
    await once(socket, 'close')
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it('hangs up after that answer', async () => {
    const { port } = await closing(listen(0, hello, hangUp))
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.write('SSH-2.0-OpenSSH\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
    socket.destroy()
  })

  it('takes a head of 60 KB', async () => {
    const { port } = await closing(listen(0, hello, hangUp))
    const sent = `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: ${'x'.repeat(60 * 1024)}\r\n\r\n`
    expect(await raw(port, sent)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  it('answers what is sent ahead one by one, in order', async () => {
    const paths: (string | undefined)[] = []
    let open = 0
    const { port } = await closing(
      listen(
        0,
        ({ url }, response) => {
          paths.push(url)
          expect(++open).toBe(1)
          setImmediate(() => {
            open -= 1
            response.end(url)
          })
        },
        hangUp,
      ),
    )
    const asked = (path: string, end = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${end}\r\n`
    const socket = net.connect(port, '127.0.0.1')
    socket.write(asked('/1') + asked('/2') + asked('/3', 'Connection: close\r\n'))
    expect((await text(socket)).match(/\/\d(?!\.)/g)).toEqual(['/1', '/2', '/3'])
    expect(paths).toEqual(['/1', '/2', '/3'])
  })

  it('hangs up on whoever sends too many ahead', async () => {
    let asked = 0
    const { port } = await closing(listen(0, () => void (asked += 1), hangUp))
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(102))
    await once(socket, 'close')
    expect(asked).toBe(1)
  })

  it('hangs up on CONNECT', async () => {
    const { port } = await closing(listen(0, hello, hangUp))
    expect(await raw(port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')).toBe('')
  })

  it('survives a client that resets an upgrade before anybody listens to its socket', async () => {
    const upgraded = new EventEmitter()
    const { port } = await closing(listen(0, hello, (_request, socket) => void upgraded.emit('socket', socket)))
    const client = net.connect(port, '127.0.0.1')
    client.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    const [socket] = (await once(upgraded, 'socket')) as [net.Socket]
    client.resetAndDestroy()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    await closed
    expect(await get('127.0.0.1', port)).toBe('hello')
  })
})

describe('listenFrom', () => {
  it('takes the port itself where it is free', async () => {
    const free = await closedPort()
    expect((await closing(listenFrom(free, hello, hangUp))).port).toBe(free)
  })

  it('takes the next one that is free on both addresses', async () => {
    const first = await closing(listen(0, hello, hangUp))
    const second = await closing(listenFrom(first.port, hello, hangUp))
    expect([first.instead, second.instead]).toEqual([undefined, 'taken'])
    expect(second.port).toBeGreaterThan(first.port)
    expect(second.port).toBeLessThan(first.port + 100)
    expect(await get('127.0.0.1', second.port)).toBe('hello')
    if (hasSix) expect(await get('::1', second.port)).toBe('hello')
  })

  it('does not look beyond the last port', async () => {
    const taken = await listen(65_535, hello, hangUp).catch(() => undefined)
    onTestFinished(() => taken?.close())
    const { port } = await closing(listenFrom(65_535, hello, hangUp))
    expect(port).not.toBe(65_535)
    expect(await get('127.0.0.1', port)).toBe('hello')
  })
})

describe('close', () => {
  /** Opens a connection in that state; settles when it is there. */
  const connections: [string, (port: number) => Promise<unknown>][] = [
    ['an idle connection', (port) => get('127.0.0.1', port, new http.Agent({ keepAlive: true }))],
    ['a connection that never said anything', (port) => once(net.connect(port, '127.0.0.1'), 'connect')],
    [
      'half a head',
      async (port) => {
        const socket = net.connect(port, '127.0.0.1').on('error', () => undefined)
        await new Promise((resolve) => socket.write('GET / HTTP/1.1\r\n', resolve))
      },
    ],
    [
      'an answer without end',
      async (port) => {
        const [answer] = (await once(http.get({ port, path: '/endless', agent: false }), 'response')) as [
          http.IncomingMessage,
        ]
        answer.on('error', () => undefined)
        await once(answer, 'data')
      },
    ],
  ]
  it.each(connections)('ends within a second with %s', async (_name, connect) => {
    const { port, close } = await listen(
      0,
      (request, response) => {
        if (request.url !== '/endless') response.end('hello')
        else response.write('data: 1\n\n')
      },
      hangUp,
    )
    await connect(port)
    const began = performance.now()
    await close()
    expect(performance.now() - began).toBeLessThan(1000)
    await expect(get('127.0.0.1', port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('gives an answer half a second to finish', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    let finish: (() => void) | undefined
    const { port, close } = await listen(
      0,
      (_request, response) => {
        response.write('a')
        finish = () => response.end('b')
      },
      hangUp,
    )
    const [answer] = (await once(http.get({ port, agent: false }), 'response')) as [http.IncomingMessage]
    const closed = close()
    vi.advanceTimersByTime(499)
    finish?.()
    expect(await text(answer)).toBe('ab')
    await closed
  })

  it('lets an answer finish that is nearly done, and can be repeated', async () => {
    let finish: (() => void) | undefined
    const { port, close } = await listen(
      0,
      (_request, response) => {
        response.write('a')
        finish = () => response.end('b')
      },
      hangUp,
    )
    const [answer] = (await once(http.get({ port, agent: false }), 'response')) as [http.IncomingMessage]
    const closed = close()
    finish?.()
    expect(await text(answer)).toBe('ab')
    await closed
    await close()
  })
})
