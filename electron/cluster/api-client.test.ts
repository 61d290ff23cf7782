import { once } from 'node:events'
import type http from 'node:http'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { apiJson, apiStream } from './api-client.ts'
import { testCertificate } from './testing/certificates.ts'
import { accessTo, base64 } from './testing/contexts.ts'
import { closedPort, sendJson, sendStatus, serve } from './testing/test-server.ts'

const signal = new AbortController().signal
const path = '/api/v1/services?limit=500'

describe('a request', () => {
  it('goes below the path of the server, with credentials, for JSON, compressed', async () => {
    const { url, requests } = await serve((_request, response) => sendJson(response, 200, { ok: true }))
    const access = accessTo(`${url}/k8s/clusters/one/`, { token: 't', as: 'other', 'as-groups': ['a', 'b'] })
    expect(await apiJson(access, { path, signal })).toEqual({ ok: true })
    const [request] = requests
    expect(request).toMatchObject({ method: 'GET', url: `/k8s/clusters/one${path}` })
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer t',
      'impersonate-user': 'other',
      'impersonate-group': 'a, b',
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'porthole',
    })
  })

  it('carries a body', async () => {
    const { url } = await serve((request, response) => {
      const { 'content-type': type, 'content-length': length } = request.headers
      const { method } = request
      void text(request).then((text) => sendJson(response, 201, { text, type, length, method }))
    })
    const answer = await apiJson(accessTo(url), { method: 'POST', path, body: { a: 'ü' }, signal })
    expect(answer).toEqual({ text: '{"a":"ü"}', type: 'application/json', length: '10', method: 'POST' })
  })

  it('uses a connection again', async () => {
    const { url, connections } = await serve((_request, response) => sendJson(response, 200, {}))
    const access = accessTo(url)
    for (let i = 0; i < 3; i++) await apiJson(access, { path, signal })
    expect(connections).toHaveLength(1)
  })

  it('goes to an IPv6 address', async () => {
    const certificate = await testCertificate('six', ['::1'])
    const { url } = await serve((_request, response) => sendJson(response, 200, { six: true }), {
      host: '::1',
      tls: certificate,
    })
    const access = accessTo(url, {}, { 'certificate-authority-data': base64(certificate.cert) })
    expect(await apiJson(access, { path, signal })).toEqual({ six: true })
  })
})

describe('a busy server', () => {
  /** Answers so, the first `times` that it is asked. */
  async function busy(times: number, headers: http.OutgoingHttpHeaders, code = 429) {
    return serve((_request, response) => {
      if (times-- > 0) response.writeHead(code, headers).end('Too many requests, please try again later.\n')
      else sendJson(response, 200, { ok: true })
    })
  }

  it.each([
    [429, '1'],
    [429, '0'],
    [503, '1'],
  ])('that answers %i is asked again after the %s s that it names', async (code, seconds) => {
    const { url, requests } = await busy(1, { 'retry-after': seconds }, code)
    const began = Date.now()
    expect(await apiJson(accessTo(url), { path, signal })).toEqual({ ok: true })
    expect(Date.now() - began).toBeGreaterThanOrEqual(990)
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['names no time', {}, 0],
    ['names a date', { 'retry-after': 'Fri, 01 Jan 2999 00:00:00 GMT' }, 0],
    ['wants a long time', { 'retry-after': '30' }, 30_000],
  ])('that %s is a failure at once, with that time', async (_name, headers, retryAfter) => {
    const { url, requests } = await busy(9, headers)
    await expect(apiJson(accessTo(url), { path, signal })).rejects.toMatchObject({
      failure: { code: 'api-server-error', message: expect.stringContaining('answers 429: Too many') as string },
      retryAfter,
    })
    expect(requests).toHaveLength(1)
  })

  it('is waited for no longer than whoever asks', async () => {
    const { url } = await busy(9, { 'retry-after': '3' })
    const stop = new AbortController()
    const asked = apiJson(accessTo(url), { path, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('stopped')), 100)
    await expect(asked).rejects.toThrow('stopped')
  })
})

/** A list of 130 MB, in 130 KB. */
const endless = gzipSync(Buffer.alloc(130 * 1024 * 1024, ' '), { level: 1 })

