import { beforeAll, describe, expect, it } from 'vitest'
import { containerPorts } from './cluster.ts'
import type { Answer, Ask } from './client.ts'
import { status, type Suite } from './suite.ts'

interface Echo {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string | undefined>
  readonly body: string
}

const { http, https, tcp } = containerPorts

/** The Services that the tests of the service proxy use. */
export function useProxiedServices({ cluster }: Suite): void {
  beforeAll(async () => {
    await cluster().createService({
      name: 'web',
      ports: [
        { name: 'http', port: 80, containerPort: http },
        { name: 'secure', port: 443, containerPort: https },
        { name: 'tcp', port: 9000, containerPort: tcp },
      ],
    })
    await cluster().createService({ name: 'unnamed', ports: [{ port: 8000, containerPort: http }] })
    await cluster().createService({
      name: 'down',
      ports: [{ port: 80, containerPort: http }],
      endpoints: [false, false],
    })
    await cluster().createService({
      name: 'partly',
      ports: [{ port: 80, containerPort: http }],
      endpoints: [false, true],
    })
    await cluster().createService({ name: 'deaf', ports: [{ port: 80, containerPort: http }], listening: false })
  })
}

/** The service proxy: which endpoint a segment means, what arrives there, what goes wrong. */
export function describeProxy({ client, proxy, services }: Suite): void {
  const echo = async (path: string, options?: Ask): Promise<Echo> => {
    const answer = await client().ask(path, options)
    expect(answer.status, answer.text).toBe(200)
    return answer.json() as Echo
  }
  const failure = async (path: string, options?: Ask): Promise<[Answer, unknown]> => {
    const answer = await client().ask(path, options)
    return [answer, answer.json()]
  }

  describe('service proxy: segments', () => {
    it.each([
      'unnamed',
      'unnamed:',
      'unnamed:8000',
      'http:unnamed:',
      'web:http',
      'web:80',
      ':web:http',
      'https:web:secure',
      'https:web:443',
      'partly',
      'partly:80',
    ])('%s reaches a pod', async (segment) => {
      expect((await echo(`${proxy(segment)}/x`)).url).toBe('/x')
    })

    const unavailable = (message: string): object => status(503, 'ServiceUnavailable', message)
    it.each([
      ['web', unavailable('no endpoints available for service "web"')],
      ['web:', unavailable('no endpoints available for service "web"')],
      ['web:nothing', unavailable('no endpoints available for service "web"')],
      ['web:81', unavailable('no service port 81 found for service "web"')],
      ['web:8080', unavailable('no service port 8080 found for service "web"')],
      ['down', unavailable('no endpoints available for service "down"')],
      ['down:80', unavailable('no endpoints available for service "down"')],
      ['nothing', unavailable('no endpoints available for service "nothing"')],
      ['nothing:http', unavailable('no endpoints available for service "nothing"')],
      ['https:web', unavailable('no endpoints available for service "https"')],
      ['nothing:80', status(404, 'NotFound', 'services "nothing" not found', { name: 'nothing', kind: 'services' })],
      ['ftp:web:http', status(400, 'BadRequest', 'invalid service request "ftp:web:http"')],
      ['a:b:c:d', status(400, 'BadRequest', 'invalid service request "a:b:c:d"')],
      ['http::80', status(400, 'BadRequest', 'invalid service request "http::80"')],
    ])('%s is refused', async (segment, expected) => {
      const [answer, body] = await failure(`${proxy(segment)}/`)
      expect(body).toEqual(expected)
      expect(answer.headers['content-type']).toBe('application/json')
    })

    it('does not proxy to what is no pod', async () => {
      const [, body] = await failure('/api/v1/namespaces/default/services/https:kubernetes:https/proxy/')
      expect(body).toEqual(status(503, 'ServiceUnavailable', 'no endpoints available for service "kubernetes"'))
    })
  })

  describe('service proxy: paths', () => {
    it.each([
      ['/', '/'],
      ['/a/b', '/a/b'],
      ['/a/', '/a/'],
      ['//a///b', '/a/b'],
      ['/a/./b/../c', '/a/c'],
      ['/../../a', '/a'],
      ['/a/..', '/'],
      ['/a%2Fb', '/a/b'],
      ['/%2e%2e/a', '/a'],
      ['/a%20b', '/a%20b'],
      ["/!'()*", '/%21%27%28%29%2A'],
      ['/$&+,:;=@~', '/$&+,:;=@~'],
      ['/caf%C3%A9', '/caf%C3%A9'],
      ['/%7Ba%7D', '/%7Ba%7D'],
      ['/a?b=1&b=2', '/a?b=1&b=2'],
      ['/a?', '/a'],
      ['/?x=%2F%20+/..//', '/?x=%2F%20+/..//'],
      ['/a;b?c;d', '/a;b?c;d'],
    ])('%s arrives as %s', async (path, url) => {
      expect((await echo(proxy('unnamed') + path)).url).toBe(url)
    })

    it.each(['GET', 'HEAD'])('redirects %s without a path to one', async (method) => {
      const answer = await client().ask(`${proxy('unnamed')}?a=1`, { method })
      expect(answer.status).toBe(301)
      expect(answer.headers.location).toBe(`${proxy('unnamed')}/?a=1`)
    })

    it('does not redirect other methods', async () => {
      expect(await echo(`${proxy('unnamed')}?a=1`, { method: 'POST', body: 'x' })).toMatchObject({
        method: 'POST',
        url: '/?a=1',
        body: 'x',
      })
    })

    it('refuses a dry run, also one that an application means', async () => {
      const [, body] = await failure(`${proxy('unnamed')}/?dryRun=All`)
      expect(body).toEqual(status(400, 'BadRequest', 'dryRun is not supported'))
    })
  })

  describe('service proxy: requests', () => {
    it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('passes %s', async (method) => {
      expect(await echo(`${proxy('unnamed')}/m`, { method })).toMatchObject({ method, url: '/m' })
    })

    it('passes HEAD', async () => {
      const answer = await client().ask(`${proxy('unnamed')}/m`, { method: 'HEAD' })
      expect(answer).toMatchObject({ status: 200, text: '' })
    })

    it.each([
      ['of known length', {}],
      ['in chunks', { 'transfer-encoding': 'chunked' }],
    ])('passes a body %s', async (_, headers) => {
      const body = 'x'.repeat(100_000)
      expect((await echo(`${proxy('unnamed')}/m`, { method: 'POST', headers, body })).body).toBe(body)
    })

    it('passes headers, but no credentials and nothing hop by hop', async () => {
      const { headers } = await echo(`${proxy('unnamed')}/h`, {
        headers: {
          cookie: 'a=1; b=2',
          accept: 'text/x',
          'accept-encoding': 'identity',
          'x-app': 'kept',
          'x-remote-user': 'somebody',
          'x-remote-group': 'system:masters',
          'x-remote-extra-scopes': 'all',
          'user-agent': 'suite',
          connection: 'x-named',
          'x-named': 'dropped',
          te: 'deflate',
          'proxy-authorization': 'dropped',
          'x-forwarded-for': '192.0.2.1',
          'x-forwarded-host': 'claimed.example.com',
        },
      })
      expect(headers).toMatchObject({
        host: client().host,
        cookie: 'a=1; b=2',
        accept: 'text/x',
        'accept-encoding': 'identity',
        'x-app': 'kept',
        'user-agent': 'suite',
        'x-forwarded-for': expect.stringMatching(/^192\.0\.2\.1, [\d.]+$/) as string,
        'x-forwarded-uri': `${proxy('unnamed')}/h`,
        'x-forwarded-host': 'claimed.example.com',
      })
      const absent = [
        'authorization',
        'x-remote-user',
        'x-remote-group',
        'x-remote-extra-scopes',
        'connection',
        'x-named',
        'te',
        'proxy-authorization',
        'x-forwarded-proto',
      ]
      expect(absent.filter((name) => name in headers)).toEqual([])
    })

    it("passes the client's Host", async () => {
      const { headers } = await echo(`${proxy('unnamed')}/h`, {
        headers: { host: 'pulse.monitoring.demo.localhost:8001' },
      })
      expect(headers['host']).toBe('pulse.monitoring.demo.localhost:8001')
    })

    it('sends no User-Agent of its own', async () => {
      expect((await echo(`${proxy('unnamed')}/h`)).headers['user-agent']).toBeUndefined()
    })

    it('asks for gzip, and undoes it, where the client says nothing', async () => {
      const answer = await client().ask(`${proxy('unnamed')}/h`)
      expect(answer.headers['content-encoding']).toBeUndefined()
      expect((answer.json() as Echo).headers['accept-encoding']).toBe('gzip')
      const ranged = await echo(`${proxy('unnamed')}/h`, { headers: { range: 'bytes=0-' } })
      expect(ranged.headers['accept-encoding']).toBeUndefined()
    })

    it('says the whole path in X-Forwarded-Uri', async () => {
      expect((await echo(`${proxy('unnamed')}/a/`)).headers['x-forwarded-uri']).toBe(`${proxy('unnamed')}/a/`)
      expect((await echo(`${proxy('unnamed')}/a%20b?c`)).headers['x-forwarded-uri']).toBe(`${proxy('unnamed')}/a%20b`)
    })
  })

  describe('service proxy: answers', () => {
    it('passes status and headers, but no permissions to other origins and nothing hop by hop', async () => {
      const answer = await client().ask(`${proxy('unnamed')}/headers`)
      expect(answer).toMatchObject({ status: 401, text: 'who are you?' })
      expect(answer.headers).toMatchObject({
        'set-cookie': ['a=1; Path=/; HttpOnly', 'b=2; Path=/app; Domain=example.com'],
        'x-app': 'kept',
        'www-authenticate': 'Basic realm="app"',
        'access-control-expose-headers': 'x-app',
      })
      const absent = [
        'access-control-allow-origin',
        'access-control-allow-credentials',
        'x-named',
        'proxy-authenticate',
      ]
      expect(absent.filter((name) => name in answer.headers)).toEqual([])
    })

    it.each([200, 204, 304, 404, 418, 500, 503])('passes status %d', async (code) => {
      expect((await client().ask(`${proxy('unnamed')}/status?code=${code}`)).status).toBe(code)
    })
  })

  describe('service proxy: failures', () => {
    // Which one depends on whether the backend had read everything, and on the connection's age.
    const hungUp =
      /(EOF|.*connection reset by peer|.*use of closed network connection|http: server closed idle connection)/
    const unreachable = (why: RegExp): object => ({
      kind: 'Status',
      code: 503,
      reason: 'ServiceUnavailable',
      message: expect.stringMatching(new RegExp(`^error trying to reach service: ${why.source}$`)) as string,
    })
    it.each([
      ['deaf', '/', /dial tcp [\d.]+:8080: connect: connection refused/],
      ['unnamed', '/hang-up', hungUp],
      ['web:tcp', '/', /net\/http: HTTP\/1\.x transport connection broken: malformed HTTP status code "this"/],
      ['https:web:http', '/', /tls: first record does not look like a TLS handshake/],
      ['https:web:tcp', '/', /tls: first record does not look like a TLS handshake/],
    ])('%s%s', async (segment, path, why) => {
      const [, body] = await failure(proxy(segment) + path)
      expect(body).toMatchObject(unreachable(why))
    })

    it('does not repeat a broken POST', async () => {
      const [, body] = await failure(`${proxy('unnamed')}/hang-up`, { method: 'POST', body: 'x' })
      expect(body).toMatchObject(unreachable(hungUp))
    })

    it('cuts its answer where the backend cuts its own', async () => {
      await expect(client().ask(`${proxy('unnamed')}/break`)).rejects.toThrow()
    })

    it('has no other subresources', async () => {
      expect((await client().ask(`${services()}/unnamed/nothing`)).status).toBe(404)
    })
  })
}
