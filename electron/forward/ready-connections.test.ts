import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { accessTo } from '../cluster/testing/contexts.ts'
import { serve } from '../cluster/testing/test-server.ts'
import { ReadyConnections } from './ready-connections.ts'

it('opens as many as were taken, and one more, each of its own', async () => {
  const answers: ServerResponse[] = []
  const server = await serve((_request, response) => {
    // None is answered before all are asked: what is answered at once would be asked on one connection.
    answers.push(response)
    if (answers.length === 3) for (const each of answers) each.end('{}')
  })
  const ready = new ReadyConnections(accessTo(server.url))
  for (let at = 0; at < 2; at++) ready.taken()
  await expect.poll(() => server.requests.length, { timeout: 3000 }).toBe(3)
  expect(server.connections).toHaveLength(3)
})

it('opens none once it is closed', async () => {
  const server = await serve((_request, response) => response.end('{}'))
  const access = accessTo(server.url)
  const [closed, other] = [new ReadyConnections(access), new ReadyConnections(access)]
  closed.taken()
  closed.close()
  closed.taken()
  other.taken()
  // Those of the other, of which there are two, come as late as those of the closed would.
  await expect.poll(() => server.requests.length, { timeout: 3000 }).toBe(2)
})
