import type http from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { classicWeb, servedCluster, type App } from './testing/served-cluster.ts'

/** An application that knows itself as localhost alone, as development servers do. */
const picky: App = (request, response) => {
  const known = /^localhost(:|$)/.test(request.headers.host ?? '')
  if (!known) return void response.writeHead(403).end('Blocked request.')
  const headers: http.OutgoingHttpHeaders = {
    'content-type': 'text/html',
    location: 'http://localhost/next',
  }
  response.writeHead(200, headers).end(`<a href="http://localhost/deep">deep</a>`)
}

describe('an application that has localhost in its settings', () => {
  const fixed: App = (request, response) => {
    const gzip = request.headers['accept-encoding'] === 'gzip'
    const text = 'http://localhost/next'
    response
      .writeHead(200, { 'content-type': 'text/html', ...(gzip && { 'content-encoding': 'gzip' }) })
      .end(gzip ? gzipSync(text) : text)
  }

  it.each([{}, { 'accept-encoding': 'gzip, br' }])('is told that name from its first page on: %j', async (encoding) => {
    const { engine, origin, ask } = await servedCluster({ app: fixed })
    const host = origin('web')
    const learned = () => engine.reach.profiles.record('demo/apps/web/http').learned
    expect((await ask('/a', { host, headers: encoding })).body.length).toBeGreaterThan(0)
    expect(learned()).toEqual({})
    expect((await ask('/a', { host, headers: { accept: 'text/html', ...encoding } })).body).toBe(`http://${host}/next`)
    expect(learned()).toEqual({ host: 'localhost' })
    expect((await ask('/b', { host })).body).toBe(`http://${host}/next`)
  })

  it.each(['attachment; filename="a.html"', 'inline'])(
    'and of what is saved nothing changes: %s',
    async (disposition) => {
      const { origin, ask } = await servedCluster({
        app: (request, response, path) => {
          response.setHeader('content-disposition', disposition)
          fixed(request, response, path)
        },
      })
      const host = origin('web')
      const shown = disposition === 'inline' ? `http://${host}/next` : 'http://localhost/next'
      expect((await ask('/a', { host, headers: { accept: 'text/html' } })).body).toBe(shown)
    },
  )

  it('and a page in gzip that lacks its end is shown all the same', async () => {
    const cut = gzipSync('http://localhost/next').subarray(0, -8)
    const { origin, ask } = await servedCluster({
      app: (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(cut),
    })
    const host = origin('web')
    const headers = { accept: 'text/html', 'accept-encoding': 'gzip' }
    expect((await ask('/a', { host, headers })).body).toBe(`http://${host}/next`)
  })

  describe('and names it in what its scripts read', () => {
    const text = '{"api":"http://localhost/next"}'
    const settings =
      (type: string, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): App =>
      (_request, response) =>
        void response.writeHead(200, { 'content-type': type, 'content-length': body.length, ...headers }).end(body)
    const forScripts = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
    const asked = async (app: App, headers: http.OutgoingHttpHeaders) => {
      const { engine, origin, ask } = await servedCluster({ app })
      const host = origin('web')
      const answer = await ask('/settings', { host, headers })
      return { ...answer, host, learned: engine.reach.profiles.record('demo/apps/web/http').learned }
    }

    const open: App = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).flushHeaders()
      response.end(gzipSync(text))
    }
    it.each([
      ['JSON', settings('application/json', text), forScripts],
      ['JSON of no known length', open, forScripts],
      ['JSON in gzip', settings('application/json', gzipSync(text), { 'content-encoding': 'gzip' }), forScripts],
      ['a description in YAML', settings('application/yaml', text), forScripts],
      ['a script', settings('text/javascript', text), { ...forScripts, 'sec-fetch-dest': 'script' }],
    ])('as %s is told it from then on', async (_name, app, headers) => {
      const { body, host, learned } = await asked(app, headers)
      expect(body).toBe(`{"api":"http://${host}/next"}`)
      expect(learned).toEqual({ host: 'localhost' })
    })

    it.each([
      [
        'a bundle',
        settings('text/javascript', text + ' '.repeat(64 * 1024)),
        { ...forScripts, 'sec-fetch-dest': 'script' },
      ],
      ['what is large', settings('application/json', text + ' '.repeat(64 * 1024)), forScripts],
      ['what names another port', settings('application/json', '"http://localhost:81/"'), forScripts],
      ['a picture', settings('image/svg+xml', text), { ...forScripts, 'sec-fetch-dest': 'image' }],
      ['what a program asks for', settings('application/json', text), {}],
      ['what is no gzip', settings('application/json', text, { 'content-encoding': 'gzip' }), forScripts],
    ])('but not of %s, which stays as it is', async (_name, app, headers) => {
      const { headers: got, learned } = await asked(app, headers)
      expect(got['content-length']).toBeDefined()
      expect(learned).toEqual({})
    })
  })

  it('is told what the user has set', async () => {
    const { engine, origin, ask } = await servedCluster({ app: fixed })
    engine.reach.profiles.set('demo/apps/web/http', { host: 'own' })
    expect((await ask('/a', { host: origin('web'), headers: { accept: 'text/html' } })).body).toBe(
      'http://localhost/next',
    )
  })
})

