import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { RawData } from 'ws'

/** What a tunnel needs of what carries its messages. ws's WebSocket is one. */
export interface MessageSocket {
  readonly isPaused: boolean
  readonly readyState: number
  readonly CLOSED: number
  pause: () => void
  resume: () => void
  ping: () => void
  send: (message: Buffer, sent: (error?: Error | null) => void) => void
  /** Closes in order, after what was sent. */
  close: () => void
  terminate: () => void
  on(event: 'message', listener: (message: RawData) => void): unknown
  on(event: 'pong', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  once(event: 'close', listener: (code: number) => void): unknown
}

/** A connection that was upgraded to a protocol of its own, as a socket whose messages are whatever comes at once. */
export class UpgradedSocket extends EventEmitter implements MessageSocket {
  readonly CLOSED = 3
  readonly #connection: Duplex

  /** @param connection after the upgrade; it is paused, so that nothing is missed */
  constructor(connection: Duplex) {
    super()
    this.#connection = connection
    connection.pause()
    connection.on('data', (data: Buffer) => this.emit('message', data))
    connection.on('error', (error) => this.emit('error', error))
    // As of a WebSocket that breaks off: the protocol itself says when it has ended.
    connection.once('close', () => this.emit('close', 1006))
    connection.once('end', () => connection.destroy())
  }

  get isPaused(): boolean {
    return this.#connection.isPaused()
  }

  get readyState(): number {
    return this.#connection.destroyed ? this.CLOSED : 1
  }

  pause(): void {
    this.#connection.pause()
  }

  resume(): void {
    this.#connection.resume()
  }

  /** There is none: the protocol's own serves. */
  ping(): void {
    this.emit('pong')
  }

  send(message: Buffer, sent: (error?: Error | null) => void): void {
    this.#connection.write(message, sent)
  }

  close(): void {
    this.#connection.end()
  }

  terminate(): void {
    this.#connection.destroy()
  }
}
