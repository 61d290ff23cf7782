import { afterAll, describe, expect, test } from 'vitest'
import { unlessUnavailable } from '../cluster-unavailable.ts'
import { sharedCluster, suiteNamespace } from '../shared-cluster.ts'
import { addVerdaccio, publishSample, verdaccioApp } from './verdaccio.ts'

const cluster = await unlessUnavailable('verdaccio as an application', async () => {
  await verdaccioApp()
  return sharedCluster()
})

describe.skipIf(cluster === undefined)('verdaccio', () => {
  if (cluster === undefined) return
  afterAll(() => cluster.stop())

  test('serves its page and what is published to it, without the internet', async () => {
    const service = { namespace: await suiteNamespace(cluster, 'verdaccio'), name: 'verdaccio' }
    await addVerdaccio(cluster, service)
    await publishSample(cluster, service, 'sample')
    const proxy = `/api/v1/namespaces/${service.namespace}/services/verdaccio/proxy`
    await expect(cluster.api.expect('GET', `${proxy}/`)).resolves.toContain('<title>Verdaccio</title>')
    const packages = await cluster.api.expect('GET', `${proxy}/-/verdaccio/data/packages`)
    expect(packages).toMatchObject([{ name: 'sample', version: '1.0.0' }])
  })
})
