import { describe, expect, it } from 'vitest'
import { unrewriteCookie } from './cookie.ts'

const prefix = '/api/v1/namespaces/default/services/web/proxy'

describe('unrewriteCookie', () => {
  it.each([
    ['a plain one', 'a=b', 'a=b'],
    ['a path of its own', 'a=b; Path=/app; HttpOnly', 'a=b; Path=/app; HttpOnly'],
    ['an empty path, which is that of the page', 'a=b; Path=; HttpOnly', 'a=b; Path=; HttpOnly'],
    ['the prefix as path', `a=b; Path=${prefix}`, 'a=b; Path=/'],
    ['the prefix and a slash', `a=b; Path=${prefix}/`, 'a=b; Path=/'],
    ['a path below the prefix, oddly written', `a=b;pAtH = ${prefix}/app ;Secure`, 'a=b;pAtH = /app;Secure'],
    ['a path of another Service', `a=b; Path=${prefix}2/`, `a=b; Path=${prefix}2/`],
    ['a domain', 'a=b; Domain=demo.localhost; Path=/', 'a=b; Path=/'],
    ['a domain, oddly written', 'a=b;DOMAIN = .localhost', 'a=b'],
    ['an empty domain', 'a=b; domain=; domain', 'a=b'],
    ['an attribute that begins like it', 'a=b; DomainX=1', 'a=b; DomainX=1'],
    ['a value that looks like attributes', `path=${prefix}/x`, `path=${prefix}/x`],
    ['a name that is domain', 'domain=localhost; Path=/', 'domain=localhost; Path=/'],
    [
      'all the rest',
      'a=b; Max-Age=1; SameSite=None; Secure; Partitioned',
      'a=b; Max-Age=1; SameSite=None; Secure; Partitioned',
    ],
    ['nothing', '', ''],
  ])('takes back %s', (_name, cookie, expected) => {
    expect(unrewriteCookie(cookie, prefix)).toBe(expected)
  })
})
