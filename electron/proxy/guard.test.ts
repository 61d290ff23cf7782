import { describe, expect, it } from 'vitest'
import { originHost } from '../../shared/origin.ts'
import { guard, type GuardedRequest } from './guard.ts'

const web = { cluster: 'demo', namespace: 'default', service: 'web', port: '' }
const own = `${originHost(web)}:8001`
const ownPort = `${originHost({ ...web, port: 'http' })}:8001`
const sibling = `${originHost({ ...web, service: 'api' })}:8001`
const short = 'web.default.demo.localhost:8001'

/** What came of a request: the kind of name that it was sent to, or status and code of the refusal. */
function verdict(change: Partial<GuardedRequest>): string {
  const plain = { origin: undefined, site: undefined, mode: undefined, dest: undefined, purpose: undefined }
  const request = { method: 'GET', target: '/', host: 'localhost:8001', listenerPort: 8001, ...plain, ...change }
  const result = guard(request)
  if (result.ok && 'host' in result) return `to ${result.host}`
  return result.ok ? result.name.kind : `${result.status} ${result.failure.code}`
}

describe('Host', () => {
  it.each<[string | undefined, string]>([
    ['localhost:8001', 'loopback'],
    ['LOCALHOST:8001', 'loopback'],
    ['127.0.0.1:8001', 'loopback'],
    ['[::1]:8001', 'loopback'],
    [own, 'origin'],
    [own.toUpperCase(), 'origin'],
    [ownPort, 'origin'],
    [short, 'origin'],
    ['WEB.Default.demo.localhost:8001', 'origin'],
    ['http.web.default.demo.localhost:8001', 'origin'],
    ...[
      undefined,
      '',
      ':8001',
      'localhost',
      'localhost:8002',
      'localhost:80018001',
      'localhost:18001',
      'localhost18001',
      'localhost8001',
      'localhost.:8001',
      'localhost:',
      '127.0.0.1',
      '127.0.0.2:8001',
      '127.1:8001',
      '2130706433:8001',
      '0.0.0.0:8001',
      '0x7f.1:8001',
      '[::]:8001',
      '[::ffff:127.0.0.1]:8001',
      '::1:8001',
      '192.168.0.1:8001',
      // Names that somebody else's DNS makes point here.
      'evil.example:8001',
      '127.0.0.1.nip.io:8001',
      'localhost.evil.example:8001',
      'localtest.me:8001',
      'localhost.localdomain:8001',
      'web.default.demo.localhost.evil.example:8001',
      `${originHost(web)}.evil.example:8001`,
      'demo.localhost:8001',
      'x.y.web.default.demo.localhost:8001',
      `x.${ownPort}`,
      // The site of another Service.
      own.replace(/^web/, 'http.api'),
      'web.default.demo.localhost.:8001',
      `${originHost(web)}.:8001`,
      'evil.example@localhost:8001',
      'localhost:8001@evil.example',
      'evil.example/localhost:8001',
      'evil.example#localhost:8001',
      'localhost:8001, evil.example:8001',
      'localhost:8001 ',
    ].map((host): [string | undefined, string] => [host, '403 host-refused']),
  ])('%s: %s', (host, expected) => {
    expect(verdict({ host })).toBe(expected)
  })

  it.each([own, short])('%s tells which Service it names', (host) => {
    const plain = { origin: undefined, site: undefined, mode: undefined, dest: undefined, purpose: undefined }
    expect(guard({ method: 'GET', target: '/', host, listenerPort: 8001, ...plain })).toEqual({
      ok: true,
      name: { kind: 'origin', target: web },
    })
  })

  it('that is not ours is refused before anything else', () => {
    const all = { host: 'evil.example:8001', method: 'TRACE', target: 'x', site: 'cross-site' }
    expect(verdict(all)).toBe('403 host-refused')
  })

  it.each([
    ['the host', { host: 'evil.example:8001' }, 'evil.example:8001'],
    ['the page', { origin: 'https://evil.example' }, 'https://evil.example'],
  ])('is named in the refusal: %s', (_name, change, named) => {
    const plain = {
      origin: undefined,
      site: undefined,
      mode: undefined,
      dest: undefined,
      purpose: undefined,
      host: 'localhost:8001',
    }
    const result = guard({ method: 'GET', target: '/', listenerPort: 8001, ...plain, ...change })
    expect(result.ok ? '' : result.failure.message).toContain(named)
  })

  it.each([
    ['localhost', 'loopback'],
    ['[::1]', 'loopback'],
    ['127.0.0.1:80', 'loopback'],
    [originHost(web), 'origin'],
    [`${originHost(web)}:8001`, '403 host-refused'],
    ['evil.example', '403 host-refused'],
    ['', '403 host-refused'],
  ])('on port 80, which browsers leave out, "%s" → %s', (host, expected) => {
    expect(verdict({ host, listenerPort: 80 })).toBe(expected)
  })
})

