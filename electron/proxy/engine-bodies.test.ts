import { gzipSync } from 'node:zlib'
import { expect, it, vi } from 'vitest'
import { bodyLimit } from '../../shared/traffic.ts'
import { servedCluster } from './testing/served-cluster.ts'

const key = 'demo/apps/web'

/** An application that answers with what it was sent, or with as many bytes as the path says, packed. */
async function served() {
  const cluster = await servedCluster({
    app: (request, response) => {
      const size = Number((request.url ?? '').slice(1))
      if (size > 0) {
        response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
        response.end(gzipSync('x'.repeat(size)))
      } else request.pipe(response.writeHead(200, { 'content-type': 'text/plain' }))
    },
  })
  const { engine, ask, origin } = cluster
  const over = async () => {
    await vi.waitFor(() => expect(engine.traffic.entries(key).every(({ totalMs }) => totalMs !== null)).toBe(true))
    return engine.traffic.entries(key)
  }
  const send = (path: string, body?: string) =>
    ask(path, { host: origin('web'), ...(body !== undefined && { method: 'POST', body }) })
  return { ...cluster, over, send }
}

it('keeps no body unless somebody asked', async () => {
  const { send, over } = await served()
  await send('/', 'secret')
  expect(Object.keys((await over())[0] ?? {})).not.toContain('bodies')
})

it('keeps both bodies as they pass, and changes nothing of them', async () => {
  const { engine, send, over } = await served()
  engine.traffic.bodies.set(key, true)
  const answer = await send('/', 'hello')
  expect(answer.body).toBe('hello')
  const [entry] = await over()
  expect(entry?.bodies?.request.bytes?.toString()).toBe('hello')
  expect(entry?.bodies?.response.bytes?.toString()).toBe('hello')
  engine.traffic.bodies.set(key, false)
  await send('/', 'again')
  expect((await over())[1]?.bodies).toBeUndefined()
})

it('keeps the beginning of a large body, and its size', async () => {
  const { engine, send, over } = await served()
  engine.traffic.bodies.set(key, true)
  const body = 'y'.repeat(3 * bodyLimit)
  expect((await send('/', body)).body).toBe(body)
  const [entry] = await over()
  for (const kept of [entry?.bodies?.request, entry?.bodies?.response]) {
    expect([kept?.size, kept?.bytes?.length]).toEqual([body.length, bodyLimit])
  }
})
