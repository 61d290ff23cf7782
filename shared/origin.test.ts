import { describe, expect, it } from 'vitest'
import { meantBy, onOwnOrigin, originHost, originUrl, parseOriginHost } from './origin.ts'

const long = 'a'.repeat(63)
const web = { cluster: 'demo', namespace: 'default', service: 'web', port: '' }

describe('originHost and originUrl', () => {
  it.each([
    ['without a port', web, 'web.default.demo.5d3m323kxqw4.localhost'],
    ['with a named port', { ...web, port: 'metrics' }, 'metrics.web.default.demo.5d3m323kxqw4.localhost'],
    ['with a number', { ...web, port: '9090' }, '9090.web.default.demo.5d3m323kxqw4.localhost'],
    ['of another Service', { ...web, service: 'api' }, 'api.default.demo.6ic2gr63oa5z.localhost'],
  ])('%s', (_name, target, host) => {
    expect(originHost(target)).toBe(host)
    expect(originUrl(target, 8001)).toBe(`http://${host}:8001/`)
  })
})

describe('parseOriginHost', () => {
  it.each([
    ['three labels', 'web.default.demo.localhost', web],
    ['four labels', 'metrics.web.default.demo.localhost', { ...web, port: 'metrics' }],
    ['a port number', '80.web.default.demo.localhost', { ...web, port: '80' }],
    ['upper case', 'Web.DEFAULT.demo.LocalHost', web],
    ['labels of one character', '1.a.b.c.localhost', { port: '1', service: 'a', namespace: 'b', cluster: 'c' }],
    ['a label of 63 characters', `${long}.default.demo.localhost`, { ...web, service: long }],
    [
      'names of our own kind',
      'localhost.localhost.localhost.localhost',
      {
        port: '',
        service: 'localhost',
        namespace: 'localhost',
        cluster: 'localhost',
      },
    ],
  ])('takes a short name of %s', (_name, host, target) => {
    expect(parseOriginHost(host)).toEqual({ target, kind: 'short' })
  })

  it.each([
    ['four labels', originHost(web), web],
    ['five labels', originHost({ ...web, port: 'metrics' }), { ...web, port: 'metrics' }],
    ['upper case', originHost(web).toUpperCase(), web],
  ])('takes an own origin of %s', (_name, host, target) => {
    expect(parseOriginHost(host)).toEqual({ target, kind: 'own' })
  })

  it('takes the site of another Service for the name of a cluster', () => {
    const host = originHost(web).replace('web', 'api')
    expect(parseOriginHost(host)).toMatchObject({ target: { port: 'api', service: 'default' }, kind: 'short' })
  })

  it.each([
    ['nothing', ''],
    ['localhost alone', 'localhost'],
    ['one label', 'demo.localhost'],
    ['two labels', 'default.demo.localhost'],
    ['five labels', 'a.b.web.default.demo.localhost'],
    ['six labels', `a.${originHost({ ...web, port: 'metrics' })}`],
    ['five labels with the site of another Service', originHost({ ...web, port: 'x' }).replace('web', 'api')],
    ['a trailing dot', 'web.default.demo.localhost.'],
    ['an IPv4 address', '127.0.0.1'],
    ['an IPv6 address', '[::1]'],
    ['a foreign domain', 'web.default.demo.example.com'],
    ['a foreign domain below', 'web.default.demo.localhost.example.com'],
    ['a name that only ends like ours', 'web.default.demo.notlocalhost'],
    ['an empty label', 'web..demo.localhost'],
    ['a leading dot', '.web.default.demo.localhost'],
    ['an underscore', 'my_web.default.demo.localhost'],
    ['a leading hyphen', '-web.default.demo.localhost'],
    ['a trailing hyphen', 'web-.default.demo.localhost'],
    ['a space', 'web default.x.demo.localhost'],
    ['a port', 'web.default.demo.localhost:8001'],
    ['userinfo', 'evil@web.default.demo.localhost'],
    ['a slash', 'web/../x.default.demo.localhost'],
    ['a percent sign', 'web%2e.default.demo.localhost'],
    ['a letter outside ASCII', 'wéb.default.demo.localhost'],
    ['a line break', 'web.default.demo.localhost\n'],
    ['a label of 64 characters', `${long}a.default.demo.localhost`],
  ])('refuses %s', (_name, host) => {
    expect(parseOriginHost(host)).toBeUndefined()
  })

  it('is the inverse of originHost', () => {
    // Every shape of label: lengths 1 to 63, digits and hyphens in all places where they may stand.
    const labels = Array.from({ length: 63 }, (_, i) => {
      const body = Array.from({ length: i + 1 }, (_, at) => 'az09-'[(at * 7 + i) % 5] ?? 'a').join('')
      return body.replace(/^-|-$/g, 'x')
    })
    const at = (index: number): string => labels[index % labels.length] ?? 'a'
    for (let i = 0; i < 1000; i++) {
      const port = i % 3 === 0 ? '' : at(i * 11)
      const target = { cluster: at(i), namespace: at(i * 3 + 1), service: at(i * 5 + 2), port }
      expect(parseOriginHost(originHost(target))).toEqual({ target, kind: 'own' })
    }
  })
})

describe('meantBy', () => {
  const site = 'abcdefghij27'
  it.each([
    [`web.default.demo.${site}.localhost`, web],
    [`default.demo.${site}.localhost`, undefined],
    ['http.web.default.demo.localhost', undefined],
    ['http.web.default.cluster-wide1.localhost', undefined],
  ])('%s', (host, meant) => {
    const target = parseOriginHost(host)?.target
    expect(target && meantBy(target)).toEqual(meant)
  })
})

describe('onOwnOrigin', () => {
  it.each([
    ['a short name', 'http://web.default.demo.localhost:8001/x?y#z', `http://${originHost(web)}:8001/x?y#z`],
    ['an own origin', `http://${originHost(web)}:8001/x`, `http://${originHost(web)}:8001/x`],
    ['another host', 'https://example.com/', 'https://example.com/'],
  ])('%s', (_name, url, own) => {
    expect(onOwnOrigin(new URL(url)).href).toBe(own)
  })
})
