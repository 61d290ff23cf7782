import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A proxy of a test, which counts what passes through it. */
export interface TestProxy {
  port: number
  /** Connections that it opened, as `HOST:PORT`, in order. */
  opened: string[]
  /** Bytes that came from clients for servers. */
  bytes: () => number
  close: () => Promise<void>
}

interface ProxyOptions {
  /** `USER:PASSWORD` that it asks for. */
  login?: string
  tls?: https.ServerOptions
  /** Where it connects instead, by the name it is asked for; what it has no name for it connects to itself. */
  names?: Readonly<Record<string, number>>
}

/** An http, or with `tls` an https, proxy that knows nothing but CONNECT. */
export async function connectProxy({ login, tls, names = {} }: ProxyOptions = {}): Promise<TestProxy> {
  const server = tls ? https.createServer(tls) : http.createServer()
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`
  const relay = relaying(names)
  server.on('connect', (request: http.IncomingMessage, client: Socket, head: Buffer) => {
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const target = new URL(`http://${request.url ?? ''}`)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    relay.join(client, host, Number(target.port || 80), () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length > 0) client.unshift(head)
    })
  })
  return relay.listening(server)
}

/** A SOCKS5 proxy (RFC 1928), with a user and password (RFC 1929) if it asks for them. */
export async function socksProxy({ login, names = {} }: ProxyOptions = {}): Promise<TestProxy> {
  const relay = relaying(names)
  const server = createServer((client) => void negotiate(client).catch(() => client.destroy()))
  const negotiate = async (client: Socket): Promise<void> => {
    client.on('error', () => client.destroy())
    const methods = await take(client, (await take(client, 2))[1] ?? 0)
    const method = login === undefined ? 0 : 2
    if (!methods.includes(method)) {
      client.end(Buffer.from([5, 0xff]))
      return
    }
    client.write(Buffer.from([5, method]))
    if (login !== undefined) {
      const user = await take(client, (await take(client, 2))[1] ?? 0)
      const password = await take(client, (await take(client, 1))[0] ?? 0)
      const good = `${user.toString()}:${password.toString()}` === login
      client.write(Buffer.from([1, good ? 0 : 1]))
      if (!good) return
    }
    const [, , , kind = 0] = await take(client, 4)
    const host = await hostOf(client, kind)
    const port = (await take(client, 2)).readUInt16BE()
    relay.join(client, host, port, () => client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])))
  }
  return relay.listening(server)
}

async function hostOf(client: Socket, kind: number): Promise<string> {
  if (kind === 1) return [...(await take(client, 4))].join('.')
  if (kind === 3) return (await take(client, (await take(client, 1))[0] ?? 0)).toString()
  const bytes = await take(client, 16)
  return Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16)).join(':')
}

async function take(socket: Socket, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0)
  for (;;) {
    const chunk: unknown = socket.read(count)
    if (Buffer.isBuffer(chunk)) return chunk
    await once(socket, 'readable')
  }
}

function relaying(names: Readonly<Record<string, number>>) {
  const opened: string[] = []
  const sockets = new Set<Socket>()
  let bytes = 0
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket))
  }
  return {
    join: (client: Socket, host: string, port: number, connected: () => void): void => {
      const named = names[host]
      const upstream = connect({ host: named === undefined ? host : '127.0.0.1', port: named ?? port })
      opened.push(`${host}:${port}`)
      keep(client)
      keep(upstream)
      upstream.once('connect', () => {
        connected()
        client.on('data', (chunk: Buffer) => (bytes += chunk.length))
        client.pipe(upstream).pipe(client)
        client.once('close', () => upstream.destroy())
        upstream.once('close', () => client.destroy())
      })
      upstream.once('error', () => client.destroy())
    },
    listening: async (server: ReturnType<typeof createServer>): Promise<TestProxy> => {
      server.on('connection', keep)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const close = async (): Promise<void> => {
        for (const socket of sockets) socket.destroy()
        server.close()
        await once(server, 'close')
      }
      return { port, opened, bytes: () => bytes, close }
    },
  }
}
