import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import http from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { expect, onTestFinished, test } from 'vitest'
import { forwardAgents, forwardHost } from '../../electron/forward/forward-agent.ts'
import { forwardTcp } from '../../electron/forward/tcp-forward.ts'
import { toFailure } from '../../shared/failure.ts'
import { contentDigest } from '../cluster/apps/content.ts'
import { suiteNamespace } from '../cluster/shared-cluster.ts'
import {
  accessWith,
  agentsFor,
  ask,
  describeForward,
  echoService,
  podThatAnswers,
  setReadyPods,
} from './forward-cluster.ts'

await describeForward('the pods of a port-forward', async (suite) => {
  const { cluster, namespace, access } = suite
  const web = await echoService(suite, 'web')
  const pair = await echoService(suite, 'pair', { replicas: 2 })
  const anew = { connection: 'close' }

  test('stays with a pod while it is ready, goes to another then, and stays there', async () => {
    const agents = agentsFor(access)
    const first = await podThatAnswers(agents, pair, anew)
    for (let count = 0; count < 10; count++) expect(await podThatAnswers(agents, pair, anew)).toBe(first)
    await setReadyPods(suite, pair, (pod) => pod !== first)
    await expect.poll(() => podThatAnswers(agents, pair, anew), { timeout: 10_000 }).not.toBe(first)
    await setReadyPods(suite, pair, () => true)
    const second = await podThatAnswers(agents, pair, anew)
    for (let count = 0; count < 5; count++) expect(await podThatAnswers(agents, pair, anew)).toBe(second)
  })

  test('a kept tunnel is left when its pod is ready no more', async () => {
    const agents = agentsFor(access)
    const first = await podThatAnswers(agents, pair)
    await setReadyPods(suite, pair, (pod) => pod !== first)
    await expect.poll(() => podThatAnswers(agents, pair), { timeout: 10_000, interval: 200 }).not.toBe(first)
    await setReadyPods(suite, pair, () => true)
  })

  test('a pod that dies within an answer is a failure, and the next request goes to another', async () => {
    const agents = agentsFor(access)
    const mortal = await echoService(suite, 'mortal', { replicas: 2 })
    const first = await podThatAnswers(agents, mortal)
    const answer = ask(agents, mortal.port(), '/slow?ms=60000')
    const died = expect(answer).rejects.toThrow()
    const streaming = await ask(agents, mortal.port(), '/sse?n=1000&ms=100')
    const cut = expect(text(streaming)).rejects.toThrow()
    await once(streaming, 'readable')
    const killed = performance.now()
    await cluster.stopPod(mortal.pods.find(({ name }) => name === first)?.ip ?? '')
    await Promise.all([died, cut])
    process.stderr.write(`A pod's death was told after ${Math.round(performance.now() - killed)} ms\n`)
    // Nobody has taken it off the list yet: the first that tries learns it from the kubelet.
    const refused = await ask(agents, mortal.port(), '/headers').catch((error: unknown) => toFailure(error))
    if ('code' in refused) {
      expect(refused).toMatchObject({ code: 'service-unreachable' })
      expect(refused.message).toContain('connection refused')
    }
    const second = await podThatAnswers(agents, mortal)
    expect([first, second].sort()).toEqual(['mortal-0', 'mortal-1'])
  })

  test('a pod that was deleted is replaced at once', async () => {
    const agents = agentsFor(access)
    const short = await echoService(suite, 'short', { replicas: 2 })
    const first = await podThatAnswers(agents, short, anew)
    await cluster.api.expect('DELETE', `/api/v1/namespaces/${namespace}/pods/${first}?gracePeriodSeconds=0`)
    expect(await podThatAnswers(agents, short, anew)).not.toBe(first)
  })

  test.each<[string, string[], string | undefined]>([
    ['nothing', [], 'create'],
    ['get', ['get'], 'create'],
    // Enough for kubectl, whose first try is refused as ours is.
    ['create', ['create'], undefined],
    ['get and create', ['get', 'create'], undefined],
  ])('a user whose right on pods/portforward is %s', async (name, verbs, missing) => {
    const own = await suiteNamespace(cluster, 'rights')
    const { port } = await echoService({ ...suite, namespace: own }, 'web')
    const { restricted } = cluster.users
    const listing = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list'] }
    const forwarding = { resources: ['pods/portforward'], verbs }
    await cluster.grant(
      restricted,
      own,
      verbs.length === 0 ? [listing] : [listing, forwarding],
      name.replaceAll(' ', '-'),
    )
    const restrictedAccess = await accessWith(restricted.kubeconfigPath)
    onTestFinished(() => restrictedAccess.close())
    const agents = agentsFor(restrictedAccess)
    if (missing === undefined) {
      const response = await ask(agents, port(), '/bytes/3000000')
      const hash = createHash('sha256')
      await pipeline(response, hash)
      expect(hash.digest('hex')).toBe(contentDigest(3_000_000))
      expect((await ask(agents, port(), '/headers')).statusCode).toBe(200)
      return
    }
    const error = await ask(agents, port(), '/').catch((thrown: unknown) => thrown)
    expect(toFailure(error)).toMatchObject({
      code: 'forbidden',
      message:
        `pods "web-0" is forbidden: User "restricted" cannot ${missing} resource "pods/portforward" in API group "" in ` +
        `the namespace "${own}"`,
    })
  })

  test('a port on which nothing listens is told in the kubelet’s words', async () => {
    const agents = agentsFor(access)
    await cluster.api.expect('POST', `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'closed', labels: { 'kubernetes.io/service-name': 'closed' } },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 81 }],
      endpoints: [{ addresses: [web.pods[0]?.ip], targetRef: { kind: 'Pod', name: 'web-0' } }],
    })
    const error = await ask(agents, { ...web.port(), service: 'closed' }, '/').catch((thrown: unknown) => thrown)
    expect(toFailure(error)).toMatchObject({ code: 'service-unreachable' })
    expect(toFailure(error).message).toContain('error forwarding port 81 to pod')
  })

  test('an API server that restarts breaks what is open, and serves what comes then', async () => {
    const agents = agentsFor(access)
    const streaming = await ask(agents, web.port(), '/sse?n=1000&ms=100')
    const cut = expect(text(streaming)).rejects.toThrow()
    await once(streaming, 'readable')
    await (await ask(agents, web.port(), '/headers')).toArray()
    await cluster.stopApiServer()
    await cut
    const error = await ask(agents, web.port(), '/headers').catch((thrown: unknown) => thrown)
    expect(toFailure(error)).toMatchObject({ code: 'connection-refused' })
    await cluster.startApiServer()
    expect((await ask(agents, web.port(), '/headers')).statusCode).toBe(200)
  })

  test('a frozen API server is a failure in time, and not before', async () => {
    const times = { ping: 300, waking: 300, linger: 5_000, opening: 10_000 }
    const agents = agentsFor(access, { times })
    const streaming = await ask(agents, web.port(), '/sse?n=2&ms=2000')
    await once(streaming, 'readable')
    const ended = text(streaming)
    const failed = expect(ended).rejects.toThrow()
    await cluster.freezeApiServer(true)
    await failed.finally(() => cluster.freezeApiServer(false))
    expect(streaming.socket.destroyed).toBe(true)
  })

  test('kept tunnels are closed when nobody uses them', async () => {
    const agents = agentsFor(access, { idle: 300 })
    await Promise.all(Array.from({ length: 5 }, async () => (await ask(agents, web.port(), '/headers')).toArray()))
    expect(Object.values(agents.http.freeSockets).flat().length).toBeGreaterThan(0)
    await expect.poll(() => agents.http.freeSockets, { timeout: 5_000 }).toEqual({})
  })

  test('nothing is left behind after 50 rounds', async () => {
    const round = async (): Promise<void> => {
      const own = await accessWith(cluster.kubeconfigPath)
      const agents = forwardAgents(own)
      const forward = await forwardTcp(own, web.port(), { port: 0 })
      await (await ask(agents, web.port(), '/headers')).toArray()
      await (await ask(agents, web.port('https'), '/headers')).toArray()
      const stopped = await ask(agents, web.port(), '/bytes/1000000000')
      await once(stopped, 'readable')
      stopped.destroy()
      const upgrade = http.get({
        host: forwardHost(web.port()),
        path: '/ws',
        agent: agents.http,
        headers: {
          connection: 'upgrade',
          upgrade: 'websocket',
          'sec-websocket-key': 'MDEyMzQ1Njc4OWFiY2RlZg==',
          'sec-websocket-version': '13',
        },
      })
      await once(upgrade, 'upgrade')
      const given = http.get({ host: forwardHost(web.port()), path: '/slow', agent: agents.http })
      given.on('error', () => undefined)
      await once(given, 'socket')
      given.destroy()
      const client = connect(forward.port, '127.0.0.1')
      client.write('GET /headers HTTP/1.0\r\n\r\n')
      await text(client)
      await forward.close()
      agents.close()
      own.close()
    }
    // What is made once: a connection to the cluster's own API client, and the like.
    await round()
    await quiet(openFiles)
    const before = await openFiles()
    for (let count = 0; count < 50; count += 5) await Promise.all(Array.from({ length: 5 }, round))
    await expect.poll(openFiles, { timeout: 10_000 }).toBeLessThanOrEqual(before)
  })
})

async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}

/** Waits until a number no longer falls. */
async function quiet(count: () => Promise<number>): Promise<void> {
  let before = Number.POSITIVE_INFINITY
  await expect
    .poll(
      async () => {
        const falls = (await count()) < before
        before = await count()
        return falls
      },
      { interval: 500, timeout: 15_000 },
    )
    .toBe(false)
}
