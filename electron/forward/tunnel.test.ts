import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Readable, type Duplex } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { failureOf } from './testing/failure-of.ts'
import { connected, numbered, type Peer } from './testing/peer.ts'
import { Tunnel } from './tunnel.ts'

const kB = 1024
const MB = 1024 * kB

describe('a tunnel', () => {
  it('carries bytes both ways, and takes the port off what comes', async () => {
    const { tunnel, peer } = await connected()
    tunnel.write('ping')
    expect(String(await peer.received(4))).toBe('ping')
    peer.data('po', 'ng')
    peer.socket.close(1000)
    expect(await text(tunnel)).toBe('pong')
    expect([tunnel.bytesRead, tunnel.bytesWritten]).toEqual([4, 4])
  })

  it('cuts large writes, and sends each byte once and in order', async () => {
    const { tunnel, peer } = await connected()
    const sent = numbered(5 * 64 * kB + 17)
    tunnel.write(sent)
    expect((await peer.received(sent.length)).equals(sent)).toBe(true)
    expect(Math.max(...peer.messages.map(({ length }) => length))).toBe(64 * kB)
  })

  it('joins small writes into one message', async () => {
    const { tunnel, peer } = await connected()
    await once(tunnel.write('first') ? peer.socket : tunnel, 'message')
    tunnel.cork()
    for (let index = 0; index < 100; index++) tunnel.write(`${index},`)
    tunnel.uncork()
    const whole = await peer.received(5 + 290)
    expect(String(whole).endsWith('98,99,')).toBe(true)
    expect(peer.messages).toHaveLength(2)
  })

  it('writes no faster than the WebSocket passes on', async () => {
    const { tunnel, peer, socket } = await connected()
    const total = numbered(32 * MB)
    let [pulled, mostAhead, mostBuffered] = [0, 0, 0]
    peer.socket.pause()
    const source = function* (): Generator<Buffer> {
      while (pulled < total.length) {
        const part = total.subarray(pulled, (pulled += 100 * kB))
        yield part
        mostAhead = Math.max(mostAhead, tunnel.writableLength)
        mostBuffered = Math.max(mostBuffered, socket.bufferedAmount)
      }
    }
    const done = pipeline(Readable.from(source()), tunnel, { end: false })
    // The kernel takes some megabytes; when it takes no more, nothing is pulled any more.
    for (let before = -1, quiet = 0; quiet < 50; quiet = before === pulled ? quiet + 1 : 0, before = pulled)
      await turn()
    expect(pulled).toBeLessThan(16 * MB)
    peer.socket.resume()
    await done
    expect((await peer.received(total.length)).equals(total)).toBe(true)
    expect(mostAhead).toBeLessThanOrEqual(2 * 100 * kB)
    expect(mostBuffered).toBeLessThanOrEqual(4 * 64 * kB)
  })

  it('reads no further ahead than it holds, and loses nothing when the pod closes meanwhile', async () => {
    const { tunnel, peer, socket } = await connected()
    const total = numbered(32 * MB)
    let most = 0
    socket.on('message', () => (most = Math.max(most, tunnel.readableLength)))
    for (let at = 0; at < total.length; at += 32 * kB) peer.data(total.subarray(at, at + 32 * kB))
    peer.socket.close(1000)
    while (!socket.isPaused) await once(socket, 'message')
    expect(peer.socket.bufferedAmount).toBeGreaterThan(8 * MB)
    const read = await buffer(tunnel)
    expect(read.equals(total)).toBe(true)
    // A chunk of the socket may hold several messages.
    expect(most).toBeLessThanOrEqual(256 * kB + 128 * kB)
  })

  it.each<[string, (peer: Peer) => void, object]>([
    ['the WebSocket breaks off', ({ socket }) => socket.terminate(), { code: 'connection-lost' }],
    ['the WebSocket closes with an error', ({ socket }) => socket.close(1011), { code: 'connection-lost' }],
    [
      'the kubelet reports an error',
      (peer) => peer.error('dial tcp 10.0.0.1:80: connect: connection refused\n'),
      { code: 'service-unreachable', message: 'dial tcp 10.0.0.1:80: connect: connection refused' },
    ],
  ])('fails when %s, after what came before', async (_name, end, failure) => {
    const { tunnel, peer, socket } = await connected()
    const said = Array.from({ length: 4 }, (_, index) => numbered(8 * kB).fill(index))
    peer.data(...said)
    while (tunnel.bytesRead < 4 * 8 * kB) await turn()
    end(peer)
    // Known to our side, and not yet read.
    await new Promise((resolve) => socket.once('message', resolve).once('close', resolve))
    const parts: Buffer[] = []
    const reading = (async () => {
      for await (const chunk of tunnel) parts.push(chunk as Buffer)
    })()
    expect(failureOf(await reading.catch((error: unknown) => error))).toMatchObject(failure)
    expect(Buffer.concat(parts).equals(Buffer.concat(said))).toBe(true)
  })

  it.each([
    ['an unknown channel', Buffer.of(2, 0)],
    ['an empty message', Buffer.of()],
  ])('fails on %s', async (_name, message) => {
    const { tunnel, peer } = await connected()
    const failed = once(tunnel, 'error')
    peer.socket.send(message)
    expect(failureOf((await failed)[0])).toMatchObject({ code: 'connection-lost' })
  })
})

