import { describe, expect, it } from 'vitest'
import { originUrl } from '../../shared/origin.ts'
import { externalUrl, judgeNavigation, shownUrl } from './navigation.ts'

const web = { cluster: 'demo', namespace: 'default', service: 'web', port: '' }
const own = originUrl(web, 8001).slice(0, -1)
const tab = (service: string, port = '') => ({ cluster: 'demo', namespace: 'default', service, port })
const api = originUrl(tab('api'), 8001)

describe('judgeNavigation of the main frame', () => {
  it.each([
    [`${own}/`, { go: 'here' }],
    [`${own}/deep/path?q#h`, { go: 'here' }],
    [own.toUpperCase(), { go: 'here' }],
    // A short name leads to the Service's own origin.
    ['HTTP://WEB.default.demo.localhost:8001/', { go: 'here' }],
    [`${api}x?y`, { go: 'tab', target: tab('api'), url: `${api}x?y` }],
    ['http://api.default.demo.localhost:8001/x?y', { go: 'tab', target: tab('api'), url: `${api}x?y` }],
    [
      'http://http.api.default.demo.localhost:8001/',
      { go: 'tab', target: tab('api', 'http'), url: api.replace('api', 'http.api') },
    ],
    // Another port, another scheme: not our listener.
    [originUrl(tab('api'), 9000), { go: 'outside', url: originUrl(tab('api'), 9000) }],
    [`${own.replace('http:', 'https:')}/`, { go: 'outside', url: `${own.replace('http:', 'https:')}/` }],
    ['http://127.0.0.1:8001/api/v1', { go: 'outside', url: 'http://127.0.0.1:8001/api/v1' }],
    ['https://example.com/a', { go: 'outside', url: 'https://example.com/a' }],
    ['https://user:secret@example.com/', { go: 'outside', url: 'https://example.com/' }],
    [
      `http://web.default.demo.localhost.evil.example:8001/`,
      { go: 'outside', url: 'http://web.default.demo.localhost.evil.example:8001/' },
    ],
    ['app://porthole/', { go: 'nowhere' }],
    ['file:///etc/passwd', { go: 'nowhere' }],
    ['javascript:alert(1)', { go: 'nowhere' }],
    ['data:text/html,x', { go: 'nowhere' }],
    [`blob:${own}/0-1`, { go: 'nowhere' }],
    ['about:blank', { go: 'nowhere' }],
    ['chrome://gpu', { go: 'nowhere' }],
    ['devtools://devtools/', { go: 'nowhere' }],
    ['mailto:a@example.com', { go: 'nowhere' }],
    ['vscode://open', { go: 'nowhere' }],
    ['', { go: 'nowhere' }],
    ['//example.com', { go: 'nowhere' }],
  ])('%s', (url, expected) => {
    expect(judgeNavigation(url, true, own)).toEqual(expected)
  })
})

describe('judgeNavigation of a window that a page opened', () => {
  it.each([
    [`${own}/deep`, 'here'],
    ['about:blank', 'here'],
    [`blob:${own}/0-1`, 'here'],
    [`blob:${api}0-1`, 'nowhere'],
    ['blob:https://example.com/0-1', 'nowhere'],
    ['blob:null/0-1', 'nowhere'],
    ['about:srcdoc', 'nowhere'],
    ['data:text/html,x', 'nowhere'],
    ['https://example.com/', 'outside'],
    [api, 'tab'],
  ])('%s', (url, go) => expect(judgeNavigation(url, true, own, true).go).toBe(go))
})

describe('judgeNavigation of a frame inside', () => {
  it.each([
    [`${own}/frame`, 'here'],
    ['https://example.com/embed', 'here'],
    ['http://api.default.demo.localhost:8001/', 'here'],
    ['about:srcdoc', 'here'],
    ['data:text/html,x', 'here'],
    [`blob:${own}/0-1`, 'here'],
    ['app://porthole/', 'nowhere'],
    ['file:///etc/passwd', 'nowhere'],
    ['chrome://gpu', 'nowhere'],
    ['mailto:a@example.com', 'nowhere'],
    ['nonsense', 'nowhere'],
  ])('%s', (url, go) => {
    expect(judgeNavigation(url, false, own)).toEqual({ go })
  })
})

describe('externalUrl', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['http://example.com/a b', 'http://example.com/a%20b'],
    ['https://bank.example@evil.example/', 'https://evil.example/'],
    ['file:///etc/passwd', undefined],
    ['smb://host/share', undefined],
    ['ms-msdt:/id', undefined],
    ['javascript:alert(1)', undefined],
    ['example.com', undefined],
  ])('%s', (url, expected) => {
    expect(externalUrl(url)).toBe(expected)
  })
})

it('a question shows the whole host, and a path of some length', () => {
  // As long as DNS allows.
  const host = `https://${Array.from({ length: 4 }, () => 'a'.repeat(62)).join('.')}/`
  expect(shownUrl(host)).toBe(host)
  const shown = shownUrl(`${host}${'b'.repeat(2_000_000)}`)
  expect([shown.length, shown.startsWith(host), shown.endsWith('b…')]).toEqual([301, true, true])
})
