import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import { type App, startHttpApp } from '../app-server.ts'
import { metricsText } from '../metrics.ts'
import { assets, send, sendAsset, sendNotFound, sendPage } from '../page.ts'
import { chatIcon, chatMarkup } from './chat-markup.ts'
import { chatScript } from './chat-script.ts'
import { chatStyle } from './chat-style.ts'
import { Room } from './room.ts'

export interface Chat extends App {
  /** Where `/metrics` is, as many applications have it: a port of its own. */
  readonly metricsPort: number
}

/** A chat room over a WebSocket at `/ws`, and its metrics on a second port. */
export async function startChat(now: () => number = Date.now): Promise<Chat> {
  const files = assets(chatIcon, chatStyle, chatScript)
  const room = new Room(now)
  const web = await startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === '/') sendPage(response, { title: 'Chat', body: chatMarkup, scripts: ['/assets/app.js'] })
    else if (!sendAsset(response, path, files)) sendNotFound(response)
  })
  let sockets: Promise<WebSocketServer> | undefined
  web.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/ws') {
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets ??= import('ws').then(({ WebSocketServer: Sockets }) => new Sockets({ noServer: true }))
    void sockets.then((server) => {
      server.handleUpgrade(request, socket, head, (client) => join(room, client))
    })
  })
  const metrics = await startHttpApp((_, response) => {
    const text = metricsText({
      chat_people: ['gauge', 'People in the room', room.size],
      chat_messages_total: ['counter', 'Messages said since the start', room.said],
    })
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', text)
  })
  return {
    port: web.port,
    metricsPort: metrics.port,
    close: async () => {
      for (const client of (await sockets)?.clients ?? []) client.terminate()
      await Promise.all([web.close(), metrics.close()])
    },
  }
}

function join(room: Room, client: WebSocket): void {
  const leave = room.join((message) => {
    client.send(JSON.stringify(message))
  })
  client.on('message', (bytes: Buffer) => room.say(leave, bytes.toString()))
  client.on('close', leave)
  client.on('error', leave)
}