describe('a tunnel that ends', () => {
  it('reads on after our side has ended, until the pod closes', async () => {
    const { tunnel, peer } = await connected()
    tunnel.end('question')
    await once(tunnel, 'finish')
    await peer.received(8)
    peer.data('answer')
    peer.socket.close(1000)
    expect(await text(tunnel)).toBe('answer')
  })

  it('is closed when the pod has been silent long enough after our side has ended', async () => {
    const { tunnel, peer } = await connected({ linger: 60 })
    tunnel.end()
    const seen: number[] = []
    tunnel.on('data', () => seen.push(performance.now()))
    // Slower than the limit altogether, but never silent so long.
    for (let count = 0; count < 4; count++) {
      peer.data('.')
      await once(tunnel, 'data')
      await pause(30)
    }
    const started = performance.now()
    await once(tunnel, 'close')
    expect(performance.now() - started).toBeGreaterThanOrEqual(25)
    expect(seen).toHaveLength(4)
    await peer.closed
  })

  it('waits for a reader, however long it takes, after our side has ended', async () => {
    const { tunnel, peer } = await connected({ linger: 20 })
    tunnel.end()
    const total = numbered(MB)
    for (let at = 0; at < MB; at += 32 * kB) peer.data(total.subarray(at, at + 32 * kB))
    await pause(80)
    peer.socket.close(1000)
    expect((await buffer(tunnel)).equals(total)).toBe(true)
  })

  it('is destroyed when the pod closes, though there is more to write', async () => {
    const { tunnel, peer } = await connected()
    await once(tunnel.write('x') ? peer.socket : tunnel, 'message')
    peer.socket.close(1000)
    await peer.closed
    tunnel.write('too late')
    tunnel.resume()
    await once(tunnel, 'close')
    expect(tunnel.errored).toBeNull()
  })

  it('sends what was written before destroySoon, and closes the WebSocket in order', async () => {
    const { tunnel, peer } = await connected()
    const sent = numbered(MB)
    tunnel.write(sent)
    tunnel.destroySoon()
    expect(await peer.closed).toBe(1005)
    expect(Buffer.concat(peer.messages).equals(sent)).toBe(true)
  })

  it.each([
    ['destroy closes the WebSocket in order', undefined, 1005],
    ['destroy with an error breaks it off', new Error('enough'), 1006],
  ])('%s', async (_name, error, code) => {
    const { tunnel, peer } = await connected()
    await once(tunnel.write('x') ? peer.socket : tunnel, 'message')
    tunnel.on('error', () => undefined)
    tunnel.destroy(error)
    expect(await peer.closed).toBe(code)
  })

  it('destroy closes the WebSocket though the reader had paused it', async () => {
    const { tunnel, peer, socket } = await connected()
    for (let count = 0; count < 64; count++) peer.data(Buffer.alloc(32 * kB))
    while (!socket.isPaused) await once(socket, 'message')
    const closed = once(socket, 'close')
    tunnel.destroy()
    expect(await peer.closed).toBe(1005)
    // The peer's own close was read, behind all that it had sent.
    expect((await closed)[0]).toBe(1005)
  })
})

