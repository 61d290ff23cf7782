import { connect } from 'node:net'
import { once } from 'node:events'
import { KubeConfig, CoreV1Api } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { Client } from './conformance/client.ts'
import { type DemoCluster, startDemoCluster } from './demo-cluster.ts'

interface ServiceObject {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: { readonly type: string; readonly ports?: { name?: string; port: number; protocol: string }[] }
}
interface SliceObject {
  readonly metadata: { readonly namespace: string; readonly labels: Record<string, string> }
  readonly endpoints: { readonly conditions: { readonly ready: boolean } }[]
}

describe('the demo cluster', () => {
  let demo: DemoCluster
  let client: Client
  beforeAll(async () => {
    demo = await startDemoCluster()
    client = new Client(demo)
  })
  afterAll(async () => {
    client.close()
    await demo.close()
  })
  const items = async <T>(path: string): Promise<T[]> => ((await client.ask(path)).json() as { items: T[] }).items

  it('shows a Service of every kind', async () => {
    const slices = await items<SliceObject>('/apis/discovery.k8s.io/v1/endpointslices')
    const readiness = ({ name, namespace }: ServiceObject['metadata']): string => {
      const slice = slices.find(
        ({ metadata }) => metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
      )
      return slice
        ? `${slice.endpoints.filter(({ conditions }) => conditions.ready).length}/${slice.endpoints.length}`
        : '-'
    }
    const rows = (await items<ServiceObject>('/api/v1/services')).map(({ metadata, spec }) => {
      const ports = (spec.ports ?? []).map(
        ({ name = '', port, protocol }) => `${name}:${port}${protocol === 'UDP' ? '/UDP' : ''}`,
      )
      return `${metadata.namespace}/${metadata.name} ${spec.type} ${ports.join(',')} ${readiness(metadata)}`
    })
    expect(rows).toEqual([
      'default/kubernetes ClusterIP https:443 1/1',
      'kube-system/kube-dns ClusterIP dns:53/UDP,dns-tcp:53,metrics:9153 2/2',
      'kube-system/metrics-server ClusterIP https:443 1/1',
      'monitoring/pulse ClusterIP http:3000 2/2',
      'shop/cart ClusterIP http:8080,grpc:9000 2/3',
      'shop/ledger ClusterIP https:443 1/1',
      'shop/orders ClusterIP http:8080 0/2',
      'shop/payments-gateway ExternalName  -',
      'shop/postgres ClusterIP postgresql:5432 1/1',
      'shop/storefront LoadBalancer http:80 3/3',
      'tools/chat ClusterIP http:8080,metrics:9090 1/1',
      'tools/notes ClusterIP :80 1/1',
    ])
  })

  it('has the two cluster services of `kubectl cluster-info`', async () => {
    const path = '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io/cluster-service%3Dtrue'
    const found = await items<{ metadata: { labels: Record<string, string> } }>(path)
    expect(found.map(({ metadata }) => metadata.labels['kubernetes.io/name'])).toEqual(['CoreDNS', 'Metrics-server'])
  })

  it('has unique addresses, names and uids', async () => {
    const services = await items<{ spec: { clusterIP?: string } }>('/api/v1/services')
    const pods = await items<{ metadata: { uid: string }; status: { podIP: string } }>('/api/v1/pods')
    const ips = [...services.flatMap(({ spec }) => spec.clusterIP ?? []), ...pods.map(({ status }) => status.podIP)]
    expect(new Set(ips).size).toBe(ips.length)
    expect(new Set(pods.map(({ metadata }) => metadata.uid)).size).toBe(pods.length)
  })

  it.each([
    ['monitoring', 'pulse:http', 200, '<title>Pulse</title>'],
    ['shop', 'storefront:http', 200, '<title>Harbour Goods</title>'],
    ['shop', 'cart:http', 200, '"service": "cart"'],
    ['shop', 'cart:grpc', 503, 'malformed HTTP response'],
    ['shop', 'https:ledger:https', 200, '<title>Ledger</title>'],
    ['shop', 'orders:http', 503, 'no endpoints available for service \\"orders\\"'],
    ['shop', 'postgres:postgresql', 503, 'malformed HTTP status code'],
    ['shop', 'payments-gateway', 503, 'no endpoints available'],
    ['tools', 'notes', 303, ''],
    ['tools', 'chat:http', 200, '<title>Chat</title>'],
    ['tools', 'chat:metrics', 200, 'chat_people'],
    ['kube-system', 'kube-dns:dns-tcp', 503, 'EOF'],
    ['kube-system', 'https:metrics-server:https', 403, 'system:anonymous'],
    ['default', 'https:kubernetes:https', 503, 'no endpoints available'],
  ])('%s/%s answers %d', async (namespace, segment, status, text) => {
    const answer = await client.ask(`/api/v1/namespaces/${namespace}/services/${segment}/proxy/`)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
  })

  it('gives a kubeconfig that clients read', async () => {
    expect(parse(demo.kubeconfig)).toMatchObject({
      'current-context': 'demo',
      clusters: [{ name: 'porthole-demo', cluster: { server: demo.server } }],
      contexts: [{ name: 'demo', context: { cluster: 'porthole-demo', user: 'demo' } }],
    })
    const config = new KubeConfig()
    config.loadFromString(demo.kubeconfig)
    const { items: found } = await config.makeApiClient(CoreV1Api).listNamespacedService({ namespace: 'monitoring' })
    expect(found.map(({ metadata }) => metadata?.name)).toEqual(['pulse'])
  })

  it('is reached over loopback alone', () => {
    expect(new URL(demo.server).hostname).toBe('127.0.0.1')
  })

  it.each([undefined, 'wrong'])('refuses the token %s', async (token) => {
    for (const path of ['/version', '/api/v1/services', '/api/v1/namespaces/tools/services/notes/proxy/']) {
      expect((await client.ask(path, { token })).status).toBe(401)
    }
  })
})

