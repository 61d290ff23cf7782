import { describe, expect, it } from 'vitest'
import { redactPath } from './redact-path.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'
const random = 'q7Zt0aP4xW9bR2mK8cV5nY1e'

describe('redactPath keeps', () => {
  it.each([
    '/',
    '*',
    '/d/000000012/overview?orgId=1&from=now-6h&to=now&var-pod=web-7d9c6b8f4-x2k9p',
    '/api/v1/namespaces/default/services/https:web:443/proxy/a?b=c',
    '/static/main.8f3a9c1b2d0e1f2a3b4c.js',
    '/pods/0b7e3c1e-5d6f-4f0a-9d5c-1a2b3c4d5e6f/log?container=web&follow=true',
    '/v2/app/blobs/sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    '/kube-prometheus-stack-grafana-7d9c6b8f4-x2k9p/metrics',
    '/@scope/package/-/package-1.0.0.tgz',
    '/users/somebody@example.com?time=20240101120000000000',
    '/search?q=%22a%20b%22&page=2',
    '/broken%?a=%zz',
  ])('%s', (path) => {
    expect(redactPath(path)).toBe(path)
  })
})

describe('redactPath cuts out', () => {
  it.each([
    ['a value by its name', '/a?token=x&b=1', '/a?token=REDACTED&b=1'],
    ['a code of OAuth', '/cb?code=4/0AX&scope=a', '/cb?code=REDACTED&scope=a'],
    ['any case', '/?X-Amz-Signature=ab&ApiKey=1', '/?X-Amz-Signature=REDACTED&ApiKey=REDACTED'],
    ['an encoded name', '/?%74oken=x', '/?%74oken=REDACTED'],
    ['a nested name', '/?user[password]=x', '/?user[password]=REDACTED'],
    ['what follows a semicolon', '/?token=ab;cd&e=f', '/?token=REDACTED&e=f'],
    ['after a semicolon', '/?a=1;sid=x', '/?a=1;sid=REDACTED'],
    ['a value with signs of its own', '/?token=a/b+c==?d&e=f', '/?token=REDACTED&e=f'],
    ['a parameter of the path', '/a;jsessionid=1F2/b', '/a;jsessionid=REDACTED/b'],
    ['a JWT by its look', `/?a=${jwt}`, '/?a=REDACTED'],
    ['a JWT in the path', `/verify/${jwt}/x`, '/verify/REDACTED/x'],
    ['a JWT as a file', `/verify/${jwt}.js`, '/verify/REDACTED'],
    ['a random text', `/hooks/T01/${random}`, '/hooks/T01/REDACTED'],
    ['a random hex text', '/?x=9f86d081884c7d659a2feaa0c55ad015', '/?x=REDACTED'],
    ['an encoded random text', `/?x=${random.replace('q', '%71')}`, '/?x=REDACTED'],
    ['user information', 'http://joe:pw@host/a', 'http://REDACTED@host/a'],
    ['a name alone, which may be a token', 'https://ghx@host/a', 'https://REDACTED@host/a'],
    ['user information in a path', '/proxy/http://joe:pw@host/a', '/proxy/http://REDACTED@host/a'],
    ['a fragment of OAuth', '/a#access_token=x&b=1', '/a#access_token=REDACTED&b=1'],
    ['a route in a fragment', '/a#/b?token=x', '/a#/b?token=REDACTED'],
    ['JSON', '/?q={"password":"x"}', '/?q=REDACTED'],
    ['encoded JSON', '/?q=%7B%22password%22%3A%22x%22%7D', '/?q=REDACTED'],
  ])('%s', (_rule, path, clean) => {
    expect(redactPath(path)).toBe(clean)
  })

  it.each([1, 2, 3, 4, 5, 6])('what URLs in URLs carry, %i deep', (depth) => {
    let url = 'http://joe:hunter2@h/a?token=hunter3'
    for (let level = 0; level < depth; level++) url = `http://h/login?next=${encodeURIComponent(url)}`
    const clean = redactPath(url)
    expect(clean).not.toMatch(/hunter/)
    expect(clean).toMatch(/^http:\/\/h\/login\?next=/)
  })

  it('what is beyond the limit', () => {
    expect(redactPath(`/${'a/'.repeat(5_000)}`)).toHaveLength(2_049)
  })

  it('nothing slowly, however long or strange a path is', () => {
    const parts = [
      '%25'.repeat(5_000),
      '@:'.repeat(8_000),
      '?&;='.repeat(4_000),
      `"a":`.repeat(4_000),
      '=['.repeat(8_000),
    ]
    const start = performance.now()
    for (const part of parts) redactPath(`/${part}`)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
