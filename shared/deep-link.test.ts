import { describe, expect, it } from 'vitest'
import { deepLink, parseDeepLink } from './deep-link.ts'

const plain = { context: 'prod', namespace: 'apps', service: 'web', port: '', path: '/' }

describe('parseDeepLink', () => {
  it.each([
    ['porthole://prod/apps/web', {}],
    ['porthole://prod/apps/web/', {}],
    ['porthole://prod/apps/web:http/', { port: 'http' }],
    ['porthole://prod/apps/web:8080/a/b?c=d#e', { port: '8080', path: '/a/b?c=d#e' }],
    ['porthole://prod/apps/web?q=1', { path: '/?q=1' }],
    ['PORTHOLE://Prod/apps/web', { context: 'Prod' }],
    ['porthole://arn%3Aaws%3Aeks%3Acluster%2Fx/apps/web', { context: 'arn:aws:eks:cluster/x' }],
    ['porthole://user@host:6443/apps/web', { context: 'user@host:6443' }],
    ['porthole://prod/apps/web/a/../b', { path: '/a/../b' }],
  ])('%s', (text, part) => {
    expect(parseDeepLink(text)).toEqual({ ok: true, link: { ...plain, ...part } })
  })

  it.each([
    ['', 'form'],
    ['porthole:', 'form'],
    ['porthole://prod', 'form'],
    ['porthole://prod/apps', 'form'],
    ['porthole:///apps/web', 'form'],
    ['http://prod/apps/web', 'form'],
    ['porthole://%/apps/web', 'form'],
    ['porthole://a%00b/apps/web', 'form'],
    ['porthole://a%E2%80%AEb/apps/web', 'form'],
    ['porthole://prod/Apps/web', '"Apps" is no namespace'],
    ['porthole://prod/../web', '".." is no namespace'],
    ['porthole://prod/apps/we%2Fb', '"we%2Fb" is no Service’s name'],
    ['porthole://prod/apps/--no-sandbox', '"--no-sandbox" is no Service’s name'],
    ['porthole://prod/apps/web:80:90', '"80:90" is no port'],
    ['porthole://prod/apps/web//evil.example/', 'elsewhere'],
    ['porthole://prod/apps/web/../../x', 'elsewhere'],
    ['porthole://prod/apps/web/%2e%2e/%2e%2e/', 'elsewhere'],
    ['porthole://prod/apps/web/\n--flag', 'characters'],
    ['porthole://prod/apps/web/\\evil', 'characters'],
    [`porthole://prod/apps/web/${'a'.repeat(5000)}`, 'too long'],
  ])('refuses %j', (text, why) => {
    const parsed = parseDeepLink(text)
    expect(parsed.ok ? parsed.link : parsed.message).toContain(why)
  })

  it('reads back what deepLink writes', () => {
    const link = { ...plain, context: 'kind-a/b c:ü', port: 'https', path: '/x?y=%20#z' }
    expect(parseDeepLink(deepLink(link))).toEqual({ ok: true, link })
  })
})
