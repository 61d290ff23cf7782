import { describe, expect, it } from 'vitest'
import { originHost } from '../../shared/origin.ts'
import { classicWeb, servedCluster } from './testing/served-cluster.ts'

describe('a browser that navigates to a classic URL', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
  const safari = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'
  const navigation = {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': 'none',
    'user-agent': chrome,
  }
  const at = (segment: string, rest: string): string => `/api/v1/namespaces/apps/services/${segment}/proxy${rest}`

  it.each([
    ['web:http', '/a/b?c=d', 'http.web', '/a/b?c=d'],
    ['web', '', 'web', '/'],
    ['web', '?a=b', 'web', '/?a=b'],
    ['web:80', '/', '80.web', '/'],
    // As the origin would do it by itself.
    ['https:secure:https', '/', 'https.secure', '/'],
    ['http:web:http', '/', 'http.web', '/'],
    // The API server would speak plain HTTP to a TLS port; the origin knows better.
    ['secure:https', '/', 'https.secure', '/'],
  ])('is sent from %s%s to its origin', async (segment, rest, host, path) => {
    const { proxied, origin, ask } = await servedCluster()
    const answer = await ask(at(segment, rest), { headers: navigation })
    expect(answer).toMatchObject({
      status: 307,
      headers: { location: `http://${origin(host)}${path}`, 'cache-control': 'no-store' },
    })
    expect(proxied).toEqual([])
  })

  it.each([
    ['who follows a link from elsewhere', { ...navigation, 'sec-fetch-site': 'cross-site' }, 307],
    ['with Firefox', { ...navigation, 'user-agent': 'Mozilla/5.0 (X11; rv:130.0) Gecko/20100101 Firefox/130.0' }, 307],
    ['with Safari, which does not know *.localhost', { ...navigation, 'user-agent': safari }, 200],
    ['in a frame', { ...navigation, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'same-origin' }, 200],
    ['by a script', { ...navigation, 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }, 200],
    ['that is no browser', { 'user-agent': 'curl/8' }, 200],
  ])('%s', async (_name, headers, status) => {
    const { ask } = await servedCluster()
    expect((await ask(`${classicWeb}/`, { headers })).status).toBe(status)
  })

  it('and posts a form stays, since the origin would not have its cookies', async () => {
    const { ask } = await servedCluster()
    const headers = { ...navigation, 'sec-fetch-site': 'same-origin' }
    expect((await ask(`${classicWeb}/`, { method: 'POST', headers })).status).toBe(200)
  })

  // Served on the address that all classic URLs share, its page could read every other Service.
  it.each([
    ['https:odd:odd', true],
    ['http:secure:https', true],
    ['https:odd:odd', false],
  ])('leaves %s too, whose scheme the origin would not choose (listed: %s)', async (segment, listed) => {
    const { proxied, ask } = await servedCluster({ listed })
    expect((await ask(at(segment, '/'), { headers: navigation })).status).toBe(307)
    expect(proxied).toEqual([])
  })
})

describe('a short name', () => {
  const short = (port: number): string => `http.web.apps.demo.localhost:${port}`
  const visit = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' }

  it('sends a browser on to the own origin', async () => {
    const { proxied, origin, port, ask } = await servedCluster()
    const answer = await ask('/a?b=c', { host: short(port), headers: visit })
    expect(answer).toMatchObject({ status: 307, headers: { location: `http://${origin('http.web')}/a?b=c` } })
    expect(proxied).toEqual([])
  })

  it('answers a program', async () => {
    const { port, ask } = await servedCluster()
    expect(await ask('/', { host: short(port) })).toMatchObject({ status: 200 })
  })

  it('has no page that could ask', async () => {
    const { proxied, port, ask } = await servedCluster()
    const headers = { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'same-origin' }
    const answer = await ask('/', { host: short(port), headers })
    expect(answer.status).toBe(403)
    const own = originHost({ cluster: 'demo', namespace: 'apps', service: 'web', port: 'http' })
    expect(answer.body).toContain(own)
    expect(proxied).toEqual([])
  })
})

it.each([
  ['http://odd:5000/sign-in?back=%2F', true],
  ['http://odd.apps.svc.cluster.local:5000/sign-in?back=%2F', true],
  ['http://odd.other.svc:5000/', false],
])(
  'a redirect by a name of the cluster leads to the origin of its Service, if it is listed: %s',
  async (to, listed) => {
    const { origin, ask } = await servedCluster({
      app: (_request, response) => void response.writeHead(302, { location: to }).end(),
    })
    const { status, headers } = await ask('/', { host: origin('web') })
    const there = listed ? `http://${origin('odd')}/sign-in?back=%2F` : to
    expect({ status, location: headers.location }).toEqual({ status: 302, location: there })
  },
)

it('a redirect to another port of an origin’s host leads to the origin of that port', async () => {
  let location = ''
  const { origin, ask } = await servedCluster({
    app: (_request, response) => void response.writeHead(302, { location }).end(),
  })
  location = `http://${origin('odd').replace(/:\d+$/, ':5000')}/console`
  const { headers } = await ask('/', { host: origin('web') })
  expect(headers.location).toBe(`http://${origin('odd')}/console`)
})
