import { createHash } from 'node:crypto'

// A prime length, so that no power-of-two chunk repeats and a lost or swapped chunk changes the digest.
const blockLength = 1_048_573
const block = makeBlock()

/** The bytes of the endless deterministic content from `start` up to `end` (exclusive), in chunks. */
export function* contentBetween(start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; ) {
    const from = at % blockLength
    const length = Math.min(blockLength - from, end - at)
    yield block.subarray(from, from + length)
    at += length
  }
}

/** SHA-256 (hex) of the first `length` bytes of the content: what a client should get from `/bytes/LENGTH`. */
export function contentDigest(length: number): string {
  const hash = createHash('sha256')
  for (const chunk of contentBetween(0, length)) hash.update(chunk)
  return hash.digest('hex')
}

/** A span of bytes: the first and the one after the last. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Reads a `Range` header of one range (RFC 9110 §14.1.2); undefined: serve it all; `unsatisfiable`: 416. */
export function parseRange(header: string | undefined, length: number): Span | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  if (first === '') {
    const suffix = Math.min(Number(last), length)
    return suffix === 0 ? 'unsatisfiable' : { start: length - suffix, end: length }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= length) return 'unsatisfiable'
  return { start, end: last === '' ? length : Math.min(Number(last) + 1, length) }
}

/** A linear congruential generator: incompressible enough, the same everywhere. */
function makeBlock(): Buffer {
  const made = Buffer.alloc(blockLength)
  let state = 20_260_101
  for (let i = 0; i < blockLength; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    made[i] = state >>> 24
  }
  return made
}
