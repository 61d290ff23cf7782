import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Recorder } from '../cluster/testing/recorder.ts'
import { classicWeb, servedCluster } from './testing/served-cluster.ts'

const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex')

describe('a stream', () => {
  it.each([
    ['a classic URL', false, 'text/plain'],
    ['an origin', true, 'text/plain'],
    ['an origin that sends events', true, 'text/event-stream'],
    ['an origin that sends HTML', true, 'text/html'],
  ])('of %s arrives as it is sent', async (_name, onOrigin, type) => {
    const parts: http.ServerResponse[] = []
    const { origin, send } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(200, { 'content-type': type }).flushHeaders()
        parts.push(response)
      },
    })
    const answer = onOrigin ? await send('/', { host: origin('web') }) : await send(`${classicWeb}/`)
    // The head is here before anything of the body has been sent.
    const [response] = parts
    for (const text of ['first', 'second', 'third']) {
      response?.write(text)
      const [chunk] = (await once(answer, 'data')) as [Buffer]
      expect(chunk.toString()).toBe(text)
    }
    response?.end()
    await once(answer, 'end')
  })

  it('whose head comes first has its bytes as they are', async () => {
    const name = Buffer.from('attachment; filename="Übersicht.csv"').toString('latin1')
    const { send } = await servedCluster({
      app: (_request, response) => void response.writeHead(200, { 'content-disposition': name }).write(Buffer.alloc(0)),
    })
    const { headers } = await send(`${classicWeb}/`)
    expect(headers['content-disposition']).toBe(name)
  })

  it('goes up as it is sent', async () => {
    const heard = new Recorder()
    const { port } = await servedCluster({
      app: (request, response) => {
        request.on('data', (chunk: Buffer) => heard.note(chunk.toString()))
        request.once('end', () => response.end('done'))
      },
    })
    const request = http.request({ port, path: `${classicWeb}/`, method: 'POST', agent: false })
    request.write('first')
    await heard.count(1)
    request.write('second')
    await heard.count(2)
    request.end()
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    expect((await buffer(answer)).toString()).toBe('done')
    expect(heard.entries).toEqual(['first', 'second'])
  })

  it.each([
    ['of known length', { 'content-length': 5_000_000 }],
    ['in chunks', {}],
  ])('carries 5 MB up and down %s', async (_name, headers) => {
    const body = randomBytes(5_000_000)
    const { send } = await servedCluster({
      app: (request, response) => {
        response.writeHead(200, headers)
        request.pipe(response)
      },
    })
    const answer = await send(`${classicWeb}/`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'x/y', ...headers },
    })
    expect(sha(await buffer(answer))).toBe(sha(body))
  })

  it('brings its trailers', async () => {
    const { ask } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(200, { trailer: 'X-Checksum' })
        response.write('body')
        response.addTrailers({ 'X-Checksum': 'abc' })
        response.end()
      },
    })
    expect(await ask(`${classicWeb}/`)).toMatchObject({ body: 'body', trailers: { 'x-checksum': 'abc' } })
  })

  it.each([
    ['plain', 'text/plain', false],
    ['HTML', 'text/html', true],
  ])('of %s that breaks off on the way is not taken for whole', async (_name, type, onOrigin) => {
    const { origin, send } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(200, { 'content-type': type })
        response.write('half', () => response.socket?.resetAndDestroy())
      },
    })
    const answer = onOrigin ? await send('/', { host: origin('web') }) : await send(`${classicWeb}/`)
    await expect(buffer(answer)).rejects.toThrow('aborted')
  })

  it('ends at the API server when the client is gone', async () => {
    const closed = new Recorder()
    const { send } = await servedCluster({
      app: (_request, response) => {
        response.writeHead(200).write('first')
        response.once('close', () => closed.note('closed'))
      },
    })
    const answer = await send(`${classicWeb}/`)
    answer.destroy()
    await closed.count(1)
  })

  it('ends at the API server when the client gives up waiting for its head', async () => {
    const heard = new Recorder()
    const { port } = await servedCluster({
      app: (_request, response) => {
        heard.note('asked')
        response.once('close', () => heard.note('closed'))
      },
    })
    const request = http.get({ port, path: `${classicWeb}/`, agent: false }).on('error', () => undefined)
    await heard.count(1)
    request.destroy()
    await heard.until((entries) => entries.includes('closed'))
  })

  it('that goes up is not taken for whole when the client breaks it off', async () => {
    const heard = new Recorder()
    const { port } = await servedCluster({
      app: (request) => {
        request.on('data', () => heard.note('data'))
        request.once('end', () => heard.note('end'))
        request.once('close', () => heard.note(request.complete ? 'whole' : 'broken off'))
      },
    })
    const request = http
      .request({ port, path: `${classicWeb}/`, method: 'POST', agent: false })
      .on('error', () => undefined)
    request.write('half')
    await heard.count(1)
    request.destroy()
    await heard.until((entries) => entries.length > 1)
    expect(heard.entries).toEqual(['data', 'broken off'])
  })

  it('that goes up and is answered early leaves its connection to the next request', async () => {
    const { port, send } = await servedCluster({
      app: (request, response) => {
        // Nothing of the body is read.
        if (request.method === 'POST') response.writeHead(413).end('too much')
        else response.end('next')
      },
    })
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const ask = (method: string, body: Buffer | undefined): Promise<http.IncomingMessage> =>
      new Promise((resolve, reject) => {
        http
          .request({ port, path: `${classicWeb}/`, method, agent }, resolve)
          .on('error', reject)
          .end(body)
      })
    const refused = await ask('POST', Buffer.alloc(4_000_000))
    expect([refused.statusCode, (await buffer(refused)).toString()]).toEqual([413, 'too much'])
    expect((await buffer(await ask('GET', undefined))).toString()).toBe('next')
    expect((await buffer(await send(`${classicWeb}/`))).toString()).toBe('next')
  })

  it('ends when the engine closes', async () => {
    const { engine, send } = await servedCluster({
      app: (_request, response) => void response.writeHead(200).write('first'),
    })
    const answer = await send(`${classicWeb}/`)
    const broken = expect(buffer(answer)).rejects.toThrow('aborted')
    await engine.close()
    await broken
  })
})
