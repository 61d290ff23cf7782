import http from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { originHost } from '../../shared/origin.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { startPorthole, until } from './open-cluster.ts'
import { startServiceSite } from './service-site.ts'

it('a user of one namespace opens its Services, and is refused in another', async () => {
  const site = await startServiceSite('cart')
  const may = ['list services', 'watch services', 'get services/proxy']
  const demo = await startDemoCluster({
    workloads: false,
    authorize: ({ verb, resource, subresource, namespace }) =>
      namespace === 'shop' && may.includes(`${verb} ${resource}${subresource === '' ? '' : `/${subresource}`}`),
  })
  for (const namespace of ['shop', 'closed']) {
    demo.createService({ namespace, name: 'cart', ports: [{ name: 'http', port: 80, localPort: site.port }] })
  }
  const { kubeconfig, remove } = await writeKubeconfig({ team: [demo, 'shop'] }, 'team')
  const porthole = await startPorthole(kubeconfig)
  onTestFinished(async () => {
    await porthole.close()
    await Promise.all([demo.close(), site.close(), remove()])
  })
  await porthole.connect('team')
  const cluster = porthole.cluster('team')
  await until(cluster, ({ state }) => state.phase === 'connected')
  expect(cluster.store.snapshot().rows.map(({ key, ready }) => [key, ready])).toEqual([['shop/cart', null]])
  const status = async (namespace: string): Promise<number | undefined> => {
    const host = `${originHost({ cluster: 'team', namespace, service: 'cart', port: '' })}:${porthole.port ?? 0}`
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port: porthole.port, headers: { host }, agent: false }, resolve)
        .once('error', reject)
    })
    answer.resume()
    return answer.statusCode
  }
  expect([await status('shop'), await status('closed')]).toEqual([200, 403])
})
