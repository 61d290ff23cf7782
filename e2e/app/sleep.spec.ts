import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as listenTcp, type AddressInfo, type Socket } from 'node:net'
import { expect } from 'playwright/test'
import { WebSocket, WebSocketServer } from 'ws'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { demoOrigin } from '../support/demo-service.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { test } from '../support/test.ts'

test.describe.configure({ timeout: 60_000 })

/** A way to a server on which all that is open can fall silent, as it is when a computer wakes up in another network. */
async function freezableWay(target: number) {
  const open = new Set<Socket>()
  const server = listenTcp((client) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) open.add(socket.on('error', () => undefined))
    client.pipe(upstream).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => open.forEach((socket) => socket.unpipe().pause()),
    close: () => {
      server.close()
      open.forEach((socket) => socket.destroy())
    },
  }
}

test('after a sleep the list goes on at once, and a tunnel that is dead ends soon', async ({ launch }) => {
  const web = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1')
  new WebSocketServer({ server: web }).on('connection', (socket) => socket.send('hello'))
  await once(web, 'listening')
  const cluster = await startDemoCluster({ workloads: false })
  const port = { name: 'http', port: 80, localPort: (web.address() as AddressInfo).port }
  cluster.createService({ namespace: 'shop', name: 'cart', ports: [port] })
  const way = await freezableWay(Number(new URL(cluster.server).port))
  const server = `https://127.0.0.1:${way.port}`
  const { kubeconfig, remove } = await writeKubeconfig({ demo: [{ ...cluster, server }] }, 'demo')
  try {
    const { app } = await launch({ args: ['--port', '0'], kubeconfig })
    const page = await app.firstWindow()
    const row = page.getByRole('row').filter({ hasText: 'cart' })
    await row.filter({ hasText: '1/1' }).waitFor()
    const origin = await demoOrigin(page, 'shop', 'cart')
    const socket = new WebSocket(`ws://127.0.0.1:${origin.port}/`, { headers: { host: origin.host } })
    const closed = once(socket, 'close')
    await once(socket, 'message')

    way.freeze()
    cluster.setEndpointReady('shop', 'cart', 0, false)
    const began = Date.now()
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    // By itself a watch is asked after 20 s whether it lives, and a tunnel twice 20 s apart.
    await row.filter({ hasText: '0/1' }).waitFor({ timeout: 5_000 })
    await closed
    expect(Date.now() - began).toBeLessThan(15_000)
  } finally {
    way.close()
    web.close()
    await remove()
    await cluster.close()
  }
})
