import { describe, expect, it } from 'vitest'
import { cleanPath, decodePath, encodePath, keepEncoding, keepFragmentEncoding } from './url-path.ts'

describe('cleanPath', () => {
  it.each([
    ['', ''],
    ['/', '/'],
    ['/a', '/a'],
    ['/a/', '/a'],
    ['//a///b', '/a/b'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/../../b', '/b'],
    ['/a/..', '/'],
    ['a/../..', '..'],
    ['a/..', '.'],
    ['../a', '../a'],
  ])('%j → %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean)
  })
})

describe('decodePath', () => {
  it.each([
    ['/a%2Fb', '/a/b'],
    ['/%2e%2E/x', '/../x'],
    ['/caf%C3%A9', '/caf\u00c3\u00a9'],
    ['/a+b', '/a+b'],
    ['/100%', undefined],
    ['/%zz', undefined],
  ])('%j → %j', (raw, decoded) => {
    expect(decodePath(raw)).toBe(decoded)
  })
})

describe('encodePath', () => {
  it.each([
    ['/a b', '/a%20b'],
    ['/$&+,/:;=@', '/$&+,/:;=@'],
    ["/!'()*?[]{}", '/%21%27%28%29%2A%3F%5B%5D%7B%7D'],
    ['/caf\u00c3\u00a9', '/caf%C3%A9'],
    ['/100%', '/100%25'],
  ])('%j → %j', (decoded, raw) => {
    expect(encodePath(decoded)).toBe(raw)
  })
})

describe('keepEncoding', () => {
  it.each([
    ["/it's(ok)", "/it's(ok)", "/it's(ok)"],
    ['/a%2Fb', '/a/b', '/a%2Fb'],
    ['/a%2Fb', '/prefix/a/b', '/prefix/a/b'],
    ['/{{ x }}', '/{{ x }}', '/%7B%7B%20x%20%7D%7D'],
  ])('%j for %j → %j', (raw, decoded, kept) => {
    expect(keepEncoding(raw, decoded)).toBe(kept)
  })
})

describe('keepFragmentEncoding', () => {
  it.each([
    ['/route?x=(1)', '/route?x=(1)'],
    ['a b', 'a%20b'],
    ['%zz', '%zz'],
  ])('%j → %j', (raw, kept) => {
    expect(keepFragmentEncoding(raw)).toBe(kept)
  })
})
