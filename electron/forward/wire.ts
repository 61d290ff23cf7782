/** What comes out of a wire, in order. */
export interface WireSink {
  /** From now on data may be sent. */
  ready: () => void
  data: (data: Buffer) => void
  /** The pod's side has said everything. */
  end: () => void
  /** The kubelet gives up, for the reason that it gives. */
  failed: (reason: string) => void
  /** The protocol wants this message sent. */
  reply: (message: Buffer) => void
  /** The other end has answered a ping of the protocol. */
  ponged: () => void
}

/** One of the two protocols that a tunnel's WebSocket may speak, for one connection to one port. */
export interface TunnelWire {
  /** Sent first; undefined where data may be sent at once. */
  readonly opening: Buffer | undefined
  /** Says that nothing more will be sent; undefined where the protocol has no word for it. */
  readonly ending: Buffer | undefined
  /** Asks whether the other end is there; undefined where the WebSocket's own ping does. */
  readonly ping: Buffer | undefined
  /** Whether a WebSocket that closes in order says that the pod's side has said everything. */
  readonly endsWithSocket: boolean
  /** The parts, `length` bytes together, as one message. */
  encode: (parts: readonly Buffer[], length: number) => Buffer
  /** Reads the next message; throws on what the protocol does not have. */
  receive: (message: Buffer, sink: WireSink) => void
}

/** Copies the parts behind a message's first `offset` bytes. */
export function message(offset: number, parts: readonly Buffer[], length: number): Buffer {
  const whole = Buffer.allocUnsafe(offset + length)
  let at = offset
  for (const part of parts) at += part.copy(whole, at)
  return whole
}
