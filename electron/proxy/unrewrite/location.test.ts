import { describe, expect, it } from 'vitest'
import { unrewriteLocation } from './location.ts'

const prefix = '/api/v1/namespaces/default/services/https:web:443/proxy'
const host = 'web.default.demo.localhost:8001'
const hosts = [host, 'api.example:6443']

describe('unrewriteLocation', () => {
  it.each([
    ['a path with the prefix', `${prefix}/login?next=/a#b`, '/login?next=/a#b'],
    ['the prefix alone', prefix, '/'],
    ['the prefix and a query', `${prefix}?a=b`, '/?a=b'],
    ['the prefix and a fragment', `${prefix}#a`, '/#a'],
    ['the prefix and a slash', `${prefix}/`, '/'],
    ['a path that only begins like the prefix', `${prefix}x/y`, `${prefix}x/y`],
    ['the prefix of another Service', prefix.replace('web', 'api'), prefix.replace('web', 'api')],
    ['a path without the prefix', '/login', '/login'],
    ['the prefix within a query', `/login?next=${prefix}/a`, `/login?next=${prefix}/a`],
    ['a relative path', 'login', 'login'],
    ['a query alone', '?a=b', '?a=b'],
    ['this origin with the prefix', `http://${host}${prefix}/login`, '/login'],
    ['this origin without it', `http://${host}/login`, '/login'],
    ['this origin with TLS, where the application thinks so', `https://${host}${prefix}/login`, '/login'],
    ['this origin without a scheme', `//${host}${prefix}/login`, '/login'],
    ['this origin without a path', `http://${host}`, '/'],
    ['this origin with a query alone', `http://${host}?a`, '/?a'],
    ['this origin in upper case', `HTTP://${host.toUpperCase()}${prefix}/login`, '/login'],
    ["the API server's own address", `https://api.example:6443${prefix}/login`, '/login'],
    ['another host', 'https://sso.example/login', 'https://sso.example/login'],
    ['another host with the prefix', `https://sso.example${prefix}/`, `https://sso.example${prefix}/`],
    ['another port', `http://web.default.demo.localhost:8002/`, `http://web.default.demo.localhost:8002/`],
    ['a sibling Service', 'http://api.default.demo.localhost:8001/', 'http://api.default.demo.localhost:8001/'],
    ['a host that ends like this one', `http://x${host}/`, `http://x${host}/`],
    ['userinfo', `http://${host}@evil.example/`, `http://${host}@evil.example/`],
    ['another host without a scheme', '//evil.example/', '//evil.example/'],
    ['another scheme', 'mailto:a@b', 'mailto:a@b'],
    // A path that begins with two slashes must stay one: it would lead to another site.
    ['a path of two slashes', `${prefix}//evil.example/`, '/.//evil.example/'],
    ['a path of two slashes on this origin', `http://${host}//evil.example/`, '/.//evil.example/'],
    ['a path of slash and backslash', `${prefix}/\\evil.example/`, '/./\\evil.example/'],
  ])('takes back %s', (_name, location, expected) => {
    const result = unrewriteLocation(location, { prefix, hosts })
    expect(result).toBe(expected)
    // Seen by the browser, what was on this origin stays there, and what was not is not brought here.
    const base = `http://${host}/page`
    const foreign = new URL(location, base).host !== host && !location.includes('api.example')
    expect(new URL(result, base).host === host).toBe(!foreign)
  })

  const service = { name: 'web', namespace: 'apps', ports: [3000], scheme: 'http' } as const
  it.each([
    ['http://localhost:3000/login?a', '/login?a'],
    ['http://127.0.0.1:3000', '/'],
    ['http://web:3000/', '/'],
    ['http://web.apps:3000/', '/'],
    ['http://WEB.apps.svc:3000/x', '/x'],
    ['http://web.apps.svc.cluster.local:3000/x', '/x'],
    // A path that would lead elsewhere stays one.
    ['http://localhost:3000//evil.example/', '/.//evil.example/'],
    // Another program of this computer, another Service, another scheme.
    ['http://localhost:3001/', 'http://localhost:3001/'],
    ['http://localhost/', 'http://localhost/'],
    ['https://localhost:3000/', 'https://localhost:3000/'],
    ['http://api.apps:3000/', 'http://api.apps:3000/'],
    ['http://web.other:3000/', 'http://web.other:3000/'],
    ['http://web.apps.svc.evil.example:3000/', 'http://web.apps.svc.evil.example:3000/'],
    ['http://localhost:3000@evil.example/', 'http://localhost:3000@evil.example/'],
    ['//localhost:3000/', '//localhost:3000/'],
  ])('knows the names that the application has on its side: %s', (location, expected) => {
    expect(unrewriteLocation(location, { prefix: '', hosts, service })).toBe(expected)
  })

  it.each([
    ['http://web/a', '/a'],
    ['http://web:80/a', '/a'],
    ['http://localhost:3000/a', '/a'],
    ['http://web:8080/a', 'http://web:8080/a'],
  ])('and the usual port beside that of its pods: %s', (location, expected) => {
    expect(unrewriteLocation(location, { prefix, hosts, service: { ...service, ports: [80, 3000] } })).toBe(expected)
  })

  it('leads on to another Service of the cluster, whose name the browser would not find', () => {
    const elsewhere = ({ hostname, pathname }: URL) =>
      hostname === 'dex.auth' ? `http://dex.localhost${pathname}` : undefined
    const named = { prefix, hosts, service, elsewhere }
    expect(unrewriteLocation('http://dex.auth:5556/login', named)).toBe('http://dex.localhost/login')
    expect(unrewriteLocation('https://sso.example/login', named)).toBe('https://sso.example/login')
    expect(unrewriteLocation('//dex.auth/login', named)).toBe('//dex.auth/login')
    expect(unrewriteLocation(`http://${host}${prefix}/login`, named)).toBe('/login')
  })

  it.each(['', '?a=b', '#a', 'login', '/login', `${prefix}/login`])('leaves "%s" alone behind a tunnel', (location) => {
    expect(unrewriteLocation(location, { prefix: '', hosts })).toBe(location)
  })

  it('knows its host however the browser wrote it', () => {
    expect(unrewriteLocation(`http://${host}${prefix}/a`, { prefix, hosts: [host.toUpperCase()] })).toBe('/a')
  })
})
