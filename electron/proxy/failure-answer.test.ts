import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { failure } from '../../shared/failure.ts'
import { serve } from '../cluster/testing/test-server.ts'
import { answerFailure, answerUpgradeFailure } from './failure-answer.ts'

const refused = failure('forbidden', 'User "ü" cannot get services/proxy', 'Ask.')
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-mode': 'navigate' }

async function ask(
  headers: http.OutgoingHttpHeaders,
  method = 'GET',
): Promise<{ answer: http.IncomingMessage; body: string }> {
  const { url } = await serve((request, response) => answerFailure(request, response, 403, refused))
  const request = http.request(url, { method, headers, agent: false }).end()
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  return { answer, body: await text(answer) }
}

const status = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'porthole: User "ü" cannot get services/proxy Ask.',
  reason: 'Forbidden',
  details: { causes: [{ reason: 'forbidden', message: 'User "ü" cannot get services/proxy' }] },
  code: 403,
}

describe('answerFailure', () => {
  it.each([
    ['a browser', browser],
    ['a browser without Fetch Metadata', { accept: 'text/html' }],
  ])('gives %s a page', async (_name, headers) => {
    const { answer, body } = await ask(headers)
    expect(answer.statusCode).toBe(403)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(body).toContain('cannot get services/proxy')
  })

  it.each([
    ['a program', {}],
    ['curl', { accept: '*/*' }],
    ['a client of the API', { accept: 'application/json' }],
    ['a script that would take HTML', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
    ['an image', { accept: 'image/*', 'sec-fetch-mode': 'no-cors' }],
    ['something like HTML', { accept: 'text/html5' }],
  ])('gives %s a Status', async (_name, headers) => {
    const { answer, body } = await ask(headers)
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' })
    expect(answer.headers['content-security-policy']).toBeUndefined()
    expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(body))
    expect(JSON.parse(body)).toEqual(status)
  })

  it('gives HEAD the head alone', async () => {
    const { answer, body } = await ask(browser, 'HEAD')
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0)
    expect(body).toBe('')
  })

  it('breaks an answer off that has begun', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200).write('half', () => answerFailure(request, response, 502, refused))
    })
    const request = http.get(url, { agent: false })
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    await expect(text(answer)).rejects.toThrow('aborted')
  })
})

describe('answerUpgradeFailure', () => {
  it('writes a whole answer on the bare socket and closes it', async () => {
    const { url, server } = await serve(() => undefined)
    server.on('upgrade', (_request, socket) => answerUpgradeFailure(socket, 403, refused))
    const request = http.get(url, { headers: { connection: 'Upgrade', upgrade: 'websocket' }, agent: false })
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    expect(answer).toMatchObject({ statusCode: 403, statusMessage: 'Forbidden' })
    expect(answer.headers).toMatchObject({ connection: 'close', 'content-type': 'application/json' })
    expect(JSON.parse(await text(answer))).toEqual(status)
  })

  it('does nothing with a socket that is gone', () => {
    const socket = new net.Socket().destroy()
    expect(() => answerUpgradeFailure(socket, 403, refused)).not.toThrow()
  })
})
