import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { WebSocket, type ClientOptions } from 'ws'

export interface Conversation {
  readonly path: string
  readonly protocols?: readonly string[]
  readonly options?: ClientOptions
  /** What to send once it is open. */
  readonly send?: (socket: WebSocket) => void
  /** How many messages and pongs to wait for before closing; with none it closes at once. */
  readonly awaited?: number
  readonly close?: readonly [code: number, reason: string]
}

/** Holds a conversation over a WebSocket through a proxy on 127.0.0.1, and tells all that the client saw. */
export function converse(port: number, conversation: Conversation): Promise<object> {
  const { path, protocols = [], options = {}, send, awaited = 0, close = [1000, ''] } = conversation
  const seen: unknown[] = []
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], options)
    const enough = (): void => {
      if (seen.length >= awaited) socket.close(...close)
    }
    socket.on('open', () => {
      send?.(socket)
      enough()
    })
    socket.on('message', (message: Buffer, binary) => {
      const content = message.length > 1000 ? createHash('sha256').update(message).digest('hex') : message.toString()
      seen.push({ binary, length: message.length, content })
      enough()
    })
    socket.on('pong', (content) => {
      seen.push({ pong: content.toString() })
      enough()
    })
    socket.on('close', (code, reason) => {
      resolve({ protocol: socket.protocol, extensions: socket.extensions, seen, code, reason: reason.toString() })
    })
    socket.on('unexpected-response', (_request, response) => {
      const { statusCode, headers } = response
      text(response).then(
        (body) => resolve({ status: statusCode, type: headers['content-type'], reason: headers['x-reason'], body }),
        reject,
      )
    })
    socket.on('error', reject)
  })
}
