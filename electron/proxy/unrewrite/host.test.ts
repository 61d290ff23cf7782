import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { HostUnrewriter, mayNameHosts } from './host.ts'

const own = 'web.shop.prod.localhost:8001'

async function rewritten(text: string, cut = text.length): Promise<string> {
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += cut) parts.push(bytes.subarray(at, at + cut))
  const stream = Readable.from(parts, { objectMode: false }).pipe(new HostUnrewriter('localhost:3000', own))
  return (await buffer(stream)).toString()
}

describe('HostUnrewriter', () => {
  it.each([
    ['href="http://localhost:3000/a"', `href="http://${own}/a"`],
    ['https://localhost:3000/a, since the origin is plain HTTP', `http://${own}/a, since the origin is plain HTTP`],
    ['"ws://localhost:3000/socket"', `"ws://${own}/socket"`],
    ['"wss://localhost:3000"', `"ws://${own}"`],
    ['src="//localhost:3000/x"', `src="//${own}/x"`],
    [String.raw`{"url":"http:\/\/localhost:3000\/x"}`, String.raw`{"url":"http:\/\/${own}\/x"}`],
    ['http://localhost:30001/ and http://localhost:3000.example/', undefined],
    ['localhost:3000 alone, http://other:3000/', undefined],
    ['größe http://localhost:3000/ü', `größe http://${own}/ü`],
  ])('%s, wherever it is cut', async (text, expected = text) => {
    for (let cut = 1; cut <= text.length; cut++) expect(await rewritten(text, cut)).toBe(expected)
  })

  it('holds back no more than may belong to an address', async () => {
    const unrewriter = new HostUnrewriter('localhost', own)
    unrewriter.write('x'.repeat(100))
    expect(String(unrewriter.read()).length).toBeGreaterThan(70)
    await buffer(Readable.from([]))
  })
})

describe('mayNameHosts', () => {
  it.each([
    ['text/html; charset=utf-8', true],
    ['application/json', true],
    ['application/javascript', true],
    ['text/event-stream', false],
    ['image/png', false],
    ['application/octet-stream', false],
    ['', false],
  ])('%s: %s', (type, may) => {
    expect(mayNameHosts(type)).toBe(may)
  })
})
