import http from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { originHost } from '../../shared/origin.ts'
import { missingRights, pageAccess } from '../../shared/access.ts'
import { namespaceAccess } from '../../electron/cluster/namespace-access.ts'
import type { Porthole } from '../../electron/core/porthole.ts'
import { suiteNamespace } from '../cluster/shared-cluster.ts'
import { startPorthole, until } from '../support/open-cluster.ts'
import { describeReal } from './describe-real.ts'

await describeReal('a user of some namespaces', (cluster) => {
  let [own, looking, closed] = ['', '', '']
  let porthole: Porthole

  beforeAll(async () => {
    own = await suiteNamespace(cluster, 'own')
    looking = await suiteNamespace(cluster, 'looking')
    closed = await suiteNamespace(cluster, 'closed')
    for (const namespace of [own, looking, closed]) {
      const ports = [{ name: 'http', port: 80, targetPort: 8080 }]
      await cluster.addService({ namespace, name: 'web', ports, app: { builtIn: 'tiny' } })
    }
    await cluster.allowServices(cluster.users.restricted, own)
    await cluster.allowServices(cluster.users.restricted, looking, ['get'])
    porthole = await startPorthole(cluster.users.restricted.kubeconfigPath)
  })
  afterAll(() => porthole.close())

  const known = () => {
    const [first] = porthole.clusters.all()
    if (!first) throw new Error('There is no cluster')
    return first
  }
  const get = async (host: string): Promise<[number | undefined, string]> => {
    const options = { host: '127.0.0.1', port: porthole.port, headers: { host }, agent: false } as const
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(options, resolve).once('error', reject)
    })
    return [response.statusCode, await text(response)]
  }

  test('is told of the rights that they have and those that they lack, as kubectl auth can-i tells them', async () => {
    const reviews = known().reviews
    const all = { create: true, update: true, patch: true, delete: true }
    const none = { create: false, update: false, patch: false, delete: false }
    const found = await Promise.all(['', own, looking, closed].map((namespace) => namespaceAccess(reviews, namespace)))
    expect(found).toEqual([
      { namespace: '', list: false, proxy: { get: false, ...none }, forward: false },
      { namespace: own, list: true, proxy: { get: true, ...all }, forward: false },
      { namespace: looking, list: true, proxy: { get: true, ...none }, forward: false },
      { namespace: closed, list: false, proxy: { get: false, ...none }, forward: false },
    ])
    expect(found.map(pageAccess)).toEqual(['none', 'all', 'look', 'none'])
    expect(found.map((access) => missingRights(access)[0])).toEqual([
      'get, create, update, patch, delete services/proxy',
      'create pods/portforward',
      'create, update, patch, delete services/proxy',
      'get, create, update, patch, delete services/proxy',
    ])
    const can = async (verb: string, namespace: string): Promise<string> => {
      const args = ['auth', 'can-i', verb, 'services', '--subresource=proxy', '-n', namespace]
      const { stdout } = await cluster.kubectl(args, { as: cluster.users.restricted })
      return stdout.trim()
    }
    expect(await Promise.all([can('create', own), can('create', looking), can('get', closed)])).toEqual([
      'yes',
      'no',
      'no',
    ])
  })

  test('sees and opens the Services of the namespaces that they name, and is told of the one that is closed', async () => {
    porthole.preferences.setNamespaces(known(), [own, looking, closed])
    await porthole.connect(known().id)
    await until(known(), ({ namespaces }) => namespaces?.every(({ phase }) => phase !== 'listing') === true)
    expect(known().namespaces?.map(({ phase, failure }) => failure?.code ?? phase)).toEqual([
      'listed',
      'listed',
      'forbidden',
    ])
    expect(known().state.phase).toBe('connected')
    expect(known().namespaces?.[2]?.failure?.message).toContain(`in the namespace "${closed}"`)
    const rows = known().store.snapshot().rows
    expect(rows.map(({ key, ready }) => [key, ready]).sort()).toEqual([
      [`${looking}/web`, null],
      [`${own}/web`, null],
    ])
    for (const namespace of [own, looking]) {
      const [status] = await get(
        `${originHost({ cluster: known().id, namespace, service: 'web', port: '' })}:${porthole.port ?? 0}`,
      )
      expect(status).toBe(200)
    }
  })

  test('sees what changes in a namespace, and all of them once they may', async () => {
    await cluster.addService({ namespace: own, name: 'later', ports: [{ port: 80, targetPort: 80 }] })
    await until(known(), ({ store }) => store.row(own, 'later') !== undefined)
    const metadata = { name: 'list-all-services' }
    const apiGroup = 'rbac.authorization.k8s.io'
    await cluster.apply([
      {
        apiVersion: `${apiGroup}/v1`,
        kind: 'ClusterRole',
        metadata,
        rules: [{ apiGroups: [''], resources: ['services'], verbs: ['list', 'watch'] }],
      },
      {
        apiVersion: `${apiGroup}/v1`,
        kind: 'ClusterRoleBinding',
        metadata,
        subjects: [{ kind: 'User', name: cluster.users.restricted.name, apiGroup }],
        roleRef: { kind: 'ClusterRole', name: metadata.name, apiGroup },
      },
    ])
    try {
      // It finds out by itself; this only spares the wait.
      known().retry()
      await until(known(), ({ namespaces, store }) => namespaces === null && store.row(closed, 'web') !== undefined)
    } finally {
      await cluster.api.expect('DELETE', `/apis/${apiGroup}/v1/clusterrolebindings/${metadata.name}`)
      await cluster.api.expect('DELETE', `/apis/${apiGroup}/v1/clusterroles/${metadata.name}`)
    }
  })
})
