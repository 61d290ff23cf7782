import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { PodTargets } from './pod-target.ts'
import { PodTunnels } from './pod-tunnels.ts'
import { fakeCluster, type FakeCluster, slice } from './testing/fake-cluster.ts'
import { failureOf } from './testing/failure-of.ts'

const ref = { namespace: 'shop', service: 'web', portName: 'http' }

async function setup() {
  const cluster = await fakeCluster([slice(['a'])])
  const hand = { now: 0 }
  const targets = new PodTargets(cluster.access, { now: () => hand.now })
  const tunnels = new PodTunnels(cluster.access, targets)
  onTestFinished(() => tunnels.close())
  /** The pod to which one leads that opens now. */
  const podOfNext = async (): Promise<string | undefined> => {
    const { tunnel, pod } = tunnels.open(ref)
    await once(tunnel, 'connect')
    return pod()?.pod
  }
  return { cluster, hand, targets, tunnels, podOfNext }
}

/** Holds back what the API server answers, but for tunnels, until the returned function is called. */
function holdAnswers({ server: { server } }: FakeCluster): () => void {
  const [answer] = server.listeners('request')
  const held: (() => void)[] = []
  server.removeAllListeners('request').on('request', (...asked) => held.push(() => void answer?.(...asked)))
  return () => {
    for (const go of held) go()
    server.removeAllListeners('request').on('request', (...asked) => void answer?.(...asked))
  }
}

it('dials the pod of last time while it looks whether it still is the one', async () => {
  const { cluster, hand, podOfNext } = await setup()
  await podOfNext()
  const answer = holdAnswers(cluster)
  hand.now += 2_000
  const next = podOfNext()
  await expect.poll(() => cluster.peers).toHaveLength(2)
  answer()
  expect(await next).toBe('a')
  expect(cluster.asked).toEqual(['a', 'a'])
})

it('gives it up where it is another by now', async () => {
  const { cluster, hand, podOfNext } = await setup()
  await podOfNext()
  cluster.slices = [slice(['b'])]
  hand.now += 2_000
  expect(await podOfNext()).toBe('b')
  expect(cluster.asked).toEqual(['a', 'a', 'b'])
  await cluster.peers[1]?.closed
})

it('gives it up where none is ready', async () => {
  const { cluster, hand, tunnels, podOfNext } = await setup()
  await podOfNext()
  cluster.slices = [slice(['!a'])]
  hand.now += 2_000
  const answer = holdAnswers(cluster)
  const failed = once(tunnels.open(ref).tunnel, 'error')
  await expect.poll(() => cluster.peers).toHaveLength(2)
  answer()
  const [error] = (await failed) as [Error]
  expect(failureOf(error)?.code).toBe('no-endpoints')
  await cluster.peers[1]?.closed
})

it('dials none of which it knows that it failed', async () => {
  const { cluster, targets, podOfNext } = await setup()
  await podOfNext()
  cluster.slices = [slice(['a', 'b'])]
  targets.failed(ref, { namespace: 'shop', pod: 'a', port: 8080 })
  expect(await podOfNext()).toBe('b')
  expect(cluster.asked).toEqual(['a', 'b'])
})
