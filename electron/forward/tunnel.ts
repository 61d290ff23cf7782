import type { RawData } from 'ws'
import { FailureError } from '../../shared/failure.ts'
import { onWake } from '../cluster/wake.ts'
import { Heartbeat } from './heartbeat.ts'
import type { MessageSocket } from './message-socket.ts'
import { SocketLike } from './socket-like.ts'
import type { TunnelWire, WireSink } from './wire.ts'

/** Larger writes are cut, smaller ones joined up to it: a message is read whole at each stop on its way. */
const maxMessage = 64 * 1024
/** How many pieces of a larger write are on their way at once: each is a copy. */
const piecesAtOnce = 4
const readAhead = 64 * 1024
const writeAhead = 256 * 1024

export interface TunnelTimes {
  /** How often a tunnel is pinged, in ms; one that is still silent at the next ping is dead. */
  ping: number
  /** How long an open tunnel may take to answer after this computer has slept, ms: a network may have to come back first. */
  waking: number
  /**
   * How long the pod may be silent after our side has ended, ms. The channel protocol cannot tell it that we have, and a
   * client that has only ended its side looks like one that is gone.
   */
  linger: number
  /** How long a protocol's opening may take, ms. */
  opening: number
}
export const tunnelTimes: TunnelTimes = { ping: 20_000, waking: 8_000, linger: 5_000, opening: 10_000 }

/** A WebSocket that has been accepted and paused, so that nothing is missed, and what is spoken on it. */
export interface TunnelSocket {
  socket: MessageSocket
  wire: TunnelWire
}

/**
 * One TCP connection to a pod's port, through the API server. Like a net.Socket it exists at once, opens while it is being
 * written to, and emits `connect` when it is open. Back-pressure goes both ways: a write is done when the WebSocket has passed it on, and a reader that
 * does not keep up pauses the WebSocket. Fails with a FailureError.
 */
export class Tunnel extends SocketLike {
  readonly #open: (signal: AbortSignal) => Promise<TunnelSocket>
  readonly #times: TunnelTimes
  readonly #opening = new AbortController()
  readonly #heartbeat = new Heartbeat()
  #attached: TunnelSocket | undefined
  #constructed: ((error?: Error) => void) | undefined
  #pings: NodeJS.Timeout | undefined
  #look: NodeJS.Timeout | undefined
  #linger: NodeJS.Timeout | undefined
  #stopWaking: (() => void) | undefined
  /** The pod's side is over: nothing that is written arrives any more. */
  #over = false
  #failure: Error | undefined

  /** @param open gives up when the signal says so */
  constructor(open: (signal: AbortSignal) => Promise<TunnelSocket>, times: TunnelTimes = tunnelTimes) {
    super({ readableHighWaterMark: readAhead, writableHighWaterMark: writeAhead })
    this.#open = open
    this.#times = times
  }

