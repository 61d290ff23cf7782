import { once } from 'node:events'
import http from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { serve } from '../cluster/testing/test-server.ts'
import { limitHead } from './head-limit.ts'

const limit = 200

it('ends a request that nobody answers', async () => {
  const { port } = await serve(() => undefined)
  const request = http.get({ port, agent: false })
  limitHead(request, limit)
  const [error] = (await once(request, 'error')) as [Error]
  expect(error).toMatchObject({ failure: { code: 'service-timeout', message: 'Nothing came for 0.2 s.' } })
})

it('lets an answer be silent after its head, and the next one on the same connection', async () => {
  const { port, connections } = await serve((_request, response) => {
    response.write('a')
    setTimeout(() => response.end('b'), 2 * limit)
  })
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  for (let count = 0; count < 2; count++) {
    const request = http.get({ port, agent })
    limitHead(request, limit)
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    expect(await text(answer)).toBe('ab')
  }
  expect(connections).toHaveLength(1)
})

it('gives an upload its time, as long as it goes on', async () => {
  const { port } = await serve((request, response) => void request.resume().once('end', () => response.end('done')))
  const request = http.request({ port, method: 'POST', agent: false })
  limitHead(request, limit)
  const answer = once(request, 'response') as Promise<[http.IncomingMessage]>
  for (let count = 0; count < 6; count++) {
    request.write('x')
    await delay(limit / 3)
  }
  request.end()
  expect(await text((await answer)[0])).toBe('done')
})