describe('a tunnel that opens', () => {
  it('fails as its opener does, and so does what was written', async () => {
    const why = new Error('no')
    const tunnel = new Tunnel(() => Promise.reject(why))
    const written = new Promise((resolve) => tunnel.write('x', resolve))
    expect((await once(tunnel, 'error'))[0]).toBe(why)
    expect(await written).toBe(why)
  })

  it('gives up opening when it is destroyed, without an error', async () => {
    const signals: AbortSignal[] = []
    const tunnel = new Tunnel((signal) => {
      signals.push(signal)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    })
    await turn()
    tunnel.destroy()
    await once(tunnel, 'close')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(tunnel.errored).toBeNull()
  })

  it('closes a WebSocket that opens after it was destroyed', async () => {
    const { peer } = await connected().then(async ({ tunnel, peer }) => {
      tunnel.destroy()
      await once(tunnel, 'close')
      return { peer }
    })
    expect(await peer.closed).toBe(1005)
  })

  it('fails when the protocol inside the WebSocket does not open in time', async () => {
    const silent = {
      opening: Buffer.of(1),
      ending: undefined,
      ping: undefined,
      endsWithSocket: false,
      encode: () => Buffer.of(),
      receive: () => undefined,
    }
    const { tunnel } = await connected({ opening: 30 }, {}, silent)
    expect(failureOf((await once(tunnel, 'error'))[0])).toMatchObject({ code: 'connection-timeout' })
  })
})

describe.each([
  ['a net.Socket', plainPair],
  [
    'a tunnel',
    async () => {
      const { tunnel, peer } = await connected()
      return { stream: tunnel, answer: () => peer.data('x') }
    },
  ],
] as [string, () => Promise<{ stream: Duplex & TimedOut; answer: () => void }>][])(
  'setTimeout of %s',
  (_name, pair) => {
    it('tells of silence, and again after traffic', async () => {
      const { stream, answer } = await pair()
      stream.resume()
      let count = 0
      expect(stream.setTimeout(25, () => (count += 1))).toBe(stream)
      await once(stream, 'timeout')
      expect([count, stream.timeout, stream.destroyed]).toEqual([1, 25, false])
      answer()
      await once(stream, 'timeout')
      // The listener was there once.
      expect(count).toBe(1)
    })

    it('is put off by what is written and read', async () => {
      const { stream, answer } = await pair()
      stream.resume()
      await new Promise((resolve) => stream.write('x', resolve))
      const started = performance.now()
      stream.setTimeout(60)
      const told = once(stream, 'timeout')
      for (let count = 0; count < 4; count++) {
        await pause(30)
        if (count % 2) answer()
        else stream.write('y')
      }
      await told
      expect(performance.now() - started).toBeGreaterThan(140)
    })

    it('0 turns it off and takes the listener away', async () => {
      const { stream } = await pair()
      const listener = (): void => expect.unreachable('it was turned off')
      stream.setTimeout(20, listener)
      expect(stream.listenerCount('timeout')).toBe(1)
      stream.setTimeout(0, listener)
      expect([stream.listenerCount('timeout'), stream.timeout]).toEqual([0, 0])
      stream.on('timeout', listener)
      stream.write('x')
      await pause(50)
    })
  },
)

interface TimedOut {
  timeout?: number
  setTimeout: (after: number, listener?: () => void) => unknown
}

/** Waits on a timer where time itself is what is tested. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function plainPair(): Promise<{ stream: Socket; answer: () => void }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection')
  const stream = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [end] = (await accepted) as [Socket]
  await once(stream, 'connect')
  end.resume()
  onTestFinished(() => {
    stream.destroy()
    end.destroy()
    server.close()
  })
  return { stream, answer: () => end.write('x') }
}
