import { describe, expect, it } from 'vitest'
import { refusesPrefixes, withoutNamePrefix, withPrefixes } from './prefixed-cookie.ts'

describe('withoutNamePrefix', () => {
  it.each([
    ['__Host-a=1; Secure; Path=/', 'porthole__Host-a=1; Secure; Path=/'],
    [' __host-a=1; path = / ; HttpOnly;secure', 'porthole__host-a=1; path = / ; HttpOnly;secure'],
    ['__Secure-a=1; Secure; Path=/x', 'porthole__Secure-a=1; Secure; Path=/x'],
    // No browser keeps these.
    ['__Host-a=1; Path=/', '__Host-a=1; Path=/'],
    ['__Host-a=1; Secure; Path=/x', '__Host-a=1; Secure; Path=/x'],
    ['__Secure-a=1', '__Secure-a=1'],
    ['a=__Host-b; Secure; Path=/', 'a=__Host-b; Secure; Path=/'],
  ])('makes of %s', (cookie, expected) => {
    expect(withoutNamePrefix(cookie)).toBe(expected)
  })
})

describe('withPrefixes', () => {
  it.each([
    ['porthole__Host-a=1; b=2; porthole__Secure-c=3', '__Host-a=1; b=2; __Secure-c=3'],
    ['a=porthole__Host-b', 'a=porthole__Host-b'],
    ['porthole=1; xporthole__Host-a=1', 'porthole=1; xporthole__Host-a=1'],
    ['', ''],
  ])('makes of %s', (cookies, expected) => {
    expect(withPrefixes(cookies)).toBe(expected)
  })
})

describe('refusesPrefixes', () => {
  const chrome = (version: number) => `Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/${version}.0.0.0 Safari/537.36`
  it.each([
    [chrome(130), 130, true],
    [chrome(120), 130, true],
    [chrome(131), 130, false],
    [chrome(130), undefined, false],
    ['Mozilla/5.0 Firefox/120.0', 130, false],
    [undefined, 130, false],
  ])('of %s, refused up to %s, is %s', (agent, upTo, refuses) => {
    expect(refusesPrefixes(agent, upTo)).toBe(refuses)
  })
})
