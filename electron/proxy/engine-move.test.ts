import { createHash, randomBytes } from 'node:crypto'
import type http from 'node:http'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { apiSlice } from '../cluster/testing/objects.ts'
import { sendJson } from '../cluster/testing/test-server.ts'
import { answerUpgrade, slice, statusText } from '../forward/testing/fake-cluster.ts'
import { servedCluster, type ServedCluster } from './testing/served-cluster.ts'

const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex')

/** A cluster whose user may make tunnels, of which none opens; its application answers with a digest of what it was sent. */
async function withoutKubelet(): Promise<ServedCluster & { asked: string[] }> {
  const served = await servedCluster({
    listed: false,
    app: (request, response) => void buffer(request).then((body) => response.end(sha(body))),
  })
  const { fake } = served
  const asked: string[] = []
  const { intercept } = fake
  fake.slices = [apiSlice('apps/web', 'web', { a: true })]
  fake.intercept = (request, response, url) => {
    if (url.pathname.endsWith('/selfsubjectaccessreviews')) {
      sendJson(response, 201, { status: { allowed: true } })
      return true
    }
    if (url.searchParams.has('labelSelector')) {
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items: [slice(['a'])] })
      return true
    }
    return intercept(request, response, url)
  }
  fake.server.server.on('upgrade', (request: http.IncomingMessage, socket: Duplex) => {
    asked.push(request.url ?? '')
    answerUpgrade(socket, 500, statusText(500, 'no kubelet'))
  })
  await served.cluster.listed()
  return { ...served, asked }
}

it.each(['POST', 'PUT', 'PATCH'])(
  'a %s whose tunnel does not open goes by the service proxy, with its whole body, once',
  async (method) => {
    const { ask, asked, origin, proxied } = await withoutKubelet()
    const body = randomBytes(3_000_000)
    const answer = await ask('/save', { host: origin('web'), method, body })
    expect(answer).toMatchObject({ status: 200, body: sha(body) })
    expect(asked.length).toBeGreaterThan(0)
    expect(proxied.map((request) => request.method)).toEqual([method])
  },
)
