import { expect, it, onTestFinished } from 'vitest'
import { openCluster, startPorthole, until } from './open-cluster.ts'
import { startManyContexts } from './many-contexts.ts'

it('fifty contexts are there and none is contacted; three are opened while ten others fail, and disturb nobody', async () => {
  const contexts = await startManyContexts()
  onTestFinished(() => contexts.close())
  const porthole = await startPorthole(contexts.kubeconfig)
  onTestFinished(() => porthole.close())
  const { live, dead, others } = contexts
  expect([live.length, dead.length, porthole.clusters.all().length]).toEqual([3, 10, 50])
  expect(Object.values(contexts.connections()).filter((count) => count > 0)).toEqual([])

  // The ten first, so that they fail and wait while the three are opened.
  for (const name of dead) await porthole.connect(name)
  await Promise.all(live.map((name) => openCluster(porthole, name, 201)))
  for (const name of live) expect(porthole.cluster(name).state).toMatchObject({ phase: 'connected' })
  const failing = dead.filter((name) => !name.startsWith('black-holed'))
  await Promise.all(
    failing.map((name) => until(porthole.cluster(name), ({ state }) => 'failure' in state && state.failure !== null)),
  )
  for (const name of dead) expect(porthole.cluster(name).state.phase).toBe('connecting')
  // Each has classic URLs on a port of its own.
  const ports = [...live, ...dead].map((name) => porthole.listening.classicPort(name))
  expect(new Set(ports).size).toBe(13)
  // Nobody asked for the others.
  const counts = contexts.connections()
  expect(others.filter((name) => counts[name] !== 0)).toEqual([])
  expect(live.every((name) => (counts[name] ?? 0) > 0)).toBe(true)

  // One that ends ends alone.
  await porthole.disconnect(live[0] ?? '')
  expect(live.map((name) => porthole.cluster(name).state.phase)).toEqual(['disconnected', 'connected', 'connected'])
})
