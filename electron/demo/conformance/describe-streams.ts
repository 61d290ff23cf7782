import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import type { Suite } from './suite.ts'

/** Answers that go on, and connections that change their protocol. */
export function describeStreams({ client, cluster, proxy }: Suite): void {
  describe('service proxy: streams', () => {
    it.each(['/events', '/stream'])('%s: passes what has come at once', async (path) => {
      const answer = await client().open(`${proxy('unnamed')}${path}`)
      onTestFinished(() => void answer.destroy())
      const [chunk] = (await once(answer, 'data')) as [Buffer]
      expect(chunk.toString()).toContain('first')
      expect(answer.complete).toBe(false)
    })

    it('passes a head before there is a body', async () => {
      const answer = await client().open(`${proxy('unnamed')}/silent`)
      onTestFinished(() => void answer.destroy())
      expect(answer.statusCode).toBe(200)
    })
  })

  const open = (path: string, options: ClientOptions = {}, protocols: string[] = []): WebSocket => {
    const { server, ca, token } = cluster()
    const headers = { authorization: `Bearer ${token}`, ...options.headers }
    const socket = new WebSocket(server.replace('https', 'wss') + path, protocols, { ca, ...options, headers })
    onTestFinished(() => socket.terminate())
    return socket
  }
  const hello = async (socket: WebSocket): Promise<{ url: string; headers: Record<string, string | undefined> }> => {
    const [message] = (await once(socket, 'message')) as [Buffer]
    return JSON.parse(message.toString()) as { url: string; headers: Record<string, string | undefined> }
  }
  const refusal = async (socket: WebSocket): Promise<IncomingMessage> => {
    socket.on('error', () => undefined)
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
    return answer
  }

  describe('service proxy: WebSocket', () => {
    it('relays messages both ways', async () => {
      const socket = open(`${proxy('unnamed')}/ws`)
      await hello(socket)
      socket.send('ping')
      const [echoed] = (await once(socket, 'message')) as [Buffer]
      expect(echoed.toString()).toBe('ping')
      const long = Buffer.alloc(300_000, 7)
      socket.send(long)
      const [binary] = (await once(socket, 'message')) as [Buffer]
      expect(binary.equals(long)).toBe(true)
      socket.close(4001, 'done')
      const [code] = (await once(socket, 'close')) as [number]
      expect(code).toBe(4001)
    })

    it('reaches a TLS backend', async () => {
      expect((await hello(open(`${proxy('https:web:secure')}/ws`))).url).toBe('/ws')
    })

    it('loses the query', async () => {
      expect((await hello(open(`${proxy('unnamed')}/a/./ws/?token=1`))).url).toBe('/a/ws/')
    })

    it('passes headers and protocols, but no credentials', async () => {
      const socket = open(
        `${proxy('unnamed')}/ws`,
        { headers: { cookie: 'a=1', origin: 'http://x.example', 'x-remote-user': 'somebody' } },
        ['chat.v1'],
      )
      const { headers } = await hello(socket)
      expect(socket.protocol).toBe('chat.v1')
      expect(headers).toMatchObject({
        host: client().host,
        cookie: 'a=1',
        origin: 'http://x.example',
        upgrade: 'websocket',
      })
      expect(headers['x-forwarded-for']).toMatch(/^[\d.]+$/)
      expect(['authorization', 'x-remote-user', 'x-forwarded-uri'].filter((name) => name in headers)).toEqual([])
    })

    it("passes the backend's refusal", async () => {
      const answer = await refusal(open(`${proxy('unnamed')}/refuses`))
      expect(answer.statusCode).toBe(403)
      expect(answer.headers['x-app']).toBe('kept')
      expect(await text(answer)).toBe('no\r\n')
    })

    it('fails where the backend does not upgrade', async () => {
      const answer = await refusal(open(`${proxy('unnamed')}/ignores`))
      expect(answer.statusCode).toBe(500)
      expect(JSON.parse(await text(answer))).toMatchObject({
        kind: 'Status',
        code: 500,
        message: 'invalid upgrade response: status code 200',
      })
    })

    it.each([
      ['down', 503, /^no endpoints available for service "down"$/],
      ['deaf', 500, /^error dialing backend: dial tcp [\d.]+:8080: connect: connection refused$/],
      ['ftp:web:http', 400, /^invalid service request "ftp:web:http"$/],
    ])('%s fails with %d', async (segment, code, message) => {
      const answer = await refusal(open(`${proxy(segment)}/ws`))
      expect(answer.statusCode).toBe(code)
      expect(JSON.parse(await text(answer))).toMatchObject({ code, message: expect.stringMatching(message) as string })
    })

    it('needs the right token', async () => {
      const answer = await refusal(open(`${proxy('unnamed')}/ws`, { headers: { authorization: 'Bearer wrong' } }))
      expect(answer.statusCode).toBe(401)
    })
  })
}