describe('method', () => {
  it.each([
    ...['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, 'loopback'] as const),
    ...['TRACE', 'CONNECT', 'TRACK', 'PROPFIND', 'PURGE', 'get', ''].map(
      (method) => [method, '405 method-refused'] as const,
    ),
  ])('%s: %s', (method, expected) => {
    expect(verdict({ method })).toBe(expected)
  })

  // What a tunnel carries: an application's own methods, but none that asks for another host or shows hidden headers.
  it.each([
    ...['GET', 'DELETE', 'PROPFIND', 'REPORT', 'MOVE', 'LOCK', 'PURGE'].map((method) => [method, 'origin'] as const),
    ...['TRACE', 'CONNECT', 'TRACK', 'get', ''].map((method) => [method, '405 method-refused'] as const),
  ])('%s on an origin: %s', (method, expected) => {
    expect(verdict({ method, host: own })).toBe(expected)
  })
})

describe('target', () => {
  it.each([
    ['GET', '/', 'loopback'],
    ['GET', '//evil.example/', 'loopback'],
    ['OPTIONS', '*', 'loopback'],
    ['GET', '*', '400 path-refused'],
    ['GET', '', '400 path-refused'],
    ['GET', 'http://localhost:8001/', '400 path-refused'],
    ['GET', 'http://evil.example/', '400 path-refused'],
    ['GET', 'evil.example:443', '400 path-refused'],
    ['GET', 'localhost:8001', '400 path-refused'],
    ['OPTIONS', '**', '400 path-refused'],
  ])('%s %s: %s', (method, target, expected) => {
    expect(verdict({ method, target })).toBe(expected)
  })
})

describe('Fetch Metadata', () => {
  const ok = 'loopback'
  const no = '403 site-refused'
  it.each<[string, string, string | undefined, string | undefined, string]>([
    // Ourselves, and somebody at the address bar.
    ['same-origin', 'POST', 'cors', 'empty', ok],
    ['same-origin', 'GET', 'websocket', 'websocket', ok],
    ['same-origin', 'GET', 'navigate', 'iframe', ok],
    ['none', 'GET', 'navigate', 'document', ok],
    ['none', 'POST', 'navigate', 'document', ok],
    // Elsewhere: a link leads here, and nothing else does.
    ...['cross-site', 'same-site', 'what-comes-next', ''].flatMap(
      (site): [string, string, string | undefined, string | undefined, string][] => [
        [site, 'GET', 'navigate', 'document', ok],
        [site, 'HEAD', 'navigate', 'document', ok],
        [site, 'POST', 'navigate', 'document', no],
        [site, 'DELETE', 'navigate', 'document', no],
        [site, 'GET', 'navigate', 'iframe', no],
        [site, 'GET', 'navigate', 'frame', no],
        [site, 'GET', 'navigate', 'embed', no],
        [site, 'GET', 'navigate', 'object', no],
        [site, 'GET', 'navigate', undefined, no],
        [site, 'GET', 'no-cors', 'image', no],
        [site, 'GET', 'no-cors', 'script', no],
        [site, 'GET', 'no-cors', 'document', no],
        [site, 'POST', 'no-cors', 'empty', no],
        [site, 'GET', 'cors', 'empty', no],
        [site, 'OPTIONS', 'cors', 'empty', no],
        [site, 'GET', 'websocket', 'websocket', no],
        [site, 'GET', undefined, undefined, no],
      ],
    ),
  ])('site %s, %s, mode %s, dest %s: %s', (site, method, mode, dest, expected) => {
    expect(verdict({ site, method, mode, dest })).toBe(expected)
  })

  it('says the same of a sandboxed page and of a foreign one, and our own window knows better', () => {
    const asked = { host: own, site: 'cross-site', mode: 'no-cors', dest: 'image' }
    expect(verdict(asked)).toBe(no)
    expect(verdict({ ...asked, ownFrame: true })).toBe('origin')
  })

  it('is believed rather than Origin', () => {
    expect(verdict({ site: 'cross-site', origin: 'http://localhost:8001', method: 'POST' })).toBe(no)
  })
})

describe('what a browser asks for by itself', () => {
  const link = { mode: 'navigate', dest: 'document' }
  it.each([
    ['cross-site', 'prefetch', '403 site-refused'],
    ['same-site', 'prefetch', '403 site-refused'],
    ['cross-site', 'prefetch;prerender', '403 site-refused'],
    ['cross-site', 'Prefetch', '403 site-refused'],
    ['cross-site', undefined, 'loopback'],
    ['same-origin', 'prefetch', 'loopback'],
    ['none', 'prefetch;prerender', '403 site-refused'],
    ['none', 'prefetch', '403 site-refused'],
    ['none', undefined, 'loopback'],
  ])('site %s, purpose %s: %s', (site, purpose, expected) => {
    expect(verdict({ ...link, site, purpose })).toBe(expected)
  })
})

describe('a service worker', () => {
  const asked = { site: 'same-origin', mode: 'same-origin', dest: 'serviceworker' }
  it.each([
    ['localhost:8001', '403 site-refused'],
    ['127.0.0.1:8001', '403 site-refused'],
    [own, 'origin'],
  ])('of %s: %s', (host, expected) => {
    expect(verdict({ ...asked, host })).toBe(expected)
  })
})

describe('Origin without Fetch Metadata', () => {
  const host = own
  it.each([
    ['nobody', undefined, 'origin'],
    ['itself', `http://${host}`, 'origin'],
    ['itself in upper case', `http://${host}`.toUpperCase(), 'origin'],
    ['a sandbox', 'null', '403 site-refused'],
    ['an empty one', '', '403 site-refused'],
    ['another scheme', `https://${host}`, '403 site-refused'],
    ['another port', `http://${originHost(web)}:8002`, '403 site-refused'],
    ['a sibling Service', `http://${sibling}`, '403 site-refused'],
    ['a port of the same Service', `http://${ownPort}`, '403 site-refused'],
    ['the classic listener', 'http://127.0.0.1:8001', '403 site-refused'],
    ['another site', 'https://evil.example', '403 site-refused'],
    ['a site that begins like it', `http://${host}.evil.example`, '403 site-refused'],
  ])('%s', (_name, origin, expected) => {
    expect(verdict({ host, origin, method: 'POST' })).toBe(expected)
  })
})

describe('a short name', () => {
  const visit = { host: short, site: 'none', mode: 'navigate', dest: 'document' }
  const no = '403 site-refused'
  it.each<[string, Partial<GuardedRequest>, string]>([
    ['typed', visit, `to ${originHost(web)}`],
    ['typed, with a port', { ...visit, host: `http.${short}` }, `to ${originHost({ ...web, port: 'http' })}`],
    ['of a link', { ...visit, site: 'cross-site' }, `to ${originHost(web)}`],
    ['of a form', { ...visit, site: 'same-origin', method: 'POST' }, no],
    ['of a frame', { ...visit, site: 'same-origin', dest: 'iframe' }, no],
    ['asked by a page on it', { ...visit, site: 'same-origin', mode: 'cors', dest: 'empty' }, no],
    ['of a worker', { ...visit, site: 'same-origin', mode: 'same-origin', dest: 'serviceworker' }, no],
    ['asked by a program', { host: short, method: 'POST' }, 'origin'],
    ['that is the own one', { ...visit, host: own }, 'origin'],
    ['that is none', { ...visit, host: 'localhost:8001' }, 'loopback'],
  ])('%s', (_name, request, expected) => {
    expect(verdict(request)).toBe(expected)
  })
})
