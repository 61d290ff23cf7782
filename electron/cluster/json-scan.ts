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
    let step = 0
    if (this.#escaped && at < piece.length) {
      this.#escaped = false
      at++
    }
    while (at < piece.length && step === 0) {
      if (string) {
        const start = at
        const end = endOfString(piece, start)
        string = end === -1
        at = string ? piece.length : end + 1
        this.#escaped = string && isEscaped(piece, at, start)
        continue
      }
      const byte = piece[at++]
      if (byte === 0x22) string = true
      else if (byte === 0x2c) this.values++
      else if (byte === 0x7b || byte === 0x5b) step = 1
      else if (byte === 0x7d || byte === 0x5d) step = -1
    }
    this.#string = string
    this.depth += step
    if (step > 0) this.values++
    this.bytes += at - from
    return at
  }
}

/** Where the quote is that ends a string, which goes on at `start`; -1 where it is in a later piece. */
function endOfString(piece: Uint8Array, start: number): number {
  let quote = piece.indexOf(0x22, start)
  while (quote !== -1 && isEscaped(piece, quote, start)) quote = piece.indexOf(0x22, quote + 1)
  return quote
}

/** Whether what comes at a place of a string has a backslash of its own before it. */
function isEscaped(piece: Uint8Array, at: number, start: number): boolean {
  let first = at
  while (first > start && piece[first - 1] === 0x5c) first--
  return (at - first) % 2 === 1
}

/** Whether a text of JSON is larger than an object of a cluster. */
export function isTooLarge(text: Uint8Array): boolean {
  const scan = new JsonScan()
  for (let at = 0; at < text.length && !scan.tooLarge; ) at = scan.next(text, at)
  return scan.tooLarge
}
