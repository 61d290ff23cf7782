import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { credential, plugin } from '../cluster/testing/exec-plugins.ts'
import { classicWeb, servedCluster } from './testing/served-cluster.ts'

/** A cluster whose user has a token of an exec plugin, `run1` and so on; the API server accepts what `accepted` says. */
async function renewing({ says, listed = false }: { says?: number; listed?: boolean } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-renew-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const count = `require('fs').readFileSync(process.env.LOG, 'utf8').split('\\n').length - 1`
  const { user, runs } = await plugin(folder, credential(`{ token: 'run' + (${count}) }`))
  const served = await servedCluster({
    user,
    listed,
    app: (_request, response) => (says === undefined ? void response.end('hello') : sendStatus(response, says, 'Mine')),
  })
  let accepted = /^Bearer run1$/
  const { intercept } = served.fake
  served.fake.intercept = (request, response, url) => {
    if (accepted.test(request.headers.authorization ?? '')) return intercept(request, response, url)
    sendStatus(response, 401, 'Unauthorized', 'Unauthorized')
    return true
  }
  return { ...served, runs, accept: (pattern: RegExp) => (accepted = pattern) }
}

describe('a token that the API server accepts no more', () => {
  it.each([
    ['a classic URL', classicWeb, undefined],
    ['an origin', '/', 'web'],
  ])('is replaced, and the request sent again, on %s', async (_name, path, service) => {
    const { ask, accept, runs, origin, proxied } = await renewing({ listed: service !== undefined })
    const asking = service === undefined ? {} : { host: origin(service) }
    expect(await ask(path, asking)).toMatchObject({ status: 200 })
    accept(/^Bearer run2$/)
    expect(await Promise.all([1, 2, 3].map(() => ask(path, asking)))).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: 200, body: 'hello' })),
    )
    expect(await runs()).toBe(2)
    expect(proxied.at(-1)?.headers.authorization).toBe('Bearer run2')
  })

  it.each([
    ['a classic URL', classicWeb, undefined],
    ['an origin', '/', 'web'],
  ])('is replaced, and a WebSocket opened with the new one, on %s', async (_name, path, service) => {
    const { fake, accept, runs, origin, port } = await renewing({ listed: service !== undefined })
    const accepted = new WebSocketServer({ noServer: true })
    fake.server.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      if (request.headers.authorization === 'Bearer run2')
        accepted.handleUpgrade(request, socket, head, () => undefined)
      else socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    })
    accept(/^Bearer run2$/)
    const host = service === undefined ? `127.0.0.1:${port}` : origin(service)
    const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host } })
    onTestFinished(() => client.terminate())
    await once(client, 'open')
    expect(await runs()).toBe(2)
  })

  it('is replaced for the next request where this one cannot be sent again', async () => {
    const { ask, accept, proxied } = await renewing()
    accept(/^Bearer run2$/)
    expect(await ask(classicWeb, { method: 'POST', body: 'x' })).toMatchObject({ status: 401 })
    expect(proxied).toEqual([])
    expect(await ask(classicWeb, { method: 'POST', body: 'x' })).toMatchObject({ status: 200 })
  })

  it('is replaced once where no other is accepted either', async () => {
    const { ask, accept, runs } = await renewing()
    accept(/^nothing$/)
    for (let i = 0; i < 3; i++) expect(await ask(classicWeb)).toMatchObject({ status: 401 })
    expect(await runs()).toBe(2)
  })

  it('is not what a Service means with a 401 of its own', async () => {
    const { ask, runs } = await renewing({ says: 401 })
    expect(await ask(classicWeb)).toMatchObject({ status: 401, body: expect.stringContaining('Mine') as string })
    expect(await runs()).toBe(1)
  })
})
