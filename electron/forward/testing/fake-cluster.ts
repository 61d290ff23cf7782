import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ClusterAccess } from '../../cluster/cluster-access.ts'
import { accessTo } from '../../cluster/testing/contexts.ts'
import { sendJson, sendStatus, serve, type TestServer } from '../../cluster/testing/test-server.ts'
import type { Slice } from '../pod-target.ts'
import { Peer } from './peer.ts'

/** An API server that knows EndpointSlices and `pods/portforward`, and hands each tunnel to the test. */
export interface FakeCluster {
  server: TestServer
  access: ClusterAccess
  slices: Slice[]
  /** Pods that were asked for, in order, each with its tunnel when it was accepted. */
  asked: string[]
  peers: Peer[]
  /** How often EndpointSlices were listed. */
  looks: () => number
  /** Takes an upgrade instead of accepting it; true when it did. */
  refuse: (request: IncomingMessage, socket: Duplex) => boolean
  /** What becomes of a tunnel; by default it leads to `target`. */
  target: number
}

/** Starts one; it ends with the test. The last argument chooses who the tunnels' data goes to: a port of 127.0.0.1. */
export async function fakeCluster(slices: Slice[] = [slice(['a'])], target = 0): Promise<FakeCluster> {
  const server = await serve((request, response) => {
    if (request.url?.startsWith('/apis/discovery.k8s.io/v1/'))
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items: cluster.slices })
    else sendStatus(response, 404, 'not found')
  })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    cluster.asked.push(/pods\/([^/]+)/.exec(request.url ?? '')?.[1] ?? '')
    if (cluster.refuse(request, socket)) return
    // ws knows no protocol with a slash: it is answered by hand.
    const { 'sec-websocket-protocol': protocol = '' } = request.headers
    delete request.headers['sec-websocket-protocol']
    sockets.once('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`))
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const peer = new Peer(accepted)
      cluster.peers.push(peer)
      if (cluster.target !== 0) relay(accepted, cluster.target)
    })
  })
  const cluster: FakeCluster = {
    server,
    access: accessTo(server.url),
    slices,
    asked: [],
    peers: [],
    looks: () => server.requests.filter(({ url }) => url?.includes('endpointslices')).length,
    refuse: () => false,
    target,
  }
  return cluster
}

/** A slice of ready pods; a name that begins with `!` is not ready. */
export function slice(pods: string[], port = 8080, name = 'http'): Slice {
  return {
    ports: [{ name, port, protocol: 'TCP' }],
    endpoints: pods.map((pod) => ({
      conditions: { ready: !pod.startsWith('!') },
      targetRef: { kind: 'Pod', name: pod.replace('!', '') },
    })),
  }
}

/** Refuses an upgrade with an answer. */
export function answerUpgrade(socket: Duplex, code: number, body: string): true {
  socket.end(`HTTP/1.1 ${code} No\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
  return true
}

/** The text of a refusal by the API server. */
export function statusText(code: number, message: string): string {
  return JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code })
}

function relay(socket: WebSocket, port: number): void {
  const pod = connect(port, '127.0.0.1')
  pod.on('data', (data) => socket.send(Buffer.concat([Buffer.of(0), data])))
  pod.on('error', () => pod.destroy())
  pod.once('close', () => socket.close(1000))
  socket.on('message', (message) => {
    if (Buffer.isBuffer(message)) pod.write(message.subarray(1))
  })
  socket.once('close', () => pod.destroy())
}
