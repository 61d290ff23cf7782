import type http from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { classicWeb, servedCluster, type App } from './testing/served-cluster.ts'

describe('a refusal of the API server', () => {
  const browser = {
    accept: 'text/html,*/*',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'none',
    'sec-fetch-dest': 'document',
  }
  const refusing: App = (_request, response) => sendStatus(response, 503, 'no endpoints available for service "web"')

  it('is explained to a browser on an origin', async () => {
    const { origin, ask } = await servedCluster({ app: refusing })
    const answer = await ask('/', { host: origin('web'), headers: browser })
    expect(answer.status).toBe(503)
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.body).toContain('Nothing is ready behind this Service')
    expect(answer.body).toContain('no-endpoints')
  })

  it('is passed on to a program, a script, and on a classic URL', async () => {
    const { origin, ask } = await servedCluster({ app: refusing })
    const host = origin('web')
    for (const asking of [
      { host },
      { host, headers: { accept: 'text/html', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' } },
    ])
      expect(await ask('/', asking)).toMatchObject({
        status: 503,
        body: expect.stringMatching(/^{"kind":"Status"/) as string,
      })
    expect(await ask(`${classicWeb}/`, { headers: { accept: 'text/html' } })).toMatchObject({
      status: 503,
      body: expect.stringMatching(/^{"kind":"Status"/) as string,
    })
  })

  it.each([
    ['other JSON', '{"error":"mine"}'],
    ['no JSON', 'oops'],
    ['more JSON than any Status has', JSON.stringify({ error: 'x'.repeat(200_000) })],
    ['nothing', ''],
  ])('is told from %s of the application itself, sent in pieces', async (_name, body) => {
    const { origin, ask } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(500, { 'content-type': 'application/json' })
        for (let at = 0; at < body.length; at += 10_000) response.write(body.slice(at, at + 10_000))
        response.end()
      },
    })
    expect(await ask('/', { host: origin('web'), headers: browser })).toMatchObject({ status: 500, body })
  })

  const json =
    (status: number, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): App =>
    (_request, response) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers })
        .end(body)
  const status = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Success', message: 'mine', code: 200 })

  it.each([
    ['a Status of success', json(200, status), status],
    ['a Status of another type', json(500, status, { 'content-type': 'text/plain' }), status],
    [
      'a Status that is compressed',
      json(500, gzipSync(status), { 'content-encoding': 'gzip' }),
      gzipSync(status).toString(),
    ],
    ['a Status that is too large', json(500, status.padEnd(40_000)), status.padEnd(40_000)],
  ])('is not %s', async (_name, app, body) => {
    const { origin, ask } = await servedCluster({ app })
    expect((await ask('/', { host: origin('web'), headers: browser })).body).toBe(body)
  })

  it.each([
    ['ready where the list has the Service', 'web', true, 'Nothing is ready behind this Service'],
    ['there where the list does not have it', 'gone', true, 'There is no such Service'],
    ['ready where there is no list that could tell', 'gone', false, 'Nothing is ready behind this Service'],
  ])('says that nothing is %s', async (_name, service, mayList, title) => {
    const { fake, origin, ask } = await servedCluster({ app: refusing, listed: mayList })
    const { intercept } = fake
    if (!mayList)
      fake.intercept = (request, response, url) => {
        if (intercept(request, response, url)) return true
        sendStatus(response, 403, 'services is forbidden')
        return true
      }
    const answer = await ask('/', { host: origin(service), headers: browser })
    expect(answer.body).toContain(`<h1>${title}</h1>`)
  })

  it('is not waited for where the application goes on without end', async () => {
    const { origin, send } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(500, { 'content-type': 'application/json' })
        const more = (): void => {
          if (response.destroyed) return
          if (response.write('x'.repeat(16 * 1024))) setImmediate(more)
          else response.once('drain', more)
        }
        more()
      },
    })
    const answer = await send('/', { host: origin('web'), headers: browser })
    expect(answer.statusCode).toBe(500)
    answer.destroy()
  })
})