describe('startDemoCluster', () => {
  const start = async (
    options?: Parameters<typeof startDemoCluster>[0],
  ): Promise<{ demo: DemoCluster; client: Client }> => {
    const demo = await startDemoCluster({ workloads: false, ...options })
    const client = new Client(demo)
    onTestFinished(async () => {
      client.close()
      await demo.close()
    })
    return { demo, client }
  }
  const web = { namespace: 'team', name: 'web', ports: [{ name: 'http', port: 80 }], endpoints: [true, true] }

  it('can be empty, and takes Services', async () => {
    const { demo, client } = await start()
    const names = async (): Promise<string> => (await client.ask('/api/v1/services')).text
    expect((JSON.parse(await names()) as { items: object[] }).items).toHaveLength(1)
    demo.createService(web)
    expect(await names()).toContain('"web"')
    expect((await client.ask('/api/v1/namespaces/team')).status).toBe(200)
    expect(demo.deleteService('team', 'web')).toBe(true)
    expect(demo.deleteService('team', 'web')).toBe(false)
    expect(await names()).not.toContain('"web"')
    expect((await client.ask('/api/v1/pods')).json()).toMatchObject({ items: [] })
  })

  it('shows a change of readiness in the slice and in the pod', async () => {
    const { demo, client } = await start()
    demo.createService(web)
    const slices = '/apis/discovery.k8s.io/v1/namespaces/team/endpointslices'
    const { metadata } = (await client.ask(slices)).json() as { metadata: { resourceVersion: string } }
    const watching = await client.watch(`${slices}?watch=true&resourceVersion=${metadata.resourceVersion}`)
    demo.setEndpointReady('team', 'web', 1, false)
    const event = await watching.next()
    watching.close()
    expect(event).toMatchObject({
      type: 'MODIFIED',
      object: { endpoints: [{ conditions: { ready: true } }, { conditions: { ready: false, serving: false } }] },
    })
    const pods = (await client.ask('/api/v1/namespaces/team/pods')).json() as {
      items: { status: { conditions: { type: string; status: string }[] } }[]
    }
    const ready = pods.items.map(({ status }) => status.conditions.find(({ type }) => type === 'Ready')?.status)
    expect(ready.sort()).toEqual(['False', 'True'])
    expect(() => demo.setEndpointReady('team', 'web', 2, true)).toThrow('no endpoint 2')
  })

  it('refuses with 403 what its user may not do, and says so in reviews', async () => {
    const { demo, client } = await start({ authorize: ({ subresource }) => subresource !== 'portforward' })
    demo.createService(web)
    const { items } = (await client.ask('/api/v1/namespaces/team/pods')).json() as {
      items: { metadata: { name: string } }[]
    }
    const name = items[0]?.metadata.name ?? ''
    const answer = await client.ask(`/api/v1/namespaces/team/pods/${name}/portforward?ports=80`)
    expect(answer.json()).toMatchObject({
      code: 403,
      message: expect.stringContaining('cannot create resource "pods/portforward"') as string,
    })
    const review = async (subresource: string): Promise<unknown> => {
      const spec = { resourceAttributes: { verb: 'create', resource: 'pods', subresource, namespace: 'team' } }
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
      return (await client.ask(path, { method: 'POST', body: JSON.stringify({ spec }) })).json()
    }
    expect(await review('portforward')).toMatchObject({ status: { allowed: false } })
    expect(await review('')).toMatchObject({ status: { allowed: true } })
  })

  it('forgets by compaction', async () => {
    const { demo, client } = await start()
    demo.createService(web)
    const page = (await client.ask('/api/v1/services?limit=1')).json() as { metadata: { continue: string } }
    demo.compact()
    const answer = await client.ask(`/api/v1/services?limit=1&continue=${page.metadata.continue}`)
    expect(answer.json()).toMatchObject({
      code: 410,
      reason: 'Expired',
      metadata: { continue: expect.any(String) as string },
    })
  })

  it('cuts watches when asked, and answers on', async () => {
    const { demo, client } = await start()
    const answer = await client.open('/api/v1/services?watch=true')
    const cut = once(answer, 'error')
    answer.resume()
    demo.dropConnections()
    expect((await cut)[0]).toMatchObject({ code: 'ECONNRESET' })
    expect((await client.ask('/readyz')).status).toBe(200)
  })

  it('listens no longer when it is closed, whatever was open', async () => {
    const demo = await startDemoCluster()
    const client = new Client(demo)
    const answer = await client.open('/api/v1/services?watch=true')
    answer.on('error', () => undefined).resume()
    const events = await client.open('/api/v1/namespaces/monitoring/services/pulse:http/proxy/events')
    events.on('error', () => undefined).resume()
    await demo.close()
    client.close()
    const attempt = connect(Number(new URL(demo.server).port), '127.0.0.1')
    const [error] = (await once(attempt, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
  })
})
