import { once } from 'node:events'
import net from 'node:net'
import { Client, errors } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { networkFailure } from '../cluster/api-failure.ts'
import { asNetworkError } from './network-error.ts'
import { tunnelFailure } from './tunnel-failure.ts'

/** What undici throws at an answer. */
async function thrownAt(answer: Buffer): Promise<Error> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  const client = new Client(`http://127.0.0.1:${port}`)
  onTestFinished(async () => {
    await client.destroy()
    server.close()
  })
  return await client.request({ path: '/', method: 'GET' }).then(
    () => new Error('it was answered'),
    (error: unknown) => error as Error,
  )
}

describe('what undici throws', () => {
  it.each([
    ['PostgreSQL refuses', Buffer.from('E\0\0\0\x45SFATAL\0'), 'not-http', 'not-kubernetes'],
    ['Redis refuses', Buffer.from('-ERR unknown command\r\n'), 'not-http', 'not-kubernetes'],
    ['MySQL greets', Buffer.from('J\0\0\0\x0a8.0.36\0'), 'not-http', 'not-kubernetes'],
    ['a TLS server refuses', Buffer.from([0x15, 3, 3, 0, 2, 2, 70]), 'wrong-scheme', 'not-kubernetes'],
    ['nothing comes', Buffer.alloc(0), 'service-unreachable', 'connection-lost'],
  ])('where %s', async (_name, answer, ofService, ofServer) => {
    const error = asNetworkError(await thrownAt(answer))
    expect(tunnelFailure(error, 'shop/postgres').code).toBe(ofService)
    expect(networkFailure(error, 'https://k8s').failure.code).toBe(ofServer)
  })

  it.each([
    [
      'a code of its own',
      Object.assign(new errors.HTTPParserError('said'), { code: 'HPE_INVALID_VERSION' }),
      'HPE_INVALID_VERSION',
    ],
    ['no code', new errors.HTTPParserError('said'), 'HPE_INVALID_CONSTANT'],
    ['a head that is too large', new errors.HeadersOverflowError(), 'HPE_HEADER_OVERFLOW'],
  ])('with %s', (_name, error, code) => {
    expect(asNetworkError(error)).toMatchObject({ code })
  })
})