describe('an answer', () => {
  it.each<[string, (response: http.ServerResponse) => void]>([
    ['plain', (response) => response.end('{"a":"ü"}')],
    ['compressed', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":"ü"}'))],
    [
      'in pieces that cut a character',
      (response) => {
        const bytes = Buffer.from('{"a":"ü"}')
        response.write(bytes.subarray(0, 7))
        response.end(bytes.subarray(7))
      },
    ],
  ])('is read %s', async (_name, answer) => {
    const { url } = await serve((_request, response) => answer(response))
    expect(await apiJson(accessTo(url), { path, signal })).toEqual({ a: 'ü' })
  })

  it.each<[string, (response: http.ServerResponse) => void, string, RegExp]>([
    ['401', (response) => sendStatus(response, 401, 'Unauthorized'), 'credentials-rejected', /Unauthorized/],
    ['403', (response) => sendStatus(response, 403, 'services is forbidden'), 'forbidden', /^services is forbidden$/],
    ['500', (response) => sendStatus(response, 500, 'no leader'), 'api-server-error', /500: no leader/],
    ['410', (response) => sendStatus(response, 410, 'too old'), 'api-server-error', /410: too old/],
    [
      'a compressed 403',
      (response) =>
        response
          .writeHead(403, { 'content-encoding': 'gzip' })
          .end(gzipSync(JSON.stringify({ kind: 'Status', apiVersion: 'v1', message: 'no' }))),
      'forbidden',
      /^no$/,
    ],
    [
      'a page with 200',
      (response) => response.end('<html>Sign in</html>'),
      'not-kubernetes',
      /does not answer with JSON: Sign in$/,
    ],
    [
      'a page with 502',
      (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'),
      'api-server-error',
      /502: Bad Gateway/,
    ],
    [
      'a redirect to a sign-in page',
      (response) => response.writeHead(302, { location: 'https://sso.example.com/' }).end('<a href="x">Moved</a>'),
      'not-kubernetes',
      /answers 302 and leads to https:\/\/sso\.example\.com\/: Moved$/,
    ],
    [
      'more than memory should hold',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(endless)
      },
      'not-kubernetes',
      /larger than any/,
    ],
    ['nothing with 200', (response) => response.end(), 'not-kubernetes', /JSON/],
    ['a connection that breaks before', (response) => response.destroy(), 'connection-lost', /socket hang up/],
    [
      'a connection that breaks within',
      (response) => response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()),
      'connection-lost',
      /aborted/,
    ],
    [
      'a compressed body that breaks off',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":"b"}').subarray(0, -9))
      },
      'connection-lost',
      /unexpected end of file/,
    ],
    [
      'a refusal that breaks off',
      (response) => response.writeHead(500, { 'content-length': 100 }).write('{', () => response.destroy()),
      'api-server-error',
      /500/,
    ],
    ['no HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'), 'not-kubernetes', /Parse Error/],
  ])('that is %s is a failure', async (_name, answer, code, message) => {
    const { url } = await serve((_request, response) => answer(response))
    await expect(apiJson(accessTo(url), { path, signal })).rejects.toMatchObject({
      failure: { code, message: expect.stringMatching(message) as string },
    })
  })

  it('that never comes is a failure', async () => {
    const port = await closedPort()
    await expect(apiJson(accessTo(`http://127.0.0.1:${port}`), { path, signal })).rejects.toMatchObject({
      failure: { code: 'connection-refused' },
    })
  })

  it('that nobody may trust is a failure', async () => {
    const { url } = await serve((_request, response) => response.end('{}'), {
      tls: await testCertificate('x', ['127.0.0.1']),
    })
    await expect(apiJson(accessTo(url), { path, signal })).rejects.toMatchObject({ failure: { code: 'tls-untrusted' } })
  })

  it.each<[string, (response: http.ServerResponse) => void]>([
    ['before its head', () => undefined],
    ['within its body', (response) => response.writeHead(200).write('{')],
    [
      'within a compressed body',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('{}').subarray(0, 10)),
    ],
  ])('of a server that falls silent %s is a failure, and the connection ends', async (_name, answer) => {
    const { url, abandoned } = await serve((_request, response) => answer(response))
    await expect(apiJson(accessTo(url), { path, signal, silence: 60 })).rejects.toMatchObject({
      failure: { code: 'connection-timeout', message: expect.stringContaining('0.06 s') as string },
    })
    await abandoned()
  })

  it('may take longer than the silence as long as it goes on, and a stream may be silent', async () => {
    const { url } = await serve((_request, response) => {
      response.write('[1')
      const timer = setInterval(() => response.write(',1'), 20)
      setTimeout(() => {
        clearInterval(timer)
        response.end(']')
      }, 200)
    })
    expect(await apiJson(accessTo(url), { path, signal, silence: 150 })).toContain(1)
    const quiet = await serve((_request, response) => {
      response.flushHeaders()
      setTimeout(() => response.end('done'), 150)
    })
    const stream = await apiStream(accessTo(quiet.url), { path, signal, silence: 50 })
    const chunks: unknown[] = []
    for await (const chunk of stream) chunks.push(String(chunk))
    expect(chunks).toEqual(['done'])
  })
})

describe('an abort', () => {
  it.each<[string, (response: http.ServerResponse) => void]>([
    ['before the head', () => undefined],
    ['within the body', (response) => response.writeHead(200).write('{')],
  ])('%s throws its reason and ends the connection', async (_name, answer) => {
    const { url, abandoned, server } = await serve((_request, response) => answer(response))
    const abort = new AbortController()
    const asking = apiJson(accessTo(url), { path, signal: abort.signal })
    const settled = expect(asking).rejects.toThrow('enough')
    await once(server, 'request')
    abort.abort(new Error('enough'))
    await settled
    await abandoned()
  })

  it('beforehand sends nothing', async () => {
    const { url, requests } = await serve((_request, response) => response.end('{}'))
    const reason = new Error('enough')
    await expect(apiJson(accessTo(url), { path, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(requests).toEqual([])
  })
})

it('leaves no timer behind', async () => {
  const { url } = await serve((_request, response) => sendJson(response, 200, {}))
  const set = vi.spyOn(globalThis, 'setTimeout')
  const clear = vi.spyOn(globalThis, 'clearTimeout')
  await apiJson(accessTo(url), { path, signal })
  const made = set.mock.results.map(({ value }) => value as unknown)
  const cleared = clear.mock.calls.map(([timer]) => timer as unknown)
  expect(made.length).toBeGreaterThan(0)
  expect(made.every((timer) => cleared.includes(timer))).toBe(true)
  vi.restoreAllMocks()
})
