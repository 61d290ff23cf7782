import { once } from 'node:events'
import http from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { classicWeb, servedCluster } from './testing/served-cluster.ts'

describe('a classic request', () => {
  it('goes on byte for byte, and its answer comes back so', async () => {
    const { fake, proxied, ask } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(418, 'Teapot', [
          ['Content-Type', 'text/html'],
          ['Set-Cookie', `a=1; Path=${classicWeb}/; Domain=x`],
          ['set-cookie', 'b=2'],
          ['Location', `${classicWeb}/x`],
        ] as never)
        response.end(`<a href="${classicWeb}/x">`)
      },
    })
    const path = `${classicWeb}/a%2Fb//c/./d;e=f?g=h&i=%20?`
    const answer = await ask(path, { headers: { 'x-own': 'x', 'accept-encoding': 'br', cookie: 'c=d' } })
    expect(answer).toMatchObject({ status: 418, reason: 'Teapot', body: `<a href="${classicWeb}/x">` })
    expect(answer.headers).toMatchObject({ location: `${classicWeb}/x` })
    expect(answer.raw.filter((_, at) => at % 2 === 0).slice(0, 4)).toEqual([
      'Content-Type',
      'Set-Cookie',
      'set-cookie',
      'Location',
    ])
    expect(answer.headers['set-cookie']).toEqual([`a=1; Path=${classicWeb}/; Domain=x`, 'b=2'])
    const [request] = proxied
    expect(request?.url).toBe(path)
    expect(request?.headers).toMatchObject({
      host: new URL(fake.server.url).host,
      'x-own': 'x',
      'accept-encoding': 'br',
      cookie: 'c=d',
    })
  })

  it.each(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])('may be a %s', async (method) => {
    const { proxied, ask } = await servedCluster()
    expect(await ask(`${classicWeb}/`, { method })).toMatchObject({
      status: 200,
      body: method === 'HEAD' ? '' : 'hello',
    })
    expect(proxied.map(({ method }) => method)).toEqual([method])
  })

  it('needs no list and no connection of its cluster', async () => {
    const { cluster, ask } = await servedCluster({ listed: false })
    expect(await ask(`${classicWeb}/`)).toMatchObject({ status: 200 })
    expect(cluster.state.phase).toBe('idle')
  })

  it.each([
    ['another path', '/api/v1/namespaces/apps/secrets', {}, 403, 'path-refused'],
    ['the root', '/', {}, 403, 'path-refused'],
    ['dots that lead out', `${classicWeb}/../../../secrets`, {}, 403, 'path-refused'],
    ['another host', `${classicWeb}/`, { host: 'evil.example:8001' }, 403, 'host-refused'],
    ['another site', `${classicWeb}/`, { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'site-refused'],
    ['TRACE', `${classicWeb}/`, { method: 'TRACE' }, 405, 'method-refused'],
    ['the absolute form', `http://127.0.0.1${classicWeb}/`, {}, 400, 'path-refused'],
  ])('is refused for %s, and nothing reaches the API server', async (_name, path, asking, status, code) => {
    const { fake, ask } = await servedCluster({ listed: false })
    const answer = await ask(path, asking)
    expect(answer).toMatchObject({ status, body: expect.stringContaining(`"reason":"${code}"`) as string })
    expect(fake.server.requests).toEqual([])
  })
})

describe('credentials', () => {
  it('of the cluster go to the API server, and what a client says of itself does not', async () => {
    const user = { token: 'ours', as: 'other', 'as-groups': ['a', 'b'] }
    const { proxied, origin, ask } = await servedCluster({ user })
    const headers = {
      authorization: 'Basic dGhlaXJz',
      'impersonate-user': 'admin',
      'impersonate-extra-scopes': 'all',
      'x-remote-user': 'admin',
      'x-forwarded-for': '1.2.3.4',
      connection: 'authorization, keep-alive',
    }
    await ask(`${classicWeb}/`, { headers })
    await ask('/', { headers, host: origin('web') })
    for (const request of proxied) {
      expect(request.headers).toMatchObject({
        authorization: 'Bearer ours',
        'impersonate-user': 'other',
        'impersonate-group': 'a, b',
      })
      expect(Object.keys(request.headers)).not.toContain('impersonate-extra-scopes')
      expect(Object.keys(request.headers)).not.toContain('x-remote-user')
      expect(Object.keys(request.headers)).not.toContain('x-forwarded-for')
    }
    expect(proxied).toHaveLength(2)
  })

  it('are none where the cluster has none', async () => {
    const { proxied, ask } = await servedCluster()
    await ask(`${classicWeb}/`, { headers: { authorization: 'Bearer theirs' } })
    expect(proxied[0]?.headers.authorization).toBeUndefined()
  })

  it('that cannot be had are a failure, not a request without them', async () => {
    const { fake, ask } = await servedCluster({ user: { tokenFile: '/no/such/token' }, listed: false })
    expect(await ask(`${classicWeb}/`)).toMatchObject({
      status: 502,
      body: expect.stringContaining('credentials-unavailable') as string,
    })
    expect(fake.server.requests).toEqual([])
  })
})

describe('an API server that is not there', () => {
  it('is a failure that says so, a page for a browser', async () => {
    const { fake, ask } = await servedCluster({ listed: false })
    await fake.server.close()
    const program = await ask(`${classicWeb}/`)
    expect(program).toMatchObject({ status: 502, body: expect.stringContaining('connection-refused') as string })
    const browser = await ask(`${classicWeb}/`, { headers: { accept: 'text/html' } })
    expect(browser.body).toContain('Nothing answers at the API server’s address')
  })
})

it('serves each listener its own cluster, and origins on all', async () => {
  const { engine, port, origin } = await servedCluster()
  const other = await engine.serve({ port: 0, nextFree: false, classic: 'prod' })
  const status = async (listener: number, path: string, host: string): Promise<number | undefined> => {
    const request = http.get({ port: listener, path, headers: { host }, agent: false })
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    answer.resume()
    return answer.statusCode
  }
  expect(await status(other.port, `${classicWeb}/`, `localhost:${other.port}`)).toBe(404)
  expect(await status(other.port, '/', origin('web').replace(String(port), String(other.port)))).toBe(200)
  // A name with the port of another listener was not sent here.
  expect(await status(other.port, '/', origin('web'))).toBe(403)
})

it('refuses a taken port, or takes the next', async () => {
  const { engine, port } = await servedCluster({ listed: false })
  await expect(engine.serve({ port, nextFree: false, classic: 'demo' })).rejects.toMatchObject({
    failure: { code: 'port-taken' },
  })
  const next = await engine.serve({ port, nextFree: true, classic: 'demo' })
  onTestFinished(() => next.close())
  expect(next.port).toBeGreaterThan(port)
})
