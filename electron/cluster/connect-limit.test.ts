import { once } from 'node:events'
import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { limitConnecting, limitConnections, silentConnections } from './connect-limit.ts'
import { serve } from './testing/test-server.ts'

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

it('ends the connections that were silent, upgraded ones too, and no other', async () => {
  const answers: ServerResponse[] = []
  const { port, server } = await serve((_request, response) => {
    response.write('first')
    answers.push(response)
  })
  server.on('upgrade', (_request, socket: Duplex) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n')
  })
  const agent = limitConnections(new Agent({ keepAlive: true }), 'http://api.test')
  onTestFinished(() => agent.destroy())
  const stream = async (): Promise<IncomingMessage> => {
    const request = get({ port, agent }).on('error', () => undefined)
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    await once(answer, 'data')
    return answer.pause()
  }
  const [talking, silent] = [await stream(), await stream()]
  const upgrade = get({ port, agent, headers: { connection: 'Upgrade', upgrade: 'echo' } })
  const [, upgraded] = (await once(upgrade, 'upgrade')) as [IncomingMessage, Duplex]
  const endSilent = silentConnections(agent)
  const more = once(talking, 'data')
  talking.resume()
  answers[0]?.write('more')
  await more
  const ended = [once(silent, 'error'), once(upgraded, 'error')]
  endSilent(new Error('nothing came'))
  for (const [error] of await Promise.all(ended)) expect(error).toBeInstanceOf(Error)
  expect(talking.destroyed).toBe(false)
  const last = once(talking, 'data')
  answers[0]?.write('last')
  expect(String((await last)[0])).toBe('last')
})
