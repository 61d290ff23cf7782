import { describe, expect, it } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { accessTo } from '../cluster/testing/contexts.ts'
import { serve } from '../cluster/testing/test-server.ts'
import { PodTargets, readyPods, type ServicePortRef, type Slice } from './pod-target.ts'
import { failureOf } from './testing/failure-of.ts'
import { fakeCluster, slice } from './testing/fake-cluster.ts'

const ref: ServicePortRef = { namespace: 'shop', service: 'web', portName: 'http' }
const pod = (name: string, ready?: boolean | null): NonNullable<Slice['endpoints']>[number] => ({
  conditions: ready === undefined ? undefined : { ready },
  targetRef: { kind: 'Pod', name },
})

describe('the ready pods of a port', () => {
  it.each<[string, Slice[], string[]]>([
    ['by the name of the port', [slice(['a'], 8080), slice(['a'], 9090, 'metrics')], ['a:8080']],
    ['a named target port may differ from pod to pod', [slice(['a'], 8080), slice(['b'], 8081)], ['a:8080', 'b:8081']],
    ['a pod in two slices (IPv4 and IPv6) is one', [slice(['a']), slice(['a'])], ['a:8080']],
    ['no pod that is not ready', [slice(['a', '!b'])], ['a:8080']],
    [
      'unknown is ready',
      [{ ...slice([]), endpoints: [pod('a'), pod('b', null), pod('c', false)] }],
      ['a:8080', 'b:8080'],
    ],
    [
      'no address without a pod',
      [{ ...slice([]), endpoints: [{ targetRef: null }, { targetRef: { kind: 'Node', name: 'n' } }] }],
      [],
    ],
    ['no UDP', [{ ...slice(['a']), ports: [{ name: 'http', port: 53, protocol: 'UDP' }] }], []],
    ['no protocol is TCP', [{ ...slice(['a']), ports: [{ name: 'http', port: 80 }] }], ['a:80']],
    ['no ports at all', [{ ...slice(['a']), ports: null }], []],
    ['no endpoints at all', [{ ...slice([]), endpoints: null }], []],
    ['none by another name', [slice(['a'], 8080, 'web')], []],
  ])('%s', (_name, items, expected) => {
    expect(readyPods(items, ref).map(({ pod, port }) => `${pod}:${port}`)).toEqual(expected)
  })

  it('of an unnamed port', () => {
    const items = [{ ...slice(['a']), ports: [{ name: null, port: 80 }] }, slice(['b'], 81, '')]
    expect(readyPods(items, { ...ref, portName: '' })).toEqual([
      { namespace: 'shop', pod: 'a', port: 80 },
      { namespace: 'shop', pod: 'b', port: 81 },
    ])
  })
})

