import { once } from 'node:events'
import type http from 'node:http'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Recorder } from '../../cluster/testing/recorder.ts'
import { servedCluster, type ServedCluster, type Setup } from './served-cluster.ts'

export interface Echoing extends ServedCluster {
  /** Connections of the API server's side. */
  sockets: Recorder<WebSocket>
  upgrades: http.IncomingMessage[]
  connect: (path: string, host?: string, headers?: Record<string, string>) => WebSocket
}

/** A cluster whose applications send every WebSocket message back. */
export async function echoing(setup: Setup = {}): Promise<Echoing> {
  const served = await servedCluster(setup)
  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'chat' })
  const sockets = new Recorder<WebSocket>()
  const upgrades: http.IncomingMessage[] = []
  served.fake.server.server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrades.push(request)
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }))
      sockets.note(webSocket)
    })
  })
  const connect: Echoing['connect'] = (path, host = `127.0.0.1:${served.port}`, headers = {}) => {
    const client = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, ['chat', 'other'], {
      headers: { host, ...headers },
    })
    onTestFinished(() => client.terminate())
    return client
  }
  return { ...served, sockets, upgrades, connect }
}

export const opened = (client: WebSocket): Promise<unknown> => once(client, 'open')
/** Settles with the close code. */
export async function closed(socket: WebSocket): Promise<number> {
  if (socket.readyState === WebSocket.CLOSED) return 0
  const [code] = (await once(socket, 'close')) as [number]
  return code
}
