import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { LookupAddress } from 'node:dns'
import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { lastAddressFirst } from './last-address.ts'
import { serve } from './testing/test-server.ts'

it('tries the address first that it reached last, and the others where that is gone', async () => {
  const tried: string[] = []
  let found: LookupAddress[] = []
  const agent = lastAddressFirst(new Agent(), (_host, _options, done) => {
    setImmediate(() => done(null, found))
  })
  const connecting = agent as Agent & { createConnection: (options: object) => Socket }
  const create = connecting.createConnection.bind(agent)
  connecting.createConnection = (options) =>
    create(options).on('connectionAttempt', (address: string) => tried.push(address))
  const attempts = async (port: number, ...addresses: string[]) => {
    found = addresses.map((address) => ({ address, family: 4 }))
    tried.length = 0
    const [answer] = (await once(get({ host: 'api.test', port, agent }), 'response')) as [NodeJS.ReadableStream]
    await once(answer.resume(), 'end')
    return [...tried]
  }

  // Nothing listens at the others.
  const { port, server } = await serve((_request, response) => response.end())
  expect(await attempts(port, '127.0.0.2', '127.0.0.3', '127.0.0.1')).toEqual(['127.0.0.2', '127.0.0.3', '127.0.0.1'])
  expect(await attempts(port, '127.0.0.2', '127.0.0.3', '127.0.0.1')).toEqual(['127.0.0.1'])
  server.close()
  await once(server, 'close')
  server.listen(port, '127.0.0.3')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  expect(await attempts(port, '127.0.0.2', '127.0.0.3', '127.0.0.1')).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3'])
})