describe('the pod of a new connection', () => {
  /** Targets whose clock and dice the test has in hand. */
  const setup = async (slices: Slice[]) => {
    const cluster = await fakeCluster(slices)
    const moved: string[] = []
    const hand = { now: 0, dice: 0 }
    const targets = new PodTargets(cluster.access, {
      now: () => hand.now,
      random: () => hand.dice,
      onMoved: ({ portName }) => moved.push(portName),
    })
    const pick = async (portName = 'http'): Promise<string> => (await targets.pick({ ...ref, portName })).pod
    return { cluster, targets, hand, moved, pick }
  }
  const target = (name: string) => ({ namespace: 'shop', pod: name, port: 8080 })

  it('stays the same while it is ready', async () => {
    const { hand, pick } = await setup([slice(['a', 'b', 'c'])])
    hand.dice = 0.5
    expect(await pick()).toBe('b')
    hand.dice = 0.9
    hand.now += 60_000
    expect(await pick()).toBe('b')
  })

  it('is another when it is ready no more', async () => {
    const { cluster, targets, hand, moved, pick } = await setup([slice(['a', 'b'])])
    expect(await pick()).toBe('a')
    cluster.slices = [slice(['!a', 'b'])]
    // What was seen a moment ago still holds.
    expect([await pick(), moved, targets.holds(ref, target('a'))]).toEqual(['a', [], true])
    hand.now += 2_000
    expect([await pick(), moved, targets.holds(ref, target('a'))]).toEqual(['b', ['http'], false])
  })

  it('is one look for many at once', async () => {
    const { cluster, pick } = await setup([slice(['a', 'b'])])
    await Promise.all(Array.from({ length: 20 }, () => pick()))
    expect(cluster.looks()).toBe(1)
    expect(cluster.server.requests[0]?.url).toBe(
      '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dweb',
    )
  })

  it('is that of the Service’s other ports, where it has this one', async () => {
    const { hand, moved, pick } = await setup([
      slice(['a', 'b']),
      slice(['b'], 81, 'only-b'),
      slice(['a', 'b'], 82, 'ws'),
    ])
    expect(await pick()).toBe('a')
    hand.dice = 0.9
    expect(await pick('ws')).toBe('a')
    expect(await pick('only-b')).toBe('b')
    // Each port keeps its own: they do not chase each other.
    expect([await pick(), await pick('ws'), moved]).toEqual(['a', 'a', []])
  })

  it('is not one that has just failed, where there is another', async () => {
    const { cluster, targets, hand, pick } = await setup([slice(['a', 'b'])])
    expect(await pick()).toBe('a')
    targets.failed(ref, target('a'))
    expect(await pick()).toBe('b')
    expect(cluster.looks()).toBe(2)
    targets.failed(ref, target('b'))
    // Both have failed, so both are as good again.
    expect(['a', 'b']).toContain(await pick())
    cluster.slices = [slice(['a'])]
    hand.now += 2_000
    expect(await pick()).toBe('a')
  })

  it('may be a pod that failed long ago', async () => {
    const { targets, hand, pick } = await setup([slice(['a', 'b'])])
    targets.failed(ref, target('a'))
    hand.now += 10_000
    expect(await pick()).toBe('a')
  })

  it('is likely that of last time, unless it has failed, or none was ready', async () => {
    const { cluster, targets, hand, pick } = await setup([slice(['a', 'b'])])
    expect(targets.last(ref)).toBeUndefined()
    await pick()
    expect(targets.last(ref)).toEqual(target('a'))
    targets.failed(ref, target('a'))
    expect(targets.last(ref)).toBeUndefined()
    expect(await pick()).toBe('b')
    expect(targets.last(ref)).toEqual(target('b'))
    cluster.slices = [slice(['!b'])]
    hand.now += 2_000
    await expect(pick()).rejects.toThrow()
    expect(targets.last(ref)).toBeUndefined()
  })

  it('is looked for again, at leisure, when a kept connection is used', async () => {
    const { cluster, targets, hand, moved, pick } = await setup([slice(['a', 'b'])])
    await pick()
    cluster.slices = [slice(['!a', 'b'])]
    hand.now += 4_999
    targets.recheck(ref)
    hand.now += 1
    targets.recheck(ref)
    targets.recheck(ref)
    await expect.poll(() => moved).toEqual(['http'])
    expect(cluster.looks()).toBe(2)
  })

  it.each<[string, Slice[]]>([
    ['no pod is ready', [slice(['!a'])]],
    ['there is no slice', []],
    ['no slice has the port', [slice(['a'], 80, 'web')]],
  ])('fails where %s', async (_name, slices) => {
    const { pick } = await setup(slices)
    expect(failureOf(await pick().catch((error: unknown) => error))).toMatchObject({
      code: 'no-endpoints',
      message: 'No pod of shop/web is ready on port "http".',
    })
  })

  it('says where what is ready is no pod', async () => {
    const { pick } = await setup([{ ...slice([]), endpoints: [{ conditions: { ready: true } }] }])
    expect(failureOf(await pick().catch((error: unknown) => error))).toMatchObject({ code: 'no-pods' })
  })

  it('fails with what the API server says, and asks again the next time', async () => {
    const server = await serve((_request, response) => sendStatus(response, 403, 'endpointslices is forbidden'))
    const targets = new PodTargets(accessTo(server.url))
    for (const _try of [1, 2]) {
      expect(failureOf(await targets.pick(ref).catch((error: unknown) => error))).toMatchObject({
        code: 'forbidden',
        message: 'endpointslices is forbidden',
      })
    }
    expect(server.requests).toHaveLength(2)
  })
})
