import { deflateRawSync, constants } from 'node:zlib'
import { message, type TunnelWire, type WireSink } from './wire.ts'

/**
 * SPDY/3.1 inside a WebSocket, as kubectl speaks it since 1.31: its messages are pieces of one stream of frames. Each
 * connection to a port is a pair of streams, one for an error text and one for data, and data ends by half-close.
 * There is no flow control in it (moby/spdystream knows no windows), so a WebSocket carries one connection.
 */
export const spdyProtocol = 'SPDY/3.1+portforward.k8s.io'

const errorStream = 1
const dataStream = 3
const headerBytes = 8
/** Control frames are small; one that is not is no SPDY. */
const maxControl = 64 * 1024

const synStream = 1
const synReply = 2
const rstStream = 3
const ping = 6
const controlBit = 0x80
const finFlag = 1

/** The wire of one tunnel to `port` that speaks {@link spdyProtocol}. */
export function spdyWire(port: number): TunnelWire {
  const reader = new FrameReader()
  return {
    opening: Buffer.concat([
      // The frames' header blocks are one zlib stream, so only the first has zlib's own header. The dictionary that SPDY
      // has for it may be left out; what comes back in it says nothing that we need.
      streamFrame(errorStream, Buffer.of(0x78, 0x01), { streamtype: 'error', port: String(port), requestid: '0' }),
      streamFrame(dataStream, Buffer.of(), { streamtype: 'data', port: String(port), requestid: '0' }),
    ]),
    ending: dataFrame(finFlag, [], 0),
    // A WebSocket's ping would be answered by the API server; this one goes on to the kubelet. Ours are odd.
    ping: Buffer.of(controlBit, 3, 0, ping, 0, 0, 0, 4, 0, 0, 0, 1),
    endsWithSocket: false,
    encode: (parts, length) => dataFrame(0, parts, length),
    receive: (received, sink) => reader.read(received, sink),
  }
}

function dataFrame(flags: number, parts: readonly Buffer[], length: number): Buffer {
  const frame = message(headerBytes, parts, length)
  frame.writeUInt32BE(dataStream, 0)
  frame.writeUInt32BE(((flags << 24) | length) >>> 0, 4)
  return frame
}

function streamFrame(stream: number, zlibHeader: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(headers)
  const block = Buffer.concat([
    word(entries.length),
    ...entries.flat().flatMap((text) => [word(text.length), text].map(bytes)),
  ])
  const packed = deflateRawSync(block, { finishFlush: constants.Z_SYNC_FLUSH })
  const body = Buffer.concat([word(stream), word(0), Buffer.of(0, 0), zlibHeader, packed])
  // Nothing is ever sent on the error stream.
  const flags = stream === errorStream ? finFlag : 0
  const head = Buffer.of(controlBit, 3, 0, synStream, flags, 0, 0, 0)
  head.writeUIntBE(body.length, 5, 3)
  return Buffer.concat([head, body])
}

function word(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

function bytes(value: Buffer | string): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : value
}

class FrameReader {
  /** The beginning of a header or of a control frame whose rest has not come. */
  #partial: Buffer | undefined
  /** The data frame that is being read: its bytes are passed on as they come. */
  #frame = { stream: 0, left: 0, fin: false }
  #error = ''

  read(received: Buffer, sink: WireSink): void {
    let rest = this.#partial ? Buffer.concat([this.#partial, received]) : received
    this.#partial = undefined
    while (rest.length > 0) {
      const taken = this.#frame.left > 0 ? this.#body(rest, sink) : this.#head(rest, sink)
      if (taken === 0) this.#partial = rest
      rest = taken === 0 ? Buffer.of() : rest.subarray(taken)
    }
  }

  /** Takes a frame's header, and a control frame whole; returns how many bytes, 0 when they are too few. */
  #head(rest: Buffer, sink: WireSink): number {
    if (rest.length < headerBytes) return 0
    const length = rest.readUIntBE(5, 3)
    const flags = rest.readUInt8(4)
    if ((rest.readUInt8(0) & controlBit) === 0) {
      this.#frame = { stream: rest.readUInt32BE(0), left: length, fin: (flags & finFlag) !== 0 }
      if (length === 0 && this.#frame.fin) this.#ended(this.#frame.stream, sink)
      return headerBytes
    }
    if (length > maxControl) throw new Error(`a SPDY control frame of ${length} bytes`)
    if (rest.length < headerBytes + length) return 0
    this.#control(rest.subarray(0, headerBytes + length), sink)
    return headerBytes + length
  }

  #body(rest: Buffer, sink: WireSink): number {
    const frame = this.#frame
    const part = rest.subarray(0, frame.left)
    frame.left -= part.length
    if (frame.stream === dataStream) sink.data(part)
    else if (frame.stream === errorStream) this.#error += part.toString('utf8')
    if (frame.left === 0 && frame.fin) this.#ended(frame.stream, sink)
    return part.length
  }

  #control(frame: Buffer, sink: WireSink): void {
    const type = frame.readUInt16BE(2)
    // What is sent before the reply is lost.
    if (type === synReply && idOf(frame) === dataStream) sink.ready()
    else if (type === rstStream) sink.failed(this.#error || `the kubelet reset the stream (${frame.readUInt32BE(12)})`)
    else if (type === ping && idOf(frame) % 2 === 1) sink.ponged()
    else if (type === ping) sink.reply(Buffer.from(frame))
  }

  #ended(stream: number, sink: WireSink): void {
    if (this.#error !== '') sink.failed(this.#error)
    else if (stream === dataStream) sink.end()
  }
}

function idOf(frame: Buffer): number {
  return frame.readUInt32BE(headerBytes)
}
