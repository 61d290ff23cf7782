/**
 * More than the largest object of a real cluster has: etcd takes 1.5 MB with all its bookkeeping, and an EndpointSlice at most
 * 1,000 endpoints. What has more is not parsed: 1 MB of `{},` alone would hold up main for 100 ms.
 */
const largest = { bytes: 1024 * 1024, values: 64 * 1024, depth: 64 }

/** Finds the brackets of a JSON text that comes in pieces, and counts what it would cost to parse. */
export class JsonScan {
  depth = 0
  /** Of the text since somebody set it to 0. */
  bytes = 0
  values = 0
  #string = false
  #escaped = false

  get tooLarge(): boolean {
    return this.bytes > largest.bytes || this.values > largest.values || this.depth > largest.depth
  }

  /** Goes on to just behind the next bracket outside strings, or to the end of the piece; returns where that is. */
  next(piece: Uint8Array, from: number): number {
    let at = from
    let string = this.#string
    let escaped = this.#escaped
    let step = 0
    while (at < piece.length && step === 0) {
      const byte = piece[at++]
      if (escaped) escaped = false
      else if (byte === 0x22) string = !string
      else if (string) escaped = byte === 0x5c
      else if (byte === 0x2c) this.values++
      else if (byte === 0x7b || byte === 0x5b) step = 1
      else if (byte === 0x7d || byte === 0x5d) step = -1
    }
    this.#string = string
    this.#escaped = escaped
    this.depth += step
    if (step > 0) this.values++
    this.bytes += at - from
    return at
  }
}

/** Parses what is no larger than an object of a cluster; else undefined. Throws a SyntaxError as `JSON.parse` does. */
export function parseObject(text: Buffer): unknown {
  const scan = new JsonScan()
  for (let at = 0; at < text.length; ) {
    at = scan.next(text, at)
    if (scan.tooLarge) return undefined
  }
  return JSON.parse(text.toString('utf8')) as unknown
}
