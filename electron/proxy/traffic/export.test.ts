import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { KeptBody } from './kept-bodies.ts'
import { toCurl } from './to-curl.ts'
import { toHar } from './to-har.ts'
import type { TrafficEntry } from './traffic-entry.ts'
import { TrafficLog, type TrafficStart } from './traffic-log.ts'

const origin = 'http://web.default.demo.localhost:8001'
const originOf = () => origin
const entry = (more: Partial<TrafficEntry> = {}): TrafficEntry => ({
  id: 1,
  started: '2026-01-02T03:04:05.006Z',
  method: 'GET',
  path: '/a?b=c%20d',
  status: 302,
  transport: 'service-proxy',
  bytesIn: 3,
  bytesOut: 7,
  firstByteMs: 5,
  totalMs: 20,
  failure: null,
  requestHeaders: [{ name: 'accept', value: '*/*' }],
  responseHeaders: [
    { name: 'content-type', value: 'text/html' },
    { name: 'location', value: '/x' },
  ],
  websocket: false,
  ...more,
})

const kept = (text: string) => {
  const [request, response] = [new KeptBody(() => undefined), new KeptBody(() => undefined)]
  response.take(Buffer.from(text))
  return { request, response }
}

/** What a POSIX shell hands to curl. */
function words(command: string): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

describe('toHar', () => {
  it('says what HAR 1.2 wants to know', () => {
    const har = toHar([entry()], { originOf, appVersion: '1.0.0' })
    expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'Porthole', version: '1.0.0' } })
    expect(har.log.entries[0]).toEqual({
      startedDateTime: '2026-01-02T03:04:05.006Z',
      time: 20,
      request: {
        method: 'GET',
        url: `${origin}/a?b=c%20d`,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [{ name: 'accept', value: '*/*' }],
        queryString: [{ name: 'b', value: 'c d' }],
        headersSize: -1,
        bodySize: 3,
      },
      response: {
        status: 302,
        statusText: 'Found',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: entry().responseHeaders,
        content: { size: 0, mimeType: 'text/html' },
        redirectURL: '/x',
        headersSize: -1,
        bodySize: -1,
        _transferSize: 7,
      },
      cache: {},
      timings: { send: 0, wait: 5, receive: 15 },
      _transport: 'service-proxy',
    })
  })

  it.each([
    ['lasts', entry({ status: null, totalMs: null, firstByteMs: null }), { time: 0, response: { status: 0 } }],
    [
      'failed',
      entry({ status: null, firstByteMs: null, failure: 'no-endpoints' }),
      { time: 20, _error: 'no-endpoints' },
    ],
    ['is a WebSocket', entry({ status: 101, websocket: true }), { _resourceType: 'websocket' }],
  ])('takes a request that %s', (_name, given, expected) => {
    expect(toHar([given], { originOf, appVersion: '1' }).log.entries[0]).toMatchObject(expected)
  })

  it.each([
    ['which says how long it is', entry({ responseHeaders: [{ name: 'Content-Length', value: '13' }] }), 13, 13],
    ['of HEAD', entry({ method: 'HEAD', responseHeaders: [{ name: 'content-length', value: '13' }] }), 0, 0],
    ['which was kept', entry({ bodies: kept('packed') }), 6, 8],
  ])('counts of an answer %s its body alone', (_name, given, bodySize, size) => {
    const bodies = new Map(given.bodies ? [[1, { response: 'unpacked' }]] : [])
    expect(toHar([given], { originOf, appVersion: '1', bodies }).log.entries[0]?.response).toMatchObject({
      bodySize,
      content: { size },
      _transferSize: 7,
    })
  })
})