  override _construct(done: (error?: Error) => void): void {
    let timer: NodeJS.Timeout | undefined
    this.#constructed = (error) => {
      this.#constructed = undefined
      clearTimeout(timer)
      done(error)
    }
    this.#open(this.#opening.signal).then(
      (opened) => {
        if (this.destroyed) {
          close(opened.socket)
          return
        }
        this.#attach(opened)
        if (opened.wire.opening) {
          this.#send(opened.wire.opening)
          const late = new FailureError('connection-timeout', 'The tunnel to the pod does not open.')
          timer = setTimeout(() => this.#constructed?.(late), this.#times.opening)
        } else this.#opened()
      },
      (error: unknown) => this.#constructed?.(asError(error)),
    )
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#pass([chunk], chunk.length, done)
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    const parts = chunks.map(({ chunk }) => chunk)
    this.#pass(
      parts,
      parts.reduce((sum, { length }) => sum + length, 0),
      done,
    )
  }

  override _read(): void {
    const socket = this.#attached?.socket
    if (socket?.isPaused) socket.resume()
  }

  /** What arrived before a failure is read before it. */
  override read(size?: number): unknown {
    const chunk: unknown = super.read(size)
    if (this.#failure && this.readableLength === 0) process.nextTick(() => this.destroy(this.#failure))
    return chunk
  }

  override _final(done: () => void): void {
    // Closing now would lose the answer in flight: the pod's side ends the tunnel when it has said everything.
    if (this.#attached?.wire.ending) this.#send(this.#attached.wire.ending)
    this.#linger = setTimeout(() => this.#lingered(), this.#times.linger).unref()
    done()
  }

  override destroy(error?: Error): this {
    this.#opening.abort()
    this.#constructed?.()
    return super.destroy(error)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#pings)
    clearTimeout(this.#look)
    this.#stopWaking?.()
    clearTimeout(this.#linger)
    const socket = this.#attached?.socket
    if (error) socket?.terminate()
    else if (socket) close(socket)
    done(error)
  }

  #opened(): void {
    if (!this.#constructed) return
    this.#constructed()
    this.emit('connect')
  }

  #attach(opened: TunnelSocket): void {
    this.#attached = opened
    const { socket, wire } = opened
    const sink: WireSink = {
      ready: () => this.#opened(),
      data: (data) => {
        this.bytesRead += data.length
        if (!this.#over && !this.destroyed && !this.push(data)) socket.pause()
      },
      end: () => this.#ended(),
      failed: (reason) => this.#fail(new FailureError('service-unreachable', reason.trim())),
      reply: (message) => this.#send(message),
      ponged: () => this.#heartbeat.ponged(),
    }
    socket.on('message', (received) => this.#receive(received, wire, sink))
    socket.on('pong', () => this.#heartbeat.ponged())
    socket.on('error', (error) => this.#fail(broken(error.message)))
    socket.once('close', (code) => {
      // 1005 is a close without a code.
      if (wire.endsWithSocket && (code === 1000 || code === 1005)) this.#ended()
      else if (!this.#over) this.#fail(broken(`code ${code}`))
    })
    this.#pings = setInterval(() => this.#beat(opened), this.#times.ping).unref()
    this.#stopWaking = onWake(() => this.#woken(opened))
    socket.resume()
  }

  #receive(received: RawData, wire: TunnelWire, sink: WireSink): void {
    this.active()
    this.#heartbeat.heard()
    try {
      wire.receive(asBuffer(received), sink)
    } catch (error) {
      this.#fail(broken(asError(error).message))
    }
  }

  #pass(parts: readonly Buffer[], length: number, done: () => void): void {
    const { wire } = this.#attached ?? {}
    // Nobody takes it; the end, or the failure, that is still to be read says so.
    if (!wire || this.#over || this.#failure) return
    this.bytesWritten += length
    this.#heartbeat.sent(length)
    this.active()
    const sent = (): void => {
      this.active()
      done()
    }
    if (length <= maxMessage) this.#send(wire.encode(parts, length), sent)
    else this.#sendPieces(parts.flatMap(cut), wire, sent)
  }

  /** Sends a few pieces at a time: what is encoded is a copy. */
  #sendPieces(pieces: readonly Buffer[], wire: TunnelWire, sent: () => void): void {
    const now = pieces.slice(0, piecesAtOnce)
    const later = (): void => this.#sendPieces(pieces.slice(piecesAtOnce), wire, sent)
    const last = pieces.length > piecesAtOnce ? later : sent
    for (const [index, piece] of now.entries()) {
      this.#send(wire.encode([piece], piece.length), index === now.length - 1 ? last : undefined)
    }
  }

  #send(message: Buffer, sent?: () => void): void {
    this.#attached?.socket.send(message, (error) => {
      if (error) this.#fail(broken(error.message))
      else sent?.()
    })
  }

  #ended(): void {
    if (this.#over || this.#failure) return
    this.#over = true
    this.#constructed?.(broken('it closed before it was open'))
    this.once('end', () => this.destroy())
    this.push(null)
  }

  #fail(error: Error): void {
    if (this.destroyed || this.#over || this.#failure) return
    this.#failure = error
    if (this.#constructed) this.#constructed(error)
    else if (this.readableLength === 0) this.destroy(error)
  }

  #beat({ socket, wire }: TunnelSocket): void {
    const beat = this.#heartbeat.beat(socket.isPaused)
    if (beat === 'ping' && wire.ping) this.#send(wire.ping)
    else if (beat === 'ping') socket.ping()
    else if (beat === 'dead') {
      this.#fail(new FailureError('connection-timeout', 'The tunnel to the pod no longer answers.'))
    }
  }

  /** Whether it is still there is asked at once, and known before the next pings would tell. */
  #woken(opened: TunnelSocket): void {
    this.#heartbeat.woken()
    this.#pings?.refresh()
    this.#beat(opened)
    clearTimeout(this.#look)
    this.#look = setTimeout(() => this.#beat(opened), this.#times.waking).unref()
  }

  #lingered(): void {
    if (this.#attached?.socket.isPaused) this.#linger?.refresh()
    else this.destroy()
  }

  protected override active(): void {
    super.active()
    this.#linger?.refresh()
  }
}

/** How long a peer may take to answer a close, in ms. */
const closing = 2_000

/** Closes in order, so that what was sent last still arrives. */
function close(socket: MessageSocket): void {
  if (socket.readyState === socket.CLOSED) return
  socket.resume()
  const timer = setTimeout(() => socket.terminate(), closing).unref()
  socket.once('close', () => clearTimeout(timer))
  socket.close()
}

function cut(chunk: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(chunk.length / maxMessage) }, (_, index) =>
    chunk.subarray(index * maxMessage, (index + 1) * maxMessage),
  )
}

function asBuffer(raw: RawData): Buffer {
  if (Buffer.isBuffer(raw)) return raw
  return Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw)
}

function broken(why: string): FailureError {
  return new FailureError('connection-lost', `The tunnel to the pod broke off: ${why}.`)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
