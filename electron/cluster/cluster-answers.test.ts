import { describe, expect, it } from 'vitest'
import type { FakeKubernetes } from './testing/fake-kubernetes.ts'
import { apiService } from './testing/objects.ts'
import { sendJson, sendStatus } from './testing/test-server.ts'
import { fakeCluster } from './testing/running-cluster.ts'

describe('clusterInfo', () => {
  it('asks for the labelled Services of kube-system and prints them', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response, url) => {
      if (url.pathname !== '/api/v1/namespaces/kube-system/services') return false
      expect(url.search).toBe('?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue')
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items: [apiService('kube-system/dns')] })
      return true
    }
    expect(await cluster.clusterInfo()).toContain(
      `\ndns is running at ${fake.server.url}/api/v1/namespaces/kube-system/services/dns:http/proxy\n`,
    )
    expect(cluster.state.phase).toBe('idle')
  })

  it.each<[string, FakeKubernetes['intercept'], string]>([
    ['403', (_request, response) => (sendStatus(response, 403, 'no'), true), 'forbidden'],
    ['other JSON', (_request, response) => (sendJson(response, 200, []), true), 'not-kubernetes'],
  ])('fails on %s', async (_name, intercept, code) => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = intercept
    await expect(cluster.clusterInfo()).rejects.toMatchObject({ failure: { code } })
  })
})

describe('nodeAddress', () => {
  const external = { type: 'ExternalIP', address: '9.9.9.9' }
  const internal = { type: 'InternalIP', address: '10.0.0.1' }
  it.each([
    ['the external one', [internal, external], '9.9.9.9'],
    ['the internal one else', [{ type: 'Hostname', address: 'n' }, internal], '10.0.0.1'],
    ['none where a Node has none', [], undefined],
    ['none where there is no Node', null, undefined],
  ])('is %s', async (_name, addresses, expected) => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => {
      const items = addresses && [{ metadata: { name: 'n', resourceVersion: '1' }, status: { addresses } }]
      sendJson(response, 200, { metadata: { resourceVersion: '1' }, items })
      return true
    }
    expect(await cluster.nodeAddress()).toBe(expected)
  })

  it('is none where the user may not see Nodes', async () => {
    const { fake, cluster } = await fakeCluster()
    fake.intercept = (_request, response) => (sendStatus(response, 403, 'no'), true)
    expect(await cluster.nodeAddress()).toBeUndefined()
  })
})
