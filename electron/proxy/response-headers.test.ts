import { describe, expect, it } from 'vitest'
import { responseHeaders } from './response-headers.ts'

const prefix = '/api/v1/namespaces/default/services/web/proxy'
const rewritten = { prefix, hosts: ['web.default.demo.localhost:8001'] }
const lines = (...list: [string, string][]): string[] => list.flat()

describe('responseHeaders', () => {
  it('keeps order, spelling and repetition', () => {
    const raw = lines(
      ['Content-Type', 'text/html'],
      ['Set-Cookie', 'a=1'],
      ['X-Odd', ''],
      ['set-cookie', 'b=2; Path=/'],
    )
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(raw)
    expect(responseHeaders(raw, { rewritten, bodyChanges: false })).toEqual(raw)
  })

  it.each(['Connection', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Connection', 'TE', 'Transfer-Encoding', 'Upgrade'])(
    'drops %s',
    (name) => {
      const raw = lines([name, 'x'], ['ETag', 'y'])
      expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(['ETag', 'y'])
    },
  )

  it.each([
    ['a stylesheet', prefix, 'text/plain; charset=utf-8', true, []],
    ['a stylesheet of another type', prefix, 'text/plain', true, ['Content-Type', 'text/plain']],
    ['what is no stylesheet', prefix, 'text/plain; charset=utf-8', false, undefined],
    ['what came through a tunnel', '', 'text/plain; charset=utf-8', true, undefined],
  ])(
    'does not hand on what the API server guesses to be the type of a stylesheet: %s',
    (_name, to, type, isStyle, kept) => {
      const raw = lines(['Content-Type', type])
      const change = { rewritten: { ...rewritten, prefix: to }, bodyChanges: false, isStyle }
      expect(responseHeaders(raw, change)).toEqual(kept ?? raw)
    },
  )

  it('lets a Service clear what its own origin keeps, and not what 127.0.0.1 keeps of others', () => {
    const raw = lines(['Clear-Site-Data', '"*"'], ['ETag', 'y'])
    expect(responseHeaders(raw, { rewritten, bodyChanges: false })).toEqual(raw)
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(['ETag', 'y'])
  })

  it('names the application as the browser knows it, where that differs', () => {
    const local = { host: 'localhost:80', own: 'web.default.demo.localhost:8001' }
    const raw = lines(
      ['Content-Security-Policy', 'script-src http://localhost:80; img-src localhost:80'],
      ['Link', '<http://localhost:80/a>'],
      ['HX-Redirect', 'http://localhost:80/next'],
      ['X-Served-By', 'localhost:80'],
      ['Location', `http://localhost:80/login?next=${encodeURIComponent('http://localhost:80/a')}`],
      ['Location', 'login?next=http://localhost:80/a'],
      ['Location', 'https://accounts.example/?to=http://localhost:80/a'],
    )
    const named = lines(
      ['Content-Security-Policy', `script-src http://${local.own}; img-src ${local.own}`],
      ['Link', `<http://${local.own}/a>`],
      ['HX-Redirect', `http://${local.own}/next`],
      ['X-Served-By', 'localhost:80'],
      ['Location', `/login?next=${encodeURIComponent(`http://${local.own}/a`)}`],
      ['Location', `login?next=http://${local.own}/a`],
      ['Location', 'https://accounts.example/?to=http://localhost:80/a'],
    )
    const hosts = [...rewritten.hosts, local.host]
    expect(responseHeaders(raw, { rewritten: { ...rewritten, hosts, local }, bodyChanges: false })).toEqual(named)
    expect(responseHeaders(raw, { rewritten, bodyChanges: false })).toEqual(raw)
  })

  it('drops what any Connection header names', () => {
    const raw = lines(
      ['X-Hop', '1'],
      ['X-End', '2'],
      ['Connection', 'close, x-hop'],
      ['connection', 'X-Other'],
      ['x-other', '3'],
    )
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(['X-End', '2'])
  })

  it('announces the trailers that are passed on, and no others', () => {
    const raw = lines(['Trailer', 'X-Checksum'])
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(raw)
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false, trailers: false })).toEqual([])
  })

  it('puts the length behind a name in UTF-8', () => {
    const raw = lines(['Content-Length', '3'], ['Content-Disposition', 'attachment; filename="æ\x97¥.txt"'])
    const sorted = [...raw.slice(2), ...raw.slice(0, 2)]
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(sorted)
  })

  const own: [string, string] = ['Cache-Control', 'no-cache, private']
  const said: [string, string] = ['Cache-Control', 'max-age=60']
  it.each([
    ["the application's own where both stand", lines(own, said), rewritten, lines(said)],
    ['all that the application says', lines(own, own, said), rewritten, lines(own, said)],
    ["the API server's alone", lines(own), rewritten, lines(own)],
    ['what another proxy says first', lines(said, own), rewritten, lines(said, own)],
    ['both on a classic URL', lines(own, said), undefined, lines(own, said)],
    ['both through a tunnel', lines(own, said), { ...rewritten, prefix: '' }, lines(own, said)],
  ])('keeps of how long an answer holds %s', (_name, raw, how, kept) => {
    expect(responseHeaders(raw, { rewritten: how, bodyChanges: false })).toEqual(kept)
  })

  it.each(['Content-Length', 'Content-Encoding', 'Accept-Ranges', 'Content-MD5', 'Digest', 'Content-Digest'])(
    'drops %s only where the body changes',
    (name) => {
      const raw = lines([name, 'x'])
      expect(responseHeaders(raw, { rewritten, bodyChanges: false })).toEqual(raw)
      expect(responseHeaders(raw, { rewritten, bodyChanges: true })).toEqual([])
    },
  )

  it('takes back on an origin what the API server did, and nothing on a classic URL', () => {
    const raw = lines(
      ['Location', `${prefix}/login`],
      ['Content-Location', `${prefix}/x`],
      ['Set-Cookie', `a=1; Path=${prefix}/x; Domain=demo.localhost; HttpOnly`],
      ['X-Location', `${prefix}/stays`],
    )
    expect(responseHeaders(raw, { rewritten: undefined, bodyChanges: false })).toEqual(raw)
    expect(responseHeaders(raw, { rewritten, bodyChanges: false })).toEqual(
      lines(
        ['Location', '/login'],
        ['Content-Location', '/x'],
        ['Set-Cookie', 'a=1; Path=/x; HttpOnly'],
        ['X-Location', `${prefix}/stays`],
      ),
    )
  })
})