describe('an application that refuses a Host that it does not know', () => {
  it('is asked as localhost, and what it says of itself comes back as the origin’s', async () => {
    const { engine, proxied, origin, ask } = await servedCluster({ app: picky })
    const host = origin('web')
    const page = await ask('/', { host, headers: { origin: `http://${host}` } })
    expect(page.status).toBe(200)
    expect(page.body).toBe(`<a href="http://${host}/deep">deep</a>`)
    expect(proxied.at(-1)?.headers.origin).toBe('http://localhost')
    expect(page.headers.location).toBe('/next')
    expect(engine.reach.profiles.record('demo/apps/web/http').learned).toEqual({ host: 'localhost' })
  })

  it('is asked so at once from then on, with a body too', async () => {
    const { proxied, origin, ask } = await servedCluster({ app: picky })
    const host = origin('web')
    await ask('/', { host })
    const before = proxied.length
    expect((await ask('/save', { host, method: 'POST', body: 'x' })).status).toBe(200)
    expect(proxied.length).toBe(before + 1)
  })

  it('is asked again though its no is a large page', async () => {
    const { engine, origin, ask } = await servedCluster({
      app: (request, response) => {
        const known = /^localhost(:|$)/.test(request.headers.host ?? '')
        response
          .writeHead(known ? 200 : 400, { 'content-type': 'text/html' })
          .end(known ? 'home' : 'no'.repeat(200_000))
      },
    })
    expect(await ask('/', { host: origin('web') })).toMatchObject({ status: 200, body: 'home' })
    await expect.poll(() => engine.open).toBe(0)
  })

  it.each([
    [421, 'Misdirected Request', 200],
    [403, 'Cross-origin request blocked', 200],
    [403, 'Invalid Host header', 200],
    [403, 'You may not.', 403],
    [429, 'Invalid Host header', 429],
  ])('and says %i "%s" to what changes something gets it once more where it was not read', async (no, why, status) => {
    const bodies: string[] = []
    const { engine, origin, ask } = await servedCluster({
      app: (request, response) => {
        if (request.method === 'GET') return void response.end('page')
        const known = /^localhost(:|$)/.test(request.headers.host ?? '')
        let body = ''
        request.setEncoding('utf8').on('data', (part: string) => (body += part))
        request.on('end', () => {
          bodies.push(body)
          response.writeHead(known ? 200 : no).end(known ? `saved ${body}` : why)
        })
      },
    })
    const host = origin('web')
    await ask('/', { host })
    const saved = await ask('/save', { host, method: 'POST', body: 'x=1', headers: { 'content-length': 3 } })
    expect(saved).toMatchObject({ status, body: status === 200 ? 'saved x=1' : why })
    expect(bodies).toEqual(status === 200 ? ['x=1', 'x=1'] : ['x=1'])
    const { learned } = engine.reach.profiles.record('demo/apps/web/http')
    expect(learned).toEqual(status === 200 ? { host: 'localhost' } : {})
  })

  it('is sent a large body once', async () => {
    let times = 0
    const { origin, ask } = await servedCluster({
      app: (request, response) => {
        times += 1
        request.resume().on('end', () => response.writeHead(421).end())
      },
    })
    const body = 'x'.repeat(100_000)
    const headers = { 'content-length': body.length }
    expect((await ask('/save', { host: origin('web'), method: 'POST', body, headers })).status).toBe(421)
    expect(times).toBe(1)
  })

  it('is not asked twice with a body', async () => {
    const { proxied, origin, ask } = await servedCluster({ app: picky })
    expect((await ask('/save', { host: origin('web'), method: 'POST', body: 'x' })).status).toBe(403)
    expect(proxied).toHaveLength(1)
  })
})

it('an application that sends everybody to its own address as localhost is asked there', async () => {
  const { engine, origin, ask } = await servedCluster({
    app: (request, response, path) => {
      if (request.headers.host === 'localhost') response.end('home')
      else response.writeHead(301, { location: `http://localhost${path}` }).end()
    },
  })
  expect(await ask('/a?b=c', { host: origin('web') })).toMatchObject({ status: 200, body: 'home' })
  expect(engine.reach.profiles.record('demo/apps/web/http').learned).toEqual({ host: 'localhost' })
})

