import { describe, expect, it, vi } from 'vitest'
import { redact, reportUnexpected } from './unexpected-errors.ts'

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc123.def-456', 'Authorization: Bearer ***'],
    ['used bearer abcdefgh', 'used bearer ***'],
    ['"authorization": "Custom abc"', '"authorization": "Custom ***"'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic ***'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.sig_nature back', 'got *** back'],
    ['{"token":"sha256~abcdef"}', '{"token":"***"}'],
    ['id-token: abcdef', 'id-token: ***'],
    ['GET /x?access_token=abcdef&y=1', 'GET /x?access_token=***&y=1'],
    ['password=hunter22', 'password=***'],
    ['connect https://user:secret@proxy.example:3128 failed', 'connect https://***@proxy.example:3128 failed'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '***'],
    // Nothing to hide: sentences stay readable.
    ['the token has expired', 'the token has expired'],
    ['Basic authentication is off', 'Basic authentication is off'],
    ['connect ECONNREFUSED 127.0.0.1:8001', 'connect ECONNREFUSED 127.0.0.1:8001'],
    ['at file:///a/b@2.0/c.js:1:2', 'at file:///a/b@2.0/c.js:1:2'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })
})

it('gives a terminal no secrets and no control characters', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  reportUnexpected(new Error('token=abcdef \u009b2J gone'))
  expect(write.mock.lastCall?.[0]).toMatch(/^Unexpected error: Error: token=\*\*\* \\u009b2J gone\n/)
  write.mockRestore()
})
