import { expect, test } from 'vitest'
import { addressParts, typedAddress } from './address.ts'

test.each([
  [
    'http://grafana.monitoring.prod.localhost:8001/d/x?a=1#top',
    'grafana.monitoring.prod',
    '.localhost:8001',
    '/d/x?a=1#top',
  ],
  ['http://web.a.prod.localhost/', 'web.a.prod', '.localhost', '/'],
  ['https://example.com:8443/x', 'example.com:8443', '', '/x'],
  ['http://localhost:8001/x', 'localhost:8001', '', '/x'],
  ['not a url', 'not a url', '', ''],
])('%s', (url, host, suffix, path) => expect(addressParts(url)).toEqual({ host, suffix, path }))

test.each([
  [' /metrics ', '/metrics'],
  ['http://a.b.c.localhost:8001/x', 'http://a.b.c.localhost:8001/x'],
  ['a.b.c.localhost:8001/x', 'http://a.b.c.localhost:8001/x'],
  ['a.b.c.localhost', 'http://a.b.c.localhost'],
  ['metrics?from=x.localhost', 'metrics?from=x.localhost'],
])('typed %j asks for %j', (typed, asked) => expect(typedAddress(typed)).toBe(asked))
