import { createServer } from 'node:http'
import { causes } from '../cause.ts'
import { answer, html, plain, text } from './serve.ts'

const kilobyte = 1024

/** Requests and answers whose heads are unusual. */
export const heads = causes(
  {
    name: 'large-cookies',
    about: 'cookies of 40 KB, set one by one and sent together',
    serve: () =>
      createServer({ maxHeaderSize: 128 * kilobyte }, (request, response) => {
        const { pathname } = new URL(request.url ?? '', 'http://x')
        if (pathname === '/set') {
          response.setHeader(
            'set-cookie',
            ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(
              (name) => `${name}=${name.repeat(4 * kilobyte)}; Path=/`,
            ),
          )
        }
        answer(response, 200, 'text/plain', String(request.headers.cookie?.length ?? 0))
      }),
    check: async (way) => [(await way.fetch('/set')).status, Number((await way.fetch('/')).text) > 40 * kilobyte],
    expected: [200, true],
  },
  {
    name: 'large-answer',
    about: 'a policy of 100 KB in the head of an answer',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('content-security-policy', `img-src ${'https://cdn.example '.repeat(5000)}`)
          html('page')(response.req, response)
        },
      }),
    check: async (way) => {
      const { status, headers } = await way.visit('/')
      return [status, headers['content-security-policy']?.length]
    },
    expected: [200, 8 + 20 * 5000 - 1],
  },
  {
    name: 'long-url',
    about: 'Kibana, Grafana: a URL of 15 KB',
    serve: () =>
      createServer({ maxHeaderSize: 64 * kilobyte }, (request, response) =>
        answer(response, 200, 'text/plain', String(request.url?.length)),
      ),
    check: async (way) => (await way.fetch(`/?_g=${'x'.repeat(15_000)}`)).text,
    expected: '15005',
  },
  {
    name: 'many-cookies',
    about: 'thirty cookies in one answer, and two of one name',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('set-cookie', [...Array.from({ length: 30 }, (_, n) => `c${n}=${n}; Path=/`), 'c0=again'])
          html('page')(response.req, response)
        },
        '/count': ({ headers }, response) =>
          answer(response, 200, 'text/plain', String(headers.cookie?.split('; ').length)),
      }),
    check: async (way) => [(await way.visit('/')).headers['set-cookie']?.length, (await way.fetch('/count')).text],
    expected: [31, '30'],
  },
  {
    name: 'hsts',
    about: 'Strict-Transport-Security, and a policy that upgrades requests',
    serve: () =>
      plain({
        '/': (_request, response) => {
          response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains; preload')
          response.setHeader('content-security-policy', 'upgrade-insecure-requests')
          html('<img src="/logo.svg">')(response.req, response)
        },
        '/logo.svg': text('logo'),
      }),
    check: async (way) => [(await way.visit('/')).status, await way.load('/logo.svg')],
    expected: [200, 200],
  },
  {
    name: 'webdav',
    about: 'Nextcloud: methods that are not Kubernetes’ own',
    serve: () =>
      plain({
        '/files/': (request, response) => answer(response, 207, 'application/xml', `<${request.method ?? ''}/>`),
      }),
    check: async (way) =>
      Promise.all(
        ['PROPFIND', 'REPORT', 'MKCOL', 'MOVE', 'LOCK'].map(
          async (method) => (await way.fetch('/files/', { method })).text,
        ),
      ),
    expected: ['<PROPFIND/>', '<REPORT/>', '<MKCOL/>', '<MOVE/>', '<LOCK/>'],
    limits: {
      'service-proxy': 'the API server knows the methods of its own API alone',
    },
  },
  {
    name: 'methods',
    about: 'PUT, PATCH, and DELETE with a body',
    serve: () =>
      plain({
        '/thing': (request, response) => {
          let body = ''
          request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
          request.on('end', () => answer(response, 200, 'text/plain', `${request.method ?? ''} ${body}`))
        },
      }),
    check: async (way) =>
      Promise.all(
        ['PUT', 'PATCH', 'DELETE'].map(
          async (method) => (await way.fetch('/thing', { method, headers: { 'content-length': 1 }, body: 'b' })).text,
        ),
      ),
    expected: ['PUT b', 'PATCH b', 'DELETE b'],
  },
  {
    name: 'options',
    about: 'OPTIONS, which a page of another port asks first',
    serve: () => plain({ '/thing': ({ method }, response) => answer(response, 200, 'text/plain', method ?? '') }),
    check: async (way) => (await way.fetch('/thing', { method: 'OPTIONS' })).text,
    expected: 'OPTIONS',
    limits: { 'service-proxy': 'RBAC has no verb for OPTIONS: only a role with all verbs (*) allows it' },
  },
  {
    name: 'odd-paths',
    about: 'MinIO, Artifactory: encoded slashes, double slashes, dots and unicode in paths',
    serve: () =>
      plain({}, (request, response) => {
        answer(response, 200, 'text/plain', request.url ?? '')
        return true
      }),
    check: async (way) =>
      Promise.all(
        ['/a%2Fb', '/a//b', '/a/./b', '/%C3%BC', '/a+b%20c', '/a;v=1', '/?q=a%2Fb&&=', '/a?'].map(
          async (path) => (await way.fetch(path)).text,
        ),
      ),
    expected: ['/a%2Fb', '/a//b', '/a/./b', '/%C3%BC', '/a+b%20c', '/a;v=1', '/?q=a%2Fb&&=', '/a?'],
    limits: { 'service-proxy': 'the API server decodes and cleans paths' },
  },
  {
    name: 'signs-in-paths',
    about: "Cockpit's */po.js: signs in a path that an application compares as they are",
    serve: () =>
      plain({}, (request, response) => {
        answer(response, 200, 'text/plain', request.url ?? '')
        return true
      }),
    check: async (way) =>
      Promise.all(['/*/po.js', "/a!'()", '/[id]'].map(async (path) => (await way.fetch(path)).text)),
    expected: ['/*/po.js', "/a!'()", '/[id]'],
    limits: { 'service-proxy': "the API server sends * ! ' ( ) [ ] encoded" },
  },
)
