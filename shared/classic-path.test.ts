import { describe, expect, it } from 'vitest'
import { leavesRoot, parseClassicPath, parseProxySegment, proxySegment, servicePrefix } from './classic-path.ts'

describe('parseProxySegment', () => {
  it.each([
    ['web', { scheme: '', name: 'web', port: '' }],
    ['web:http', { scheme: '', name: 'web', port: 'http' }],
    ['web:80', { scheme: '', name: 'web', port: '80' }],
    ['web:', { scheme: '', name: 'web', port: '' }],
    ['https:web:', { scheme: 'https', name: 'web', port: '' }],
    ['https:web:443', { scheme: 'https', name: 'web', port: '443' }],
    ['http:web:http', { scheme: 'http', name: 'web', port: 'http' }],
    [':web:http', { scheme: '', name: 'web', port: 'http' }],
    [':web:', { scheme: '', name: 'web', port: '' }],
    // Two parts are name and port, never scheme and name.
    ['https:web', { scheme: '', name: 'https', port: 'web' }],
  ])('reads %s', (text, segment) => {
    expect(parseProxySegment(text)).toEqual(segment)
  })

  it.each(['', ':', ':80', '::', 'https::443', 'ftp:web:21', 'HTTPS:web:443', 'a:b:c:d', ':::'])(
    'refuses %s',
    (text) => {
      expect(parseProxySegment(text)).toBeUndefined()
    },
  )
})

describe('proxySegment', () => {
  it.each([
    ['web:http', { name: 'http', port: 80, appProtocol: '' }],
    ['web', { name: '', port: 80, appProtocol: '' }],
    ['https:web:https', { name: 'https', port: 8443, appProtocol: '' }],
    ['https:web:', { name: '', port: 443, appProtocol: '' }],
    ['https:web:api', { name: 'api', port: 5000, appProtocol: 'https' }],
    ['web:https', { name: 'https', port: 443, appProtocol: 'http' }],
  ])('writes %s', (segment, port) => {
    expect(proxySegment('web', port)).toBe(segment)
  })
})

const at = (segment: string, rest = ''): string => servicePrefix('default', segment) + rest

describe('parseClassicPath', () => {
  it.each([
    ['no rest', at('web'), 'web', 'web', ''],
    ['a slash', at('web', '/'), 'web', 'web', '/'],
    ['a path and a query', at('https:web:443', '/a/b?c=d'), 'https:web:443', 'web', '/a/b?c=d'],
    ['a query right after proxy', at('web', '?a=b'), 'web', 'web', '?a=b'],
    ['encoded colons, upper and lower case', at('https%3Aweb%3a443', '/'), 'https%3Aweb%3a443', 'web', '/'],
    ['double slashes in the rest', at('web', '//a//b'), 'web', 'web', '//a//b'],
    ['encoded slashes in the rest', at('web', '/a%2Fb'), 'web', 'web', '/a%2Fb'],
    ['proxy once more in the rest', at('web', '/proxy/x'), 'web', 'web', '/proxy/x'],
    ['dots that stay in the rest', at('web', '/a/../b'), 'web', 'web', '/a/../b'],
    ['dots in the query', at('web', '/?next=/../..'), 'web', 'web', '/?next=/../..'],
  ])('takes %s', (_name, path, literal, name, rest) => {
    const parsed = parseClassicPath(path)
    expect(parsed).toMatchObject({ namespace: 'default', literal, rest })
    expect(parsed?.segment.name).toBe(name)
  })

  it.each([
    ['the root', '/'],
    ['a list of Services', '/api/v1/namespaces/default/services'],
    ['a Service', '/api/v1/namespaces/default/services/web'],
    ['Secrets', '/api/v1/namespaces/default/secrets'],
    ['another subresource', '/api/v1/namespaces/default/services/web/status'],
    ['the proxy of a Pod', '/api/v1/namespaces/default/pods/web/proxy/'],
    ['the proxy of a Node', '/api/v1/nodes/one/proxy/'],
    ['the old proxy verb', '/api/v1/proxy/namespaces/default/services/web/'],
    ['another group', '/apis/apps/v1/namespaces/default/services/web/proxy/'],
    ['upper case', '/API/v1/namespaces/default/services/web/proxy/'],
    ['what only begins like proxy', at('web').replace(/proxy$/, 'proxyx')],
    ['a fragment', at('web', '#/../..')],
    ['a path before it', `/x${at('web', '/')}`],
    ['double slashes before proxy', `/${at('web', '/')}`],
    ['an empty namespace', servicePrefix('', 'web')],
    ['an empty Service', servicePrefix('default', '')],
    ['an empty name', at(':80', '/')],
    ['four parts', at('https:web:443:x', '/')],
    ['a bad scheme', at('ftp:web:21', '/')],
    ['an encoded bad scheme', at('ftp%3Aweb%3A21', '/')],
    ['dots for a namespace', '/api/v1/namespaces/../services/web/proxy/'],
    ['encoded dots for a namespace', '/api/v1/namespaces/%2e%2e/services/web/proxy/'],
    ['dots for a Service', at('..', '/')],
    ['an encoded slash in the namespace', servicePrefix('a%2Fsecrets%2Fb', 'web')],
    ['an encoded slash in the Service', at('web%2Fproxy%2Fx', '/')],
    ['an encoded slash in the port', at('web:80%2F..', '/')],
    ['a colon encoded twice', at('web%253A80', '/')],
    ['a semicolon', at('web;x', '/')],
    ['a dot in the name', at('web.other', '/')],
    ['upper case in the name', at('Web', '/')],
    ['a query in the Service', at('web?', '/')],
    ['dots that lead out', at('web', '/..')],
    ['dots that lead to Secrets', at('web', '/../../../../secrets')],
    ['dots that lead out later', at('web', '/a/b/../../..')],
    ['encoded dots', at('web', '/%2e%2E/')],
    ['half encoded dots', at('web', '/.%2e/')],
    ['dots behind an encoded slash', at('web', '/x%2F..%2f..')],
    ['dots behind a backslash', at('web', '/..\\')],
    ['dots behind an encoded backslash', at('web', '/%5c..%5c')],
    ['dots with a parameter', at('web', '/..;x=y/')],
    ['dots behind double slashes', at('web', '//..')],
  ])('refuses %s', (_name, path) => {
    expect(parseClassicPath(path)).toBeUndefined()
  })

  it('reads back what servicePrefix and proxySegment write', () => {
    for (const [name, port] of [
      ['http', 80],
      ['', 80],
      ['https', 443],
      ['', 443],
    ] as const) {
      const literal = proxySegment('web', { name, port, appProtocol: '' })
      expect(parseClassicPath(`${servicePrefix('default', literal)}/`)).toMatchObject({
        literal,
        segment: { name: 'web', port: name },
      })
    }
  })
})

describe('leavesRoot', () => {
  it.each([
    ['', false],
    ['/', false],
    ['*', false],
    ['/a/../b/..', false],
    ['/...', false],
    ['/a..', false],
    ['/a/./..', false],
    ['/./..', true],
    ['/a/../..', true],
    ['/a//../..', true],
    ['/../a', true],
    ['/..%3bx/a', true],
    ['/..%3Bx/a', true],
    ['/%5C..', true],
    ['/?..', false],
    ['/%252e%252e', false],
  ])('%s: %s', (path, leaves) => {
    expect(leavesRoot(path)).toBe(leaves)
  })
})
