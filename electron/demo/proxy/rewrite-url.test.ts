import { describe, expect, it } from 'vitest'
import { rewriteUrl } from './rewrite-url.ts'

const prefix = '/api/v1/namespaces/shop/services/cart:http/proxy'
const at = { prefix, endpoint: '10.244.0.7:8080', requestHost: '127.0.0.1:6443' }

describe('rewriteUrl', () => {
  it.each([
    // Paths of the Service's own.
    ['/', `${prefix}/`],
    ['/login', `${prefix}/login`],
    ['/a/', `${prefix}/a/`],
    ['/a?b=c#d', `${prefix}/a?b=c#d`],
    ['/a?', `${prefix}/a?`],
    ['/a/../b', `${prefix}/b`],
    ['/a%2Fb', `${prefix}/a/b`],
    ['/a b', `${prefix}/a%20b`],
    ['/{{ .Path }}', `${prefix}/%7B%7B%20.Path%20%7D%7D`],
    [`${prefix}/a`, `${prefix}/a`],
    // Its address, and the host that the request named.
    ['http://10.244.0.7:8080/login', `${prefix}/login`],
    ['//10.244.0.7:8080/login', `${prefix}/login`],
    ['https://127.0.0.1:6443/login', `https://127.0.0.1:6443${prefix}/login`],
    ['http://127.0.0.1:6443/login?x', `http://127.0.0.1:6443${prefix}/login?x`],
    // Elsewhere, or relative.
    ['https://example.com/login', 'https://example.com/login'],
    ['http://10.244.0.7/login', 'http://10.244.0.7/login'],
    ['//cdn.example.com/app.js', '//cdn.example.com/app.js'],
    ['HTTPS://example.com', 'https://example.com'],
    ['http://10.244.0.7:8080', 'http://10.244.0.7:8080'],
    ['login', 'login'],
    ['./a(1)', './a(1)'],
    ['a b', 'a%20b'],
    ['../up', '../up'],
    ['#top', '#top'],
    ['?page=2', '?page=2'],
    ['', ''],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['data:text/plain,hi', 'data:text/plain,hi'],
  ])('%j → %j', (text, rewritten) => {
    expect(rewriteUrl(text, at)).toBe(rewritten)
  })

  it.each(['/100%', 'http://a b/', ':x', 'http://host:port/', '/a\nb'])('%j is no URL', (text) => {
    expect(rewriteUrl(text, at)).toBeUndefined()
  })
})
