import { describe, expect, it } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { originUrl } from '../../shared/origin.ts'
import { pageAddress } from './page-address.ts'

const web = { cluster: 'demo', namespace: 'default', service: 'web', port: '' }
const own = originUrl(web, 8001).slice(0, -1)

describe('pageAddress', () => {
  it.each([
    ['/', '/'],
    ['/graph?g0=up#x', '/graph?g0=up#x'],
    ['graph', '/graph'],
    ['?q=1', '/?q=1'],
    ['', '/'],
    ['  /a b ', '/a%20b'],
    ['/redirect?to=https://example.com', '/redirect?to=https://example.com'],
    ['/../../x', '/x'],
    [`${own}/x`, '/x'],
    [`${own.toUpperCase()}/x`, '/x'],
    [`${own.slice('http://'.length)}/x`, '/x'],
    [`${own.slice('http:'.length)}/x`, '/x'],
    // A short name stands for the Service's own origin.
    ['HTTP://WEB.default.demo.localhost:8001/x', '/x'],
    ['web.default.demo.localhost:8001/x', '/x'],
    ['//web.default.demo.localhost:8001/x', '/x'],
  ])('%s', (address, path) => {
    expect(pageAddress(address, own)).toBe(own + path)
  })

  it.each([
    'https://example.com/',
    'https://web.default.demo.localhost:8001/',
    'http://web.default.demo.localhost:9000/',
    'api.default.demo.localhost:8001/',
    '//example.com/',
    '\\\\example.com\\share',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'app://porthole/',
    `blob:${own}/0-1`,
    'about:blank',
    `view-source:${own}/`,
  ])('refuses %s', (address) => {
    expect(() => pageAddress(address, own)).toThrow(FailureError)
  })
})