it('an application that refuses everybody is heard, and not asked twice every time', async () => {
  const { engine, proxied, origin, ask } = await servedCluster({
    app: (_request, response) => void response.writeHead(403, { 'content-type': 'text/plain' }).end('no'),
  })
  const host = origin('web')
  for (let count = 0; count < 5; count++) {
    const answer = await ask('/', { host })
    expect([answer.status, answer.body]).toEqual([403, 'no'])
  }
  expect(proxied).toHaveLength(6)
  expect(engine.reach.profiles.record('demo/apps/web/http').learned).toEqual({})
})

it('a method of WebDAV is refused where there is no tunnel, with the right that would make one', async () => {
  const { proxied, origin, ask } = await servedCluster({ app: (_request, response) => void response.end('x') })
  const answer = await ask('/', { host: origin('web'), method: 'PROPFIND' })
  expect(answer.status).toBe(405)
  expect(answer.body).toContain('The service proxy does not carry PROPFIND.')
  expect(answer.body).toContain('pods/portforward')
  expect(proxied).toHaveLength(0)
})

it.each([
  ['without a word', 'text/plain', ''],
  [
    'in JSON, as the API server does',
    'application/json',
    '{"code":401,"message":"The request requires a valid token."}',
  ],
])(
  'Authorization that the API server would keep, refused %s, is missed aloud: for the script, and once for the page',
  async (_name, type, said) => {
    const { origin, ask } = await servedCluster({
      app: (_request, response) => void response.writeHead(401, { 'content-type': type }).end(said),
    })
    const host = origin('web')
    const script = await ask('/api', { host, headers: { authorization: 'Basic eDp5' } })
    expect(script.status).toBe(401)
    expect(script.body).toContain('authorization-kept')
    const headers = {
      accept: 'text/html',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      'sec-fetch-site': 'none',
    }
    const page = await ask('/', { host, headers })
    expect(page.body).toContain('pods/portforward')
    expect((await ask('/', { host, headers })).body).toBe(said)
  },
)

describe('an application that sends whoever comes without https to https', () => {
  /** Believes what it is told of the browser's scheme, as behind an ingress. */
  const insisting: App = (request, response, path) => {
    const { host = '', 'x-forwarded-proto': proto } = request.headers
    const name = host.replace(/:\d+$/, '')
    if (request.url?.includes('/https:web') === true) {
      sendStatus(response, 503, 'error trying to reach service: http: server gave HTTP response to HTTPS client')
      return
    }
    if (proto !== 'https')
      return void response.writeHead(301, { location: `https://${name}${classicWeb}${path}` }).end()
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<a href="https://${host}/deep">deep</a>`)
  }

  it('on its own host is told that the browser speaks it, from then on at once', async () => {
    const { engine, proxied, origin, ask } = await servedCluster({ app: insisting })
    const host = origin('web')
    const page = await ask('/a?b=1', { host, headers: { origin: `http://${host}` } })
    expect(page).toMatchObject({ status: 200, body: `<a href="http://${host}/deep">deep</a>` })
    expect(proxied.at(-1)?.headers.origin).toBe(`https://${host}`)
    expect(engine.reach.profiles.record('demo/apps/web/http').learned).toMatchObject({ clientScheme: 'https' })
    const before = proxied.length
    expect(await ask('/save', { host, method: 'POST', body: 'x' })).toMatchObject({ status: 200 })
    expect(proxied.length).toBe(before + 1)
  })

  it.each([
    ['to another place', () => 'https://HOST/login'],
    ['on another host', (path: string) => `https://elsewhere.example${path}`],
  ])('%s is left alone', async (_name, to) => {
    const { engine, proxied, origin, ask } = await servedCluster({
      app: (request, response, path) => {
        response.writeHead(302, { location: to(path).replace('HOST', request.headers.host ?? '') }).end()
      },
    })
    expect(await ask('/a', { host: origin('web') })).toMatchObject({ status: 302 })
    expect(proxied).toHaveLength(1)
    expect(engine.reach.profiles.record('demo/apps/web/http').learned).toEqual({})
  })

  it('whatever it is told is heard in the end', async () => {
    const { engine, proxied, origin, ask } = await servedCluster({
      app: (request, response, path) => {
        response.writeHead(301, { location: `https://${request.headers.host ?? ''}${path}` }).end()
      },
    })
    expect(await ask('/a', { host: origin('web') })).toMatchObject({ status: 301 })
    expect(proxied.length).toBeLessThan(5)
    expect(engine.reach.profiles.record('demo/apps/web/http').learned.clientScheme).toBeUndefined()
  })

  it('is never told so by the page itself', async () => {
    const { proxied, origin, ask } = await servedCluster()
    await ask('/', { host: origin('web'), headers: { 'x-forwarded-proto': 'https' } })
    expect(proxied[0]?.headers['x-forwarded-proto']).toBeUndefined()
  })
})
