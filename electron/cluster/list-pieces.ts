import { JsonScan } from './json-scan.ts'

/** Where the items of a list begin, at the end of what came before them. */
const itemsBegin = /[{,]\s*"items"\s*:\s*\[$/

/** So much of the end (bytes) shows that. */
const tail = 64

/** Around the items are a kind and a few numbers (bytes). */
const mostAround = 64 * 1024

/**
 * Takes a list of the API (`{ …, "items": [ … ] }`) apart as it comes: each item is a text of its own, so that none has to
 * wait for the last, and no list is ever parsed whole.
 */
export class ListPieces {
  readonly #scan = new JsonScan()
  readonly #around: Buffer[] = []
  #aroundBytes = 0
  /** The end of the pieces before. */
  #before: Buffer = Buffer.alloc(0)
  /** An item that has begun in an earlier piece. */
  #begun: Buffer[] = []
  #within = false

  /** Whether an item, or what is around them, is larger than those of a cluster. */
  get tooLarge(): boolean {
    return this.#scan.tooLarge || this.#aroundBytes > mostAround
  }

  /** The list without its items, once all of it has come. */
  get around(): Buffer {
    return Buffer.concat(this.#around)
  }

  /** The items that end within a piece. It ends early where one is {@link tooLarge}. */
  *push(piece: Buffer): Generator<Buffer, void> {
    const scan = this.#scan
    let from = 0
    for (let at = 0; at < piece.length && !this.tooLarge; ) {
      const before = scan.depth
      at = scan.next(piece, at)
      if (!this.#within) {
        if (scan.depth !== 2 || before !== 1 || !this.#itemsBegin(piece, at)) continue
        this.#keep(piece.subarray(from, at))
        this.#within = true
      } else if (scan.depth === 3 && before === 2) {
        from = at - 1
        scan.bytes = 1
        scan.values = 0
      } else if (scan.depth === 2 && before === 3) {
        yield Buffer.concat([...this.#begun, piece.subarray(from, at)])
        this.#begun = []
      } else if (scan.depth === 1) {
        from = at - 1
        this.#within = false
      }
    }
    if (!this.#within) this.#keep(piece.subarray(from))
    else if (scan.depth > 2) this.#begun.push(piece.subarray(from))
    this.#before = Buffer.concat([this.#before, piece.subarray(-tail)]).subarray(-tail)
  }

  #itemsBegin(piece: Buffer, at: number): boolean {
    const end = Buffer.concat([this.#before, piece.subarray(Math.max(0, at - tail), at)])
    return itemsBegin.test(end.subarray(-tail).toString('latin1'))
  }

  #keep(part: Buffer): void {
    this.#around.push(part)
    this.#aroundBytes += part.length
  }
}
