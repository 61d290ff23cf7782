import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, vi } from 'vitest'
import { HostUnrewriter, mayNameHosts, unrewriteNames } from './host.ts'

const own = 'web.shop.prod.localhost:8001'

async function rewritten(text: string, cut = text.length): Promise<string> {
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += cut) parts.push(bytes.subarray(at, at + cut))
  const stream = Readable.from(parts, { objectMode: false }).pipe(new HostUnrewriter({ host: 'localhost:3000', own }))
  return (await buffer(stream)).toString()
}

describe('HostUnrewriter', () => {
  it.each([
    ['href="http://localhost:3000/a"', `href="http://${own}/a"`],
    ['https://localhost:3000/a, since the origin is plain HTTP', `http://${own}/a, since the origin is plain HTTP`],
    ['"ws://localhost:3000/socket"', `"ws://${own}/socket"`],
    ['"wss://localhost:3000"', `"ws://${own}"`],
    ['"http://127.0.0.1:3000/api"', `"http://${own}/api"`],
    ['http://127.0.0.1:30001/', undefined],
    ['src="//localhost:3000/x"', `src="//${own}/x"`],
    [String.raw`{"url":"http:\/\/localhost:3000\/x"}`, String.raw`{"url":"http:\/\/${own}\/x"}`],
    [String.raw`"http:\u002F\u002Flocalhost:3000\u002Fx"`, String.raw`"http:\u002F\u002F${own}\u002Fx"`],
    ['http:&#x2F;&#x2F;localhost:3000&#x2F;x', `http:&#x2F;&#x2F;${own}&#x2F;x`],
    [
      `/login?next=${encodeURIComponent('https://localhost:3000/a')}`,
      `/login?next=${encodeURIComponent(`http://${own}/a`)}`,
    ],
    ['?u=ws%3a%2f%2f127.0.0.1%3a3000', `?u=ws%3a%2f%2f${own.replace(':', '%3a')}`],
    [
      encodeURIComponent(encodeURIComponent('http://localhost:3000')),
      encodeURIComponent(encodeURIComponent(`http://${own}`)),
    ],
    ['http%3A%2F%2Flocalhost%3A30001 http%3A%2F%2Flocalhost%3A3000.example %2F%2Flocalhost%3A3000', undefined],
    ['http://localhost:30001/ and http://localhost:3000.example/', undefined],
    ['localhost:3000 alone, http://other:3000/', undefined],
    ['größe http://localhost:3000/ü', `größe http://${own}/ü`],
  ])('%s, wherever it is cut', async (text, expected = text) => {
    for (let cut = 1; cut <= text.length; cut++) expect(await rewritten(text, cut)).toBe(expected)
  })

  it.each([
    ['a line of a log\n', 'a line of a log\n'],
    ['see http:', 'see '],
    ['see http://localhost:3000', 'see '],
    ['see http://localhost:30009', 'see http://localhost:30009'],
  ])('of %j it passes %j on at once: all that cannot belong to an address', (text, passed) => {
    const unrewriter = new HostUnrewriter({ host: 'localhost:3000', own })
    unrewriter.write(text)
    expect(String(unrewriter.read() ?? '')).toBe(passed)
  })
})

describe('a name that is only looked for', () => {
  it.each([
    ['see http://localhost:3000/a', true],
    ['see http://localhost:3000', true],
    ['see http://127.0.0.1:3000/a', true],
    ['see http://localhost:30001/', false],
  ])('of %j it is told: %s', async (text, isFound) => {
    const found = vi.fn()
    await buffer(Readable.from([text]).pipe(new HostUnrewriter({ host: 'localhost:3000', own, found })))
    expect(found).toHaveBeenCalledTimes(isFound ? 1 : 0)
    found.mockClear()
    unrewriteNames(text, { host: 'localhost:3000', own, found }, false)
    expect(found).toHaveBeenCalledTimes(isFound ? 1 : 0)
  })
})

describe('unrewriteNames', () => {
  it.each([
    [
      "script-src 'self' http://localhost:3000; connect-src wss://localhost:3000",
      `script-src 'self' http://${own}; connect-src ws://${own}`,
    ],
    [
      'default-src localhost:3000 localhost:3000/x; img-src x.localhost:3000',
      `default-src ${own} ${own}/x; img-src x.localhost:3000`,
    ],
    ['<https://localhost:3000/a.css>; rel=preload', `<http://${own}/a.css>; rel=preload`],
    ['0; url=http://localhost:3000/next', `0; url=http://${own}/next`],
    ['/login?next=https%3A%2F%2Flocalhost%3A3000%2F', `/login?next=${encodeURIComponent(`http://${own}/`)}`],
    ['connect-src 127.0.0.1:3000', `connect-src ${own}`],
    ['https://localhost:30001', 'https://localhost:30001'],
  ])('%s', (value, expected) => {
    expect(unrewriteNames(value, { host: 'localhost:3000', own }, true)).toBe(expected)
  })

  it('of what is no policy takes URLs alone', () => {
    const value = 'localhost:3000 http://localhost:3000/next'
    expect(unrewriteNames(value, { host: 'localhost:3000', own }, false)).toBe(`localhost:3000 http://${own}/next`)
  })
})

describe('mayNameHosts', () => {
  it.each([
    ['text/html; charset=utf-8', true],
    ['application/json', true],
    ['application/javascript', true],
    ['application/hal+json', true],
    ['application/vnd.oai.openapi+yaml;version=3.1', true],
    ['text/yaml', true],
    // Clients compare its digest.
    ['application/vnd.oci.image.manifest.v1+json', false],
    ['text/event-stream', true],
    ['application/x-ndjson', true],
    ['image/svg+xml', true],
    ['application/vnd.oci.image.index.v1+json', false],
    ['image/png', false],
    ['application/octet-stream', false],
    ['', false],
  ])('%s: %s', (type, may) => {
    expect(mayNameHosts(type)).toBe(may)
  })
})
