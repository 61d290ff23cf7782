import http from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { connectionsOf } from './connections.ts'
import { Porthole } from './porthole.ts'

it('counts who is connected to each listener, and what is open to its cluster', async () => {
  const porthole = await Porthole.open({ kubeconfig: '/nowhere/kubeconfig' })
  onTestFinished(() => porthole.close())
  await porthole.start({ kubeconfig: undefined, context: undefined, port: 0, nextFree: false, demo: true })
  await porthole.connect('demo')
  await porthole.cluster('demo').listed()
  const before = await connectionsOf(porthole)
  expect(before.listeners).toEqual([{ address: `127.0.0.1:${porthole.port}`, cluster: 'demo', main: true, clients: 0 }])
  expect(before.clusters).toEqual([{ cluster: 'demo', open: 0, tunnels: 0 }])
  const path = '/api/v1/namespaces/monitoring/services/pulse:3000/proxy/events'
  const stream = http.get({ host: '127.0.0.1', port: porthole.port, path, agent: false })
  onTestFinished(() => void stream.destroy())
  await new Promise((resolve) => stream.once('response', resolve))
  const { listeners, clusters } = await connectionsOf(porthole)
  expect([listeners[0]?.clients, clusters[0]?.open]).toEqual([1, 1])
})
