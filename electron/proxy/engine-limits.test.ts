import http from 'node:http'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Recorder } from '../cluster/testing/recorder.ts'
import { classicWeb, servedCluster, type App, type ServedCluster } from './testing/served-cluster.ts'

const limits = { perService: 3, total: 4, always: 1 }

/** Opens streams that do not end, and gives their answers. */
async function hold({ send, origin }: ServedCluster, service: string, count: number): Promise<http.IncomingMessage[]> {
  return Promise.all(Array.from({ length: count }, () => send('/', { host: origin(service) })))
}

const endless: App = (_request, response) => void response.write('first')

describe('more requests than the limits let through', () => {
  it('are refused with 503 and a reason, on origins, classic URLs and as WebSockets', async () => {
    const served = await servedCluster({ app: endless, engine: { limits } })
    const { ask, origin, port } = served
    await hold(served, 'web', 3)
    const expected = { status: 503, body: expect.stringMatching(/"too-many-connections".*3 of 3 are open/) as string }
    expect(await ask('/', { host: origin('web') })).toMatchObject(expected)
    expect(await ask(`${classicWeb}/`)).toMatchObject(expected)
    const client = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: origin('web') } })
    const [error] = (await once(client, 'error')) as [Error]
    expect(error.message).toBe('Unexpected server response: 503')
  })

  it('leave the other Services their share', async () => {
    const served = await servedCluster({ app: endless, engine: { limits } })
    const { ask, origin } = served
    await hold(served, 'web', 3)
    await hold(served, 'secure', 1)
    expect((await ask('/', { host: origin('secure') })).status).toBe(503)
    const [answer] = await hold(served, 'odd', 1)
    expect(answer?.statusCode).toBe(200)
  })

  it('are let through again when others have ended, and the client that left early counts no more', async () => {
    const asked = new Recorder()
    const served = await servedCluster({
      app: (_request, response, path) => {
        asked.note(path)
        if (path === '/') response.write('first')
        else if (path === '/short') response.end('done')
      },
      engine: { limits },
    })
    const { origin, port, send } = served
    const streams = await hold(served, 'web', 2)
    const silent = http.get({ port, path: '/silent', headers: { host: origin('web') }, agent: false })
    silent.on('error', () => undefined)
    await asked.until((paths) => paths.includes('/silent'))
    for (const stream of streams) stream.destroy()
    silent.destroy()
    let status = 503
    while (status === 503) {
      const answer = await send('/short', { host: origin('web') })
      status = answer.statusCode ?? 0
      answer.resume()
    }
    expect(status).toBe(200)
  })
})

it('260 streams of one Service keep neither another Service nor a list waiting', async () => {
  const served = await servedCluster({
    app: (_request, response, path) => (path === '/' ? void response.write('first') : void response.end('here')),
  })
  const { ask, cluster, fake, origin } = served
  await hold(served, 'web', 260)
  expect(await ask('/here', { host: origin('secure') })).toMatchObject({ status: 200, body: 'here' })
  fake.server.requests.length = 0
  cluster.disconnect()
  await cluster.listed()
  expect(cluster.state.phase).toBe('connected')
})

it('an answer may have a head of 100 KB', async () => {
  const cookies = Array.from({ length: 25 }, (_, at) => `part${at}=${'x'.repeat(4000)}`)
  const { ask, origin } = await servedCluster({
    app: (_request, response) => void response.writeHead(200, { 'set-cookie': cookies }).end('hello'),
  })
  expect((await ask('/', { host: origin('web'), maxHeaderSize: 200_000 })).headers['set-cookie']).toHaveLength(25)
})