describe('toCurl', () => {
  const start = ['--path-as-is', '--globoff']

  it.each([
    ['GET', entry(), ['--header', 'accept: */*', '--url', `${origin}/a?b=c%20d`]],
    ['HEAD', entry({ method: 'HEAD', requestHeaders: [] }), ['--head', '--url', `${origin}/a?b=c%20d`]],
    [
      'another method',
      entry({ method: "PO'ST", requestHeaders: [] }),
      ['--request', "PO'ST", '--url', `${origin}/a?b=c%20d`],
    ],
    ['another target', entry({ path: '*', requestHeaders: [] }), ['--request-target', '*', '--url', `${origin}/`]],
    [
      'another host as target',
      entry({ path: '@evil.example/', requestHeaders: [] }),
      ['--request-target', '@evil.example/', '--url', `${origin}/`],
    ],
    [
      'what curl says by itself',
      entry({
        requestHeaders: ['host', 'connection', 'content-length'].map((name) => ({ name, value: 'x' })),
        path: '/',
      }),
      ['--url', `${origin}/`],
    ],
    [
      'an empty header',
      entry({ requestHeaders: [{ name: 'x-a', value: '' }], path: '/' }),
      ['--header', 'x-a;', '--url', `${origin}/`],
    ],
    [
      'a header that is a file to curl',
      entry({ requestHeaders: [{ name: '@/etc/passwd', value: 'x' }], path: '/' }),
      ['--url', `${origin}/`],
    ],
    [
      'a header of two lines',
      entry({ requestHeaders: [{ name: 'x-a', value: 'b\r\nx-c: d' }], path: '/' }),
      ['--header', 'x-a: b x-c: d', '--url', `${origin}/`],
    ],
  ])('%s', (_name, given, expected) => {
    expect(words(toCurl(given, { origin }))).toEqual([...start, ...expected])
  })

  it.each([`/'; echo pwned; '`, '/$(id)`id`', '/a\nid\n', '/"\\!*?[a]{b}~', `/'\\''`, '/ä\u2028\0', "/''''"])(
    'hands a hostile path to curl as one word: %j',
    (path) => {
      const command = toCurl(entry({ path, requestHeaders: [{ name: 'x-a', value: path }] }), { origin })
      expect(command).not.toMatch(/\p{Cc}/u)
      const [, , , header, , url, ...more] = words(command)
      expect(more).toEqual([])
      expect(header).toMatch(/^x-a: \//)
      expect(decodeURIComponent(url ?? '')).toBe(origin + path)
    },
  )

  const forWindows = (path: string, ...values: string[]): string => {
    const requestHeaders = values.map((value) => ({ name: 'x-a', value }))
    return toCurl(entry({ path, requestHeaders }), { origin, windows: true })
  }

  it('asks the same from cmd and from PowerShell', () => {
    expect(forWindows('/a%20b?c=d&e=~f', "text/html, */*;q=0.8 (it's)")).toBe(
      `curl.exe --path-as-is --globoff --header "x-a: text/html, */*;q=0.8 (it's)" --url "${origin}/a%20%62?c=d&e=~f"`,
    )
  })

  it.each([
    ['cmd', '/"&calc&"', '/%22&calc&%22'],
    ['PowerShell', "/';calc;'$(calc)`calc", "/';calc;'%24(calc)%60calc"],
    ['curl', '/" --output evil "', '/%22%20--output%20evil%20%22'],
    ['curl’s parser', '/\\" -K evil', '/%5C%22%20-K%20evil'],
    ['typographic quotes', '/\u201d;calc;\u201c', '/%E2%80%9D;calc;%E2%80%9C'],
    ['cmd’s variables', '/%USERNAME%/%DB_PASSWORD%', undefined],
  ])('hands what is meant for %s over as one word', (_name, path, meant) => {
    const command = forWindows(path, path.slice(1).replace('/', ' '))
    // Between the quotes there is no variable's name, and nothing that ends them.
    const [, url = ''] =
      /^curl\.exe --path-as-is --globoff (?:--header "[^"$`\\%]*" )?--url "([^"$`\\]*)"$/.exec(command) ?? []
    expect(url).not.toBe('')
    for (const [, name] of url.matchAll(/%([^%]*)(?=%)/g)) expect(name).not.toMatch(/^(?![3-7])[\dA-F]{2}\w/i)
    if (meant !== undefined) expect(decodeURIComponent(url)).toBe(decodeURIComponent(origin + meant))
  })

  it('shakes hands for a WebSocket', () => {
    const requestHeaders = [{ name: 'sec-websocket-key', value: 'old' }]
    const said = words(toCurl(entry({ websocket: true, requestHeaders }), { origin }))
    expect(said).toContain('Upgrade: websocket')
    expect(said.join()).not.toContain('old')
  })
})

/** The same numbers each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let next = Math.imul(state ^ (state >>> 15), 1 | state)
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next
    return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('a planted secret', () => {
  const names = ['token', 'access_token', 'id_token', 'code', 'key', 'api_key', 'password', 'secret', 'sig', 'jwt']
  const headers = [
    'authorization',
    'cookie',
    'x-gitlab-token',
    'x-api-key',
    'x-auth-x',
    'x-csrf-a',
    'proxy-authorization',
  ]
  const twice = (text: string) => encodeURIComponent(encodeURIComponent(text))
  const places: ((name: string, header: string, secret: string) => Partial<TrafficStart>)[] = [
    (name, _, secret) => ({ path: `/a?x=1&${name}=${secret}&y=2` }),
    (name, _, secret) => ({ path: `/a;${name}=${secret}/b` }),
    (name, _, secret) => ({ path: `/login?next=${encodeURIComponent(`/b?${name}=${secret}#c`)}` }),
    (name, _, secret) => ({ path: `/login?next=${twice(`http://joe:${secret}@h/b?${name}=${secret}`)}` }),
    (name, _, secret) => ({ path: `/q?filter=${encodeURIComponent(JSON.stringify({ a: { [name]: secret } }))}` }),
    (_, __, secret) => ({ path: `http://joe:${secret}@h/` }),
    (_, header, secret) => ({ headers: { [header]: secret } }),
    (_, header, secret) => ({ headers: { [header]: `Bearer ${secret}` } }),
    (_, __, secret) => ({ headers: { 'sec-websocket-protocol': `v4, bearer.${secret}` } }),
    (name, _, secret) => ({ headers: { referer: `http://h/a?${name}=${secret}` } }),
    (name, _, secret) => ({ headers: { 'x-free': `a=b, ${name}="${secret}"` } }),
    (_, __, secret) => ({ headers: { 'x-free': `eyJ${secret}${secret}.${secret}` }, path: `/v/eyJ${secret}${secret}` }),
  ]

  it('never comes out, wherever it stood', () => {
    const random = numbers(7)
    const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
    for (let round = 0; round < 600; round++) {
      const secret = Array.from({ length: 6 + Math.floor(random() * 20) }, () =>
        pick('abcdXYZ0189_-'.split(/(?:)/)),
      ).join('')
      const planted = places[round % places.length]?.(pick(names), pick(headers), secret) ?? {}
      const log = new TrafficLog()
      const base = { method: 'GET', path: '/', headers: {}, transport: null, websocket: false }
      const handle = log.begin('a', { ...base, ...planted })
      handle.head(302, { 'set-cookie': [`sid=${secret}`], location: planted.path, ...planted.headers })
      const entries = log.entries('a')
      const out = [
        entries,
        toHar(entries, { originOf, appVersion: '1' }),
        entries.map((each) => toCurl(each, { origin })),
      ]
      expect(JSON.stringify(out), JSON.stringify(planted)).not.toContain(secret)
    }
  })
})
