import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { limitConnecting } from './connect-limit.ts'

/** A server that accepts and says nothing. */
async function silentServer(): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => undefined).resume())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

it('ends a TLS connection whose handshake nobody answers', async () => {
  const socket = connectTls({ host: '127.0.0.1', port: await silentServer() })
  limitConnecting(socket, 'https://api.test', 100)
  const [error] = (await once(socket, 'error')) as [Error]
  expect(error).toMatchObject({
    failure: { code: 'connection-timeout', message: 'https://api.test did not accept a connection in 0.1 s.' },
  })
})

it('lets a connection that came about be silent', async () => {
  const socket = connect({ host: '127.0.0.1', port: await silentServer() })
  onTestFinished(() => void socket.destroy())
  limitConnecting(socket, 'http://api.test', 100)
  await once(socket, 'connect')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(socket.destroyed).toBe(false)
})
