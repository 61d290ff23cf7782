import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { KeptBody } from '../../proxy/traffic/kept-bodies.ts'
import { hex, showBody } from './show-body.ts'

const kept = (bytes: Buffer): KeptBody => {
  const body = new KeptBody(() => undefined)
  body.take(bytes)
  return body
}
const headers = (type: string, encoding = '') => [
  { name: 'Content-Type', value: type },
  { name: 'content-encoding', value: encoding },
]
const text = 'grüße '.repeat(2000)
const utf8 = Buffer.from(text)

describe('showBody', () => {
  it.each([
    ['plain', '', utf8],
    ['gzip', 'gzip', gzipSync(utf8)],
    ['brotli', 'br', brotliCompressSync(utf8)],
    ['deflate', 'deflate', deflateSync(utf8)],
    ['bare deflate', 'deflate', deflateRawSync(utf8)],
    ['what was unpacked on the way', 'gzip', utf8],
  ])('shows text: %s', async (_name, encoding, bytes) => {
    const shown = await showBody(kept(bytes), headers('text/plain; charset=utf-8', encoding))
    expect(shown).toEqual({ size: bytes.length, cut: false, shown: { as: 'text', text } })
  })

  it('shows the beginning of a packed body that breaks off', async () => {
    for (const [encoding, packed] of [
      ['gzip', gzipSync('short text')],
      ['br', brotliCompressSync(Array.from({ length: 9999 }, (_, at) => `short text ${at * at}`).join())],
    ] as const) {
      const shown = await showBody(kept(packed.subarray(0, -9)), headers('text/plain', encoding))
      expect(shown?.shown.as === 'text' && /^short t/.test(shown.shown.text)).toBe(true)
    }
  })

  it('unfolds a bomb no further than the limit', async () => {
    const shown = await showBody(kept(gzipSync(Buffer.alloc(20e6, 'a'))), headers('text/plain', 'gzip'))
    expect(shown?.shown.as === 'text' && shown.shown.text.length).toBe(256 * 1024)
  })

  it.each([
    ['application/vnd.api+json', 'text'],
    ['image/svg+xml', 'text'],
    ['application/javascript; charset=utf-8', 'text'],
    ['application/octet-stream', 'hex'],
    ['image/png', 'hex'],
    ['', 'text'],
  ])('takes %s for %s', async (type, as) => {
    expect((await showBody(kept(Buffer.from('{}')), headers(type)))?.shown.as).toBe(as)
  })

  it('says why it shows nothing', async () => {
    expect(await showBody(kept(Buffer.alloc(0)), [])).toBeNull()
    for (const encoding of ['zstd', 'constructor']) {
      const unknown = await showBody(kept(utf8), headers('text/plain', encoding))
      expect(unknown?.shown).toEqual({ as: 'encoded', encoding })
    }
    const dropped = kept(utf8)
    dropped.drop()
    expect((await showBody(dropped, []))?.shown).toEqual({ as: 'dropped' })
  })
})

it('writes bytes as hexdump does', () => {
  expect(hex(Buffer.from('GIF89a\0\x01 and more'))).toBe(
    '00000000  47 49 46 38 39 61 00 01 20 61 6e 64 20 6d 6f 72  GIF89a.. and mor\n00000010  65                                               e',
  )
})
