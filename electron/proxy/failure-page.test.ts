import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { failure, failureKinds, type FailureCode } from '../../shared/failure.ts'
import { failurePage, failurePagePolicy } from './failure-page.ts'

const codes = Object.keys(failureKinds) as FailureCode[]
const hostile = `</pre></style><script>alert(1)</script><img src=x onerror="a()" title='&'>`
const elements = (page: string): string[] => [...page.matchAll(/<\/?[a-z][^>]*>/g)].map(([tag]) => tag)

describe('failurePage', () => {
  it('says who refused, in whose words, and what to do', () => {
    const page = failurePage(failure('no-such-port', 'apps/web has no port "x".'))
    expect(page).toMatch(/^<!doctype html>/)
    for (const text of [
      '<title>The Service has no such port</title>',
      '<h1>The Service has no such port</h1>',
      'Choose one of the ports it has.',
      'apps/web has no port &#34;x&#34;.',
      'Porthole&nbsp;· no-such-port',
    ])
      expect(page).toContain(text)
  })

  it.each<[FailureCode, string, string]>([
    ['internal', 'This computer', ''],
    ['context-incomplete', 'This computer', ''],
    ['site-refused', 'This computer', ''],
    ['connection-refused', 'API server', 'This computer'],
    ['forbidden', 'API server', 'This computer'],
    ['no-endpoints', 'Service', 'This computer, API server'],
  ])('shows where %s broke the way: %s', (code, broken, passed) => {
    const stations = [...failurePage(failure(code)).matchAll(/<li([^>]*)>([^<]*)<\/li>/g)]
    expect(stations.filter(([, kind]) => kind === ' class="bad"').map(([, , name]) => name)).toEqual([broken])
    expect(
      stations
        .filter(([, kind]) => kind === '')
        .map(([, , name]) => name)
        .join(', '),
    ).toBe(passed)
    expect(stations).toHaveLength(3)
  })

  it('has trying again as its first choice only where that may help', () => {
    const again = (code: FailureCode) => /<a [^>]*>Try again<\/a>/.exec(failurePage(failure(code)))?.[0]
    expect(again('no-endpoints')).toBe('<a href="">Try again</a>')
    expect(again('not-http')).toBe('<a href="" class="other">Try again</a>')
  })

  it.each([
    ['message', failurePage({ code: 'internal', message: hostile, hint: 'h' })],
    ['hint', failurePage({ code: 'internal', message: 'm', hint: hostile })],
  ])('shows markup in its %s as text', (_name, page) => {
    expect(elements(page)).toEqual(elements(failurePage({ code: 'internal', message: 'm', hint: 'h' })))
    expect(page).not.toContain('<script')
    expect(page).toContain('&#60;script&#62;')
    expect(page).toContain('onerror=&#34;a()&#34; title=&#39;&#38;&#39;')
  })

  it('is allowed its own style sheet and nothing else, whatever it says', () => {
    for (const code of codes) {
      const page = failurePage(failure(code, hostile))
      const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? []
      const hash = createHash('sha256').update(style).digest('base64')
      expect(failurePagePolicy).toContain(`style-src 'sha256-${hash}'`)
      expect(elements(page).join('')).not.toMatch(/ style=|<link|<img| src=/)
    }
    expect(failurePagePolicy).toMatch(/^default-src 'none';.*form-action 'self'; frame-ancestors 'none'$/)
  })

  it('looks again only where waiting helps', () => {
    const again = codes.filter((code) => failurePage(failure(code)).includes('http-equiv="refresh"'))
    expect(again).toEqual(['no-endpoints', 'no-pods', 'service-unreachable'])
  })
})
