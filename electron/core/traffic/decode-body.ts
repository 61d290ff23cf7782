import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

/** Of a body that unfolds to more, the rest is left, in bytes. */
const decodedLimit = 256 * 1024

/** By `Content-Encoding`. What is called deflate comes with and without the wrapper that RFC 9110 asks for. */
const decoders = new Map<string, (() => Transform)[]>([
  ['gzip', [createGunzip]],
  ['x-gzip', [createGunzip]],
  ['br', [createBrotliDecompress]],
  ['deflate', [createInflate, createInflateRaw]],
])

/**
 * The beginning of a body without its content encoding; the body may break off anywhere. Undefined for an encoding that is
 * not known. A body that is not encoded, whatever its head says, is as it is: what came back through the service proxy has
 * been unpacked on the way.
 */
export async function decodeBody(bytes: Buffer, encoding: string): Promise<Buffer | undefined> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return bytes
  const known = decoders.get(name)
  if (!known) return undefined
  for (const decoder of known) {
    const decoded = await run(decoder(), bytes)
    if (decoded) return decoded
  }
  return bytes
}

async function run(decoder: Transform, bytes: Buffer): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  try {
    decoder.end(bytes)
    for await (const part of decoder as AsyncIterable<Buffer>) {
      parts.push(part)
      size += part.length
      if (size >= decodedLimit) break
    }
  } catch {
    // What breaks off has been read as far as it goes.
    if (size === 0) return undefined
  }
  return Buffer.concat(parts).subarray(0, decodedLimit)
}
