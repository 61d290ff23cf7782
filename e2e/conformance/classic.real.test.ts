import { randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type Answer } from './ask.ts'
import { classicDifferences } from './classic-differences.ts'
import { classicRequests } from './classic-requests.ts'
import { comparable } from './comparable.ts'
import { converse, type Conversation } from './conversation.ts'
import { describeReal } from './describe-real.ts'
import { quirksApp, quirksPort } from './quirks.ts'
import { startHeadless, startKubectlProxy, type ServingProcess } from './serving-process.ts'

const namespace = `classic-${randomBytes(4).toString('hex')}`
const services = `/api/v1/namespaces/${namespace}/services`
const echo = `${services}/echo:http/proxy`
const quirks = `${services}/quirks/proxy`

await describeReal('classic URLs, against kubectl proxy', (cluster) => {
  const proxies: ServingProcess[] = []
  let kubectl = 0
  let porthole = 0

  beforeAll(async () => {
    const started = [
      startKubectlProxy(cluster),
      startHeadless(['--kubeconfig', cluster.kubeconfigPath, '--port', '0']),
    ] as const
    proxies.push(...started)
    const echoPorts = [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ]
    await cluster.addService({ namespace, name: 'echo', ports: echoPorts, app: { builtIn: 'echo' } })
    await cluster.addService({
      namespace,
      name: 'quirks',
      ports: [{ port: 80, targetPort: quirksPort }],
      app: quirksApp(),
    })
    await cluster.addService({ namespace, name: 'empty', ports: [{ port: 80, targetPort: 80 }] })
    const gone = { namespace, name: 'gone', ports: [{ port: 80, targetPort: 80 }], app: { builtIn: 'tiny' } } as const
    for (const { ip } of (await cluster.addService(gone)).pods) await cluster.stopPod(ip)
    ;[kubectl, porthole] = await Promise.all([started[0].port(), started[1].port()])
  })
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()))
    for (const name of ['echo', 'quirks', 'empty', 'gone']) await cluster.removeService({ namespace, name })
  })

  test.each(byName(classicRequests(namespace)))('%s', async (_name, request) => {
    const [expected, actual] = comparable(await ask(kubectl, request), await ask(porthole, request))
    expect(actual).toEqual(expected)
  })

  test.each(byName(classicDifferences(namespace)))('differs: %s', async (_name, request) => {
    for (const [port, expected] of [
      [kubectl, request.kubectl],
      [porthole, request.porthole],
    ] as const) {
      const answer = await ask(port, request)
      expect(answer.status, answer.body.toString()).toBe(expected.status)
      if (expected.body) expect(answer.body.toString()).toMatch(expected.body)
      if (expected.informational) expect(answer.informational).toEqual(expected.informational)
      for (const [name, value] of Object.entries(expected.headers ?? {})) {
        expect(headerOf(answer, name)).toEqual(typeof value === 'string' ? value : expect.stringMatching(value))
      }
    }
  })

  test.each(
    byName<Conversation & { name: string }>([
      { name: 'text', path: `${echo}/ws`, send: (socket) => socket.send('hello €'), awaited: 1 },
      {
        name: 'binary, 3 MB',
        path: `${echo}/ws`,
        send: (socket) => socket.send(Buffer.alloc(3_000_000, 'abcdefg')),
        awaited: 1,
      },
      {
        name: 'many messages in order',
        path: `${echo}/ws`,
        send: (socket) => {
          for (let at = 0; at < 200; at++) socket.send(String(at))
        },
        awaited: 200,
      },
      {
        name: 'a message in fragments',
        path: `${echo}/ws`,
        send: (socket) => {
          socket.send('one ', { fin: false })
          socket.send('two', { fin: true })
        },
        awaited: 1,
      },
      { name: 'ping', path: `${echo}/ws`, send: (socket) => socket.ping('payload'), awaited: 1 },
      { name: 'subprotocols', path: `${echo}/ws`, protocols: ['v2.chat', 'v1.chat'] },
      { name: 'close code and reason', path: `${echo}/ws`, close: [4001, 'enough'] },
      {
        name: 'TLS to the Service',
        path: `${services}/https:echo:https/proxy/ws`,
        send: (socket) => socket.send('a'),
        awaited: 1,
      },
      { name: 'refused with 404', path: `${echo}/no-websocket-here` },
      { name: 'refused with 403 and a body', path: `${quirks}/upgrade/403` },
      { name: 'refused with 503', path: `${quirks}/upgrade/503` },
      { name: 'a Service without endpoints', path: `${services}/empty/proxy/ws` },
      { name: 'a port that is not there', path: `${services}/echo:nope/proxy/ws` },
      { name: 'a Service whose pod is gone', path: `${services}/gone/proxy/ws` },
    ]),
  )('WebSocket: %s', async (_name, conversation) => {
    const expected = await converse(kubectl, conversation)
    expect(await converse(porthole, conversation)).toEqual(expected)
  })

  test('differs: an upgrade to something else than WebSocket, which Porthole refuses and says so', async () => {
    const upgrade = { path: `${quirks}/upgrade/101`, headers: { connection: 'Upgrade', upgrade: 'raw' } }
    await expect(ask(kubectl, upgrade)).rejects.toThrow('upgraded to raw')
    const refused = await ask(porthole, upgrade)
    expect(refused.status).toBe(400)
    expect(refused.body.toString()).toContain('Porthole proxies WebSockets, not an upgrade to')
  })

  test('WebSocket: the API server drops the query for both (kubernetes#77142)', async () => {
    const conversation = { path: `${echo}/ws-query?token=1`, awaited: 1 }
    for (const port of [kubectl, porthole]) {
      expect(await converse(port, conversation)).toMatchObject({
        seen: [{ content: expect.stringContaining('"url":"/ws-query"') as string }],
      })
    }
  })

  test.each(['text/event-stream', 'application/octet-stream', 'text/plain'])(
    'a stream of %s arrives step by step, and ends when its client goes',
    async (type) => {
      for (const port of [kubectl, porthole]) {
        const id = randomUUID()
        const stream = await open(port, `${quirks}/steps?id=${id}&type=${type}`)
        const lines: string[] = []
        for await (const line of createInterface({ input: stream })) {
          if (line === '') continue
          lines.push(line)
          if (lines.length === 4) break
          // The next is sent only now: a proxy that holds back would wait for ever.
          await ask(port, { path: `${quirks}/next?id=${id}&step=${lines.length + 1}` })
        }
        expect(lines).toEqual(['data: 1', 'data: 2', 'data: 3', 'data: 4'])
        stream.destroy()
        expect((await ask(port, { path: `${quirks}/gone?id=${id}` })).status).toBe(204)
      }
    },
  )
})

function headerOf({ headers }: Answer, name: string): string {
  return headers.get(name)?.join(', ') ?? ''
}

function open(port: number, path: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path, agent: false }, resolve).once('error', reject)
  })
}

function byName<T extends { readonly name: string }>(rows: readonly T[]): (readonly [string, T])[] {
  return rows.map((row) => [row.name, row])
}
