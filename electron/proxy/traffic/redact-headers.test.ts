import { describe, expect, it } from 'vitest'
import { redactHeaders } from './redact-headers.ts'

const random = 'q7Zt0aP4xW9bR2mK8cV5nY1e'

describe('redactHeaders', () => {
  it.each([
    ['authorization', 'Bearer abc', 'Bearer REDACTED'],
    ['authorization', 'Basic YTpi', 'Basic REDACTED'],
    ['authorization', 'abc def', 'REDACTED'],
    ['Authorization', 'abc', 'REDACTED'],
    ['proxy-authorization', 'Basic YTpi', 'Basic REDACTED'],
    ['cookie', 'a=b', 'REDACTED'],
    ['set-cookie', 'a=b; Path=/', 'REDACTED'],
    ['x-vault-token', 'x', 'REDACTED'],
    ['x-api-key', 'x', 'REDACTED'],
    ['x-auth-user', 'x', 'REDACTED'],
    ['x-csrf', 'x', 'REDACTED'],
    ['x-csrftoken', 'x', 'REDACTED'],
    ['x-xsrf-token', 'x', 'REDACTED'],
    ['x-amz-security-token', 'x', 'REDACTED'],
    ['authentication-info', 'nextnonce="x"', 'REDACTED'],
    ['sec-websocket-protocol', 'base64url.bearer.authorization.k8s.io.dA, v4.channel.k8s.io', 'REDACTED'],
    ['sec-websocket-protocol', 'access_token, hunter2', 'REDACTED'],
    ['sec-websocket-protocol', 'graphql-ws', 'graphql-ws'],
    ['referer', 'http://h/a?token=x&b=1', 'http://h/a?token=REDACTED&b=1'],
    ['location', '/cb#access_token=x', '/cb#access_token=REDACTED'],
    ['refresh', '0; url=/a?code=x', '0; url=/a?code=REDACTED'],
    ['link', '</a?sig=x>; rel="next"', '</a?sig=REDACTED>; rel="next"'],
    ['x-other', `a ${random}`, 'a REDACTED'],
    ['x-other', 'Bearer abc', 'REDACTED'],
    ['x-other', 'password="a b"', 'REDACTED'],
    ['accept', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'REDACTED'],
    ['www-authenticate', 'Basic realm="App"', 'Basic realm="App"'],
    ['etag', `"${random}"`, `"${random}"`],
    ['content-type', 'text/html; charset=utf-8', 'text/html; charset=utf-8'],
    ['content-disposition', 'attachment; filename="a.txt"', 'attachment; filename="a.txt"'],
  ])('%s: %s', (name, value, clean) => {
    expect(redactHeaders({ [name]: value })).toEqual([{ name, value: clean }])
  })

  it('gives a line to each value', () => {
    expect(redactHeaders({ 'set-cookie': ['a=b', 'c=d'], via: undefined, age: 3 })).toEqual([
      { name: 'set-cookie', value: 'REDACTED' },
      { name: 'set-cookie', value: 'REDACTED' },
      { name: 'age', value: '3' },
    ])
  })

  it('keeps no more than its limits', () => {
    const lines = redactHeaders(
      Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`a${at}`, '. '.repeat(5_000)])),
    )
    expect(lines).toHaveLength(3)
    expect(lines[0]?.value).toHaveLength(1_025)
  })
})
