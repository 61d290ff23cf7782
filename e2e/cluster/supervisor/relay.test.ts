import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createRelay } from './relay.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/** All that comes until the other side ends; unlike `node:stream/consumers` it leaves the socket open for writing. */
function received(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.once('end', () => resolve(Buffer.concat(chunks)))
    socket.once('error', reject)
  })
}

async function text(socket: Socket): Promise<string> {
  return (await received(socket)).toString()
}

/** A relay before a server that does `serve` with each connection; returns a client's way in. */
async function relayTo(
  serve: (socket: Socket) => void,
): Promise<{ relay: ReturnType<typeof createRelay>; dial: () => Socket }> {
  const target = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    serve(socket)
  })
  await listening(target)
  const relay = createRelay({ host: '127.0.0.1', port: portOf(target) })
  const listener = await listening(createServer())
  const port = portOf(listener)
  relay.accept(listener)
  cleanups.push(() => relay.close())
  const dial = (): Socket => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
    cleanups.push(() => socket.destroy())
    return socket
  }
  return { relay, dial }
}

test('an end passes as a half-close: the answer to a whole request still comes', async () => {
  const { dial } = await relayTo((socket) => void text(socket).then((asked) => socket.end(`heard ${asked}`)))
  const client = dial()
  client.end('everything')
  await expect(text(client)).resolves.toBe('heard everything')
})

test('and the other way: a server that has said all goes on listening', async () => {
  const heard = new Promise<string>((resolve) => {
    void relayTo((socket) => {
      socket.end('hello')
      resolve(text(socket))
    }).then(async ({ dial }) => {
      const client = dial()
      await text(client)
      client.end('bye')
    })
  })
  await expect(heard).resolves.toBe('bye')
})

test('a slow reader stops the writer, and gets everything in the end', async () => {
  const total = 256 << 20
  const chunk = Buffer.alloc(1 << 20, 'x')
  let written = 0
  const { dial } = await relayTo((socket) => {
    const write = (): void => {
      while (written < total) {
        written += chunk.length
        if (!socket.write(chunk)) {
          socket.once('drain', write)
          return
        }
      }
      socket.end()
    }
    write()
  })
  const client = dial()
  client.pause()
  await once(client, 'connect')
  // It has stopped when nothing more is taken for a while.
  for (let before = -1; before !== written; ) {
    before = written
    await delay(200)
  }
  expect(written).toBeLessThan(total / 4)
  const all = received(client)
  client.resume()
  expect(await all).toHaveLength(total)
})

test('a reset passes as a reset', async () => {
  const { dial } = await relayTo((socket) => {
    socket.once('data', () => socket.resetAndDestroy())
  })
  const client = dial()
  client.write('x')
  await expect(once(client, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('dropConnections resets what is open, and new connections are served', async () => {
  const { relay, dial } = await relayTo((socket) => socket.pipe(socket))
  const client = dial()
  client.write('x')
  await once(client, 'data')
  expect(relay.dropConnections()).toBe(1)
  await expect(once(client, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
  const another = dial()
  another.end('again')
  await expect(text(another)).resolves.toBe('again')
})

test('a closed relay refuses connections', async () => {
  const { relay, dial } = await relayTo((socket) => socket.pipe(socket))
  relay.close()
  await expect(once(dial(), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
