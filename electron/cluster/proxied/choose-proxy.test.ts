import { describe, expect, it } from 'vitest'
import { chooseProxy } from './choose-proxy.ts'

const proxy = 'http://proxy:3128'
const choose = (server: string, env: Record<string, string>, own?: string): string | undefined =>
  chooseProxy(new URL(server), own, env)?.href

describe('chooseProxy', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['https://api:6443', { HTTPS_PROXY: proxy }, 'http://proxy:3128/'],
    ['https://api:6443', { https_proxy: proxy }, 'http://proxy:3128/'],
    ['https://api:6443', { https_proxy: 'http://small', HTTPS_PROXY: proxy }, 'http://proxy:3128/'],
    ['https://api:6443', { HTTPS_PROXY: '', https_proxy: proxy }, 'http://proxy:3128/'],
    ['https://api:6443', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
    ['https://api:6443', { HTTPS_PROXY: 'socks5://me:pw@proxy' }, 'socks5://me:pw@proxy'],
    ['https://api:6443', { HTTP_PROXY: proxy, ALL_PROXY: proxy }, undefined],
    ['http://api:8080', { HTTP_PROXY: proxy }, 'http://proxy:3128/'],
    ['http://api:8080', { HTTPS_PROXY: proxy }, undefined],
    // This computer is never reached through a proxy of the environment.
    ['https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://127.8.9.1:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://10.0.0.1:6443', { HTTPS_PROXY: proxy }, 'http://proxy:3128/'],
  ])('%s with %j: %s', (server, env, chosen) => {
    expect(choose(server, env)).toBe(chosen)
  })

  it('takes proxy-url before all else, for this computer too', () => {
    expect(choose('https://localhost', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, 'socks5://own:1')).toBe('socks5://own:1')
    expect(choose('https://localhost', {}, '')).toBeUndefined()
  })

  it.each<[string, string, boolean]>([
    ['*', 'https://api.example.com', true],
    ['example.com', 'https://api.example.com', true],
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://notexample.com', false],
    ['.example.com', 'https://example.com', false],
    ['.example.com', 'https://api.example.com', true],
    ['*.example.com', 'https://api.example.com', true],
    ['API.Example.com', 'https://api.example.com', true],
    ['other, api.example.com ', 'https://api.example.com', true],
    ['api.example.com:6443', 'https://api.example.com:6443', true],
    ['api.example.com:443', 'https://api.example.com', true],
    ['api.example.com:443', 'https://api.example.com:6443', false],
    ['10.0.0.0/8', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.1.2.3', 'https://10.1.2.3:6443', true],
    ['10.1.2.3:443', 'https://10.1.2.3:6443', false],
    ['fd00::/8', 'https://[fd00::1]:6443', true],
    ['fd00::1', 'https://[fd00::1]:6443', true],
    ['[fd00::1]:6443', 'https://[fd00::1]:6443', true],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['.3', 'https://10.1.2.3', false],
    ['10.1.2.3', 'https://x.10.1.2.3.example', false],
    // As Go reads them, for better or worse.
    ['[fd00::1]', 'https://[fd00::1]:6443', false],
    ['[api.example.com]', 'https://api.example.com', false],
    ['example.com:', 'https://api.example.com:6443', true],
    ['example.com:443', 'https://api.example.com', true],
    ['bücher.example', 'https://api.bücher.example', true],
    ['*.bücher.example', 'https://xn--bcher-kva.example', false],
    ['', 'https://api.example.com', false],
  ])('NO_PROXY=%s, %s: %s', (list, server, exempt) => {
    expect(choose(server, { HTTPS_PROXY: proxy, no_proxy: list }) === undefined).toBe(exempt)
  })
})
