import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toFailure } from '../../shared/failure.ts'
import { readFeed } from './read-feed.ts'

let answer: (response: ServerResponse, path: string) => void
const server = createServer((request, response) => answer(response, request.url ?? ''))
let base = ''
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it.each<[string, string, (response: ServerResponse, path: string) => void]>([
  ['redirects for ever', 'update-unreachable: ', (r, path) => r.writeHead(302, { location: `${path}x` }).end()],
  ['never ends', 'update-feed-invalid: It is too large', (r) => pour(r)],
  ['says nothing', 'update-unreachable: Nothing within 0.5 s', () => undefined],
  [
    'stops in the middle',
    'update-unreachable: Nothing within 0.5 s',
    (r) => void r.writeHead(200).write('version: 1.2.3\n'),
  ],
  [
    'breaks off',
    'update-unreachable: ',
    (r) => r.writeHead(200, { 'content-length': 99 }).write('v', () => r.destroy()),
  ],
  ['fails', 'update-unreachable: It answers 503', (r) => r.writeHead(503).end()],
  ['has nothing', 'update-unreachable: It has no latest.yml', (r) => r.writeHead(404).end()],
])('a feed that %s is %s', async (_what, said, how) => {
  answer = how
  const asked = readFeed({ base, file: 'latest.yml' }, 'stable', { fetch, limit: 500 })
  const failure = toFailure(await asked.catch((error: unknown) => error))
  expect(`${failure.code}: ${failure.message}`).toContain(said)
})

function pour(response: ServerResponse): void {
  const more = (): void => {
    if (!response.destroyed) response.write('x'.repeat(4096), () => setImmediate(more))
  }
  more()
}
