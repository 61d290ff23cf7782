import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { deflateRaw, gunzip, gzip, inflateRaw } from 'node:zlib'
import { rewriteHtml } from './rewrite-html.ts'

const codecs = {
  // Go's compress/flate: "deflate" without the zlib wrapper that browsers and servers mean by it.
  deflate: { decode: promisify(inflateRaw), encode: promisify(deflateRaw) },
  gzip: { decode: promisify(gunzip), encode: promisify(gzip) },
  '': { decode: asIs, encode: asIs },
} as const

function asIs(bytes: Buffer): Promise<Buffer> {
  return Promise.resolve(bytes)
}

/**
 * Reads a whole HTML body and rewrites its URLs, in its own encoding (none, gzip, deflate). Rejects when it is not in
 * the encoding that it claims.
 */
export async function rewriteBody(
  body: Readable,
  encoding: string,
  rewrite: (url: string) => string | undefined,
): Promise<Buffer | 'unknown encoding'> {
  if (!(encoding in codecs)) return 'unknown encoding'
  const { decode, encode } = codecs[encoding as keyof typeof codecs]
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk as Buffer)
  const html = await decode(Buffer.concat(chunks))
  // Byte for byte: the page may be in any charset.
  return encode(Buffer.from(rewriteHtml(html.toString('latin1'), rewrite), 'latin1'))
}
