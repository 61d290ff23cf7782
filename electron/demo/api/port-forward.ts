import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import { type Backends, goError } from '../proxy/backends.ts'
import type { Pod } from './objects.ts'
import { pods } from './resources.ts'
import { badRequest, notFound } from './status.ts'
import type { Store } from './store.ts'

/** The kubelet's framing: the first byte of a message is its channel, 2i for data of the ith port, 2i+1 for an error. */
const protocol = 'v4.channel.k8s.io'

/** A pod and the ports that are asked for. */
export interface ForwardedPod {
  readonly pod: Pod
  readonly ports: readonly number[]
}

/** Reads a port-forward request. Throws 404 for an unknown pod, 400 for missing or impossible ports and other protocols. */
export function forwardedPod(
  store: Store,
  namespace: string,
  name: string,
  query: URLSearchParams,
  request: IncomingMessage,
): ForwardedPod {
  const pod = store.get(pods, namespace, name)
  if (!pod) throw notFound(pods, name)
  const ports = query.getAll('ports').flatMap((list) => list.split(',').map(Number))
  if (ports.length === 0) throw badRequest('query parameter "ports" is required')
  if (!ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw badRequest(`unable to parse ${JSON.stringify(query.getAll('ports').join())} as a port`)
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  // The newer SPDY tunnel, which kubectl tries first, is not spoken here.
  if (!offered.includes(protocol)) throw badRequest(`unable to upgrade: no protocol of ${offered.join()} is supported`)
  return { pod, ports }
}

/** Accepts the upgrade and carries TCP over it: one connection to the pod per port, until the pod or the client ends. */
export function portForward(
  sockets: WebSocketServer,
  backends: Backends,
  { pod, ports }: ForwardedPod,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): void {
  sockets.handleUpgrade(request, client, head, (socket) => {
    const connections = ports.map((port, index) => connect(socket, backends, pod, port, index))
    socket.on('message', (message: Buffer) => {
      const connection = connections[(message[0] ?? 0) >> 1]
      if ((message[0] ?? 0) % 2 !== 0 || !connection || connection.write(message.subarray(1))) return
      socket.pause()
      connection.once('drain', () => {
        socket.resume()
      })
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      for (const connection of connections) connection.destroy()
    })
    let open = connections.length
    for (const connection of connections) {
      connection.once('close', () => {
        if (--open === 0) socket.close()
      })
    }
  })
}

/** One port: both channels begin with its number, little-endian; what the pod says follows on the first. */
function connect(
  socket: WebSocket,
  backends: Backends,
  { metadata, status }: Pod,
  port: number,
  index: number,
): Socket {
  const send = (channel: number, data: Uint8Array, done?: () => void): void => {
    socket.send(Buffer.concat([Buffer.from([channel]), data]), done)
  }
  const number = Buffer.from([port & 0xff, port >> 8])
  send(2 * index, number)
  send(2 * index + 1, number)

  const target = { tls: false, ip: status.podIP, port }
  const connection = backends.connect(target, () => undefined)
  connection.on('data', (chunk) => {
    connection.pause()
    send(2 * index, chunk, () => void connection.resume())
  })
  connection.on('error', (error) => {
    const why = `error forwarding port ${port} to pod ${metadata.name}, uid ${metadata.uid ?? ''}: ${goError(error, target)}`
    send(2 * index + 1, Buffer.from(why))
  })
  return connection
}

/** The WebSocket server that accepts port-forwards; loaded when the first one comes. */
export async function forwardSockets(): Promise<WebSocketServer> {
  const { WebSocketServer: Sockets } = await import('ws')
  return new Sockets({ noServer: true, handleProtocols: () => protocol, maxPayload: 0 })
}
