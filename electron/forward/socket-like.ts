import { Duplex, type DuplexOptions } from 'node:stream'

/** A Duplex with what Node's HTTP client, TLS and http-proxy-middleware call on a net.Socket. */
export class SocketLike extends Duplex {
  /** As of net.Socket: the time given to {@link setTimeout}, in ms. */
  timeout = 0
  bytesRead = 0
  bytesWritten = 0
  #idle: NodeJS.Timeout | undefined

  constructor(options: DuplexOptions) {
    super({ ...options, allowHalfOpen: true })
    this.once('close', () => clearTimeout(this.#idle))
  }

  /** As of net.Socket: emits `timeout` after so many ms without traffic; 0 turns it off and takes the listener away again. */
  setTimeout(after: number, listener?: () => void): this {
    this.timeout = after
    clearTimeout(this.#idle)
    this.#idle = after > 0 ? setTimeout(() => this.emit('timeout'), after).unref() : undefined
    if (listener) this[after > 0 ? 'once' : 'off']('timeout', listener)
    return this
  }

  /** As of net.Socket: ends our side, and when that is sent, all of it. */
  destroySoon(): void {
    if (this.writable) this.end()
    if (this.writableFinished) this.destroy()
    else this.once('finish', () => this.destroy())
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  address(): Record<string, never> {
    return {}
  }

  /** There was traffic. */
  protected active(): void {
    if (this.timeout > 0) this.#idle?.refresh()
  }
}
