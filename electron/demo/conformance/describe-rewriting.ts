import { brotliDecompressSync, gunzipSync, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { samplePage } from './backend.ts'
import type { Suite } from './suite.ts'

/** What the service proxy does to redirects and to pages. */
export function describeRewriting({ client, proxy }: Suite): void {
  const prefix = (): string => proxy('unnamed')
  const get = (path: string, headers: Record<string, string> = {}) => client().ask(prefix() + path, { headers })

  describe('service proxy: Location', () => {
    it.each([
      ['/login', 'PREFIX/login'],
      ['/', 'PREFIX/'],
      ['/a/?b=c#d', 'PREFIX/a/?b=c#d'],
      ['/a/../b', 'PREFIX/b'],
      ['/a%2Fb', 'PREFIX/a/b'],
      ['/a(b)', 'PREFIX/a%28b%29'],
      ['PREFIX/a(b)', 'PREFIX/a(b)'],
      ['http://HOST/app', 'http://HOSTPREFIX/app'],
      ['https://HOST/app', 'https://HOSTPREFIX/app'],
      ['//HOST/app', '//HOSTPREFIX/app'],
      ['https://HOST', 'https://HOST'],
      ['https://example.com/app', 'https://example.com/app'],
      ['app', 'app'],
      ['./app', './app'],
      ['?page=2', '?page=2'],
      ['#top', '#top'],
    ])('%s becomes %s', async (to, expected) => {
      const fill = (text: string): string => text.replace('PREFIX', prefix()).replace('HOST', client().host)
      const answer = await get(`/redirect?to=${encodeURIComponent(fill(to))}`)
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toBe(fill(expected))
    })

    it("counts the client's own Host as the request's", async () => {
      const answer = await get('/redirect?to=http%3A%2F%2Fdemo.localhost%3A8001%2Fapp', { host: 'demo.localhost:8001' })
      expect(answer.headers.location).toBe(`http://demo.localhost:8001${prefix()}/app`)
    })

    it.each([201, 301, 303, 307, 308])('is rewritten whatever the status: %d', async (code) => {
      const answer = await get(`/redirect?to=/x&code=${code}`)
      expect(answer.status).toBe(code)
      expect(answer.headers.location).toBe(`${prefix()}/x`)
    })

    it('must be a URL', async () => {
      const body = (await get('/redirect?to=%2F100%25')).json()
      expect(body).toMatchObject({ code: 500, reason: 'InternalError' })
      expect(body).toMatchObject({
        message: expect.stringMatching(
          /^Internal error occurred: error trying to parse Location header: parse "\/100%"/,
        ) as string,
      })
    })

    it('has the whole path for its prefix where the path was not clean', async () => {
      const answer = await get('//redirect?to=/x')
      expect(answer.headers.location).toBe(`${prefix()}/x`)
      const odd = await get('/a/../redirect?to=/x')
      expect(odd.headers.location).toBe(`${prefix()}/a/../x`.replace('/a/../', '/'))
    })
  })

  describe('service proxy: HTML', () => {
    const rewritten = (): string =>
      samplePage
        .replace('<link rel=stylesheet href="/app.css">', '<link rel="stylesheet" href="P/app.css">')
        .replace("<base href='/base/'>", '<base href="P/base/">')
        .replace('<script src="/app.js">', '<script src="P/app.js">')
        .replace('<A HREF="/a?x=1&amp;y=2#f" title="it\'s">', '<a href="P/a?x=1&amp;y=2#f" title="it&#39;s">')
        .replace('<img src=/i.png srcset="/i2.png 2x">', '<img src="P/i.png" srcset="/i2.png 2x">')
        .replace('<img src="/self.png"/>', '<img src="P/self.png"/>')
        .replace('<form action="/f"><button formaction="/g">', '<form action="P/f"><button formaction="P/g">')
        .replace('"/{{ .Path }}"', '"P/%7B%7B%20.Path%20%7D%7D"')
        .replace('"/p/../q"', '"P/q"')
        .replace('"/caf&eacute;?"', '"P/caf%C3%A9?"')
        .replace('<video src="/v" poster="/p">', '<video src="P/v" poster="P/p">')
        .replaceAll('"P/', `"${prefix()}/`)

    it('rewrites attributes that hold URLs', async () => {
      const answer = await get('/html')
      expect(answer.text).toBe(rewritten())
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    })

    it.each([
      ['gzip', gunzipSync],
      ['deflate', inflateRawSync],
    ])('rewrites in %s', async (encoding, decode) => {
      const answer = await get(`/html?encoding=${encoding}`, { 'accept-encoding': encoding })
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(decode(answer.bytes).toString()).toBe(rewritten())
    })

    it('undoes the gzip that it asked for itself', async () => {
      const answer = await get('/html?encoding=gzip')
      expect(answer.headers['content-encoding']).toBeUndefined()
      expect(answer.text).toBe(rewritten())
    })

    it('rewrites nothing for HEAD', async () => {
      const answer = await client().ask(`${prefix()}/html`, { method: 'HEAD' })
      expect(answer).toMatchObject({ status: 200, text: '' })
    })

    it.each(['text/plain', 'application/xhtml+xml', 'TEXT/HTML', 'text/html5'])('leaves %s alone', async (type) => {
      expect((await get(`/html?type=${encodeURIComponent(type)}`)).text).toBe(samplePage)
    })

    it.each(['br', 'identity', 'zstd', 'GZIP', 'gzip, gzip'])('breaks off in %s', async (encoding) => {
      await expect(get(`/html?encoding=${encoding}`, { 'accept-encoding': encoding })).rejects.toThrow()
    })

    it('answers HEAD in such an encoding, and fails on HEAD in gzip', async () => {
      const head = (encoding: string) => client().ask(`${prefix()}/html?encoding=${encoding}`, { method: 'HEAD' })
      expect(await head('identity')).toMatchObject({ status: 200, headers: { 'content-encoding': 'identity' } })
      expect((await head('gzip')).status).toBe(500)
    })

    it('passes other types in any encoding', async () => {
      const answer = await get('/html?encoding=br&type=text/plain', { 'accept-encoding': 'br' })
      expect(brotliDecompressSync(answer.bytes).toString()).toBe(samplePage)
    })

    it('answers what is not in its encoding with 500', async () => {
      const body = (await get('/html?encoding=false-gzip', { 'accept-encoding': 'gzip' })).json()
      expect(body).toMatchObject({
        kind: 'Status',
        code: 500,
        message: 'errorf making gzip reader: gzip: invalid header',
      })
    })

    it("cannot read zlib's deflate, which is what HTTP means by deflate", async () => {
      const body = (await get('/html?encoding=zlib-deflate', { 'accept-encoding': 'deflate' })).json()
      expect(body).toMatchObject({
        kind: 'Status',
        code: 500,
        message: expect.stringContaining('flate: corrupt input') as string,
      })
    })
  })
}
