import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import { runCommand } from '../cluster/run-command.ts'
import { behindPath, type PathProxy } from './behind-a-path.ts'
import { clusterInfoFixtures, counts, manifest } from './cluster-info-fixtures.ts'
import { describeReal } from './describe-real.ts'
import { portholeCluster } from './porthole-cluster.ts'

await describeReal('cluster-info, against kubectl cluster-info', (cluster) => {
  const path = '/k8s/clusters/c-1'
  let folder = ''
  let proxy: PathProxy | undefined
  let before = 0
  const ofKubectl = async (kubeconfig: string): Promise<string> => {
    const { command, env } = cluster.kubectlCommand([])
    // Its standard output is a pipe, where kubectl uses no colour.
    const { stdout, stderr, code } = await runCommand(
      { command, args: [`--kubeconfig=${kubeconfig}`, 'cluster-info'] },
      { env },
    )
    expect(code, stderr).toBe(0)
    return stdout
  }
  const ofPorthole = async (kubeconfig: string): Promise<string> => {
    const porthole = await portholeCluster(kubeconfig)
    try {
      return await porthole.clusterInfo()
    } finally {
      porthole.access().close()
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'porthole-cluster-info-'))
    proxy = await behindPath(cluster, path)
    before = linksIn(await ofKubectl(cluster.kubeconfigPath))
  })
  afterAll(async () => {
    await proxy?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(clusterInfoFixtures)('%s', async (_name, fixtures) => {
    for (const fixture of fixtures) {
      const { namespace = 'kube-system', name, ingress } = fixture
      const services = `/api/v1/namespaces/${namespace}/services`
      await cluster.api.expect('POST', services, manifest(fixture))
      if (ingress)
        await cluster.api.expect('PATCH', `${services}/${name}/status`, { status: { loadBalancer: { ingress } } })
    }
    try {
      const expected = await ofKubectl(cluster.kubeconfigPath)
      expect(await ofPorthole(cluster.kubeconfigPath)).toBe(expected)
      // Lest both print nothing.
      expect(linksIn(expected) - before).toBe(fixtures.filter(counts).length)
    } finally {
      for (const { name, namespace = 'kube-system' } of fixtures) {
        await cluster.api.expect('DELETE', `/api/v1/namespaces/${namespace}/services/${name}`)
      }
    }
  })

  test.each<[string, (server: string, port: string) => { server: string; authority?: string | undefined }]>([
    ['a trailing slash', (server) => ({ server: `${server}/` })],
    ['a host name', (_server, port) => ({ server: `https://localhost:${port}` })],
    ['capitals', (_server, port) => ({ server: `HTTPS://LocalHost:${port}` })],
    ['a path', () => ({ server: proxy?.server ?? '', authority: proxy?.certificateAuthority })],
    [
      'a path with a trailing slash',
      () => ({ server: `${proxy?.server ?? ''}/`, authority: proxy?.certificateAuthority }),
    ],
  ])('a server URL with %s', async (name, variant) => {
    const { server, authority } = variant(cluster.server, new URL(cluster.server).port)
    const file = join(folder, name.replaceAll(' ', '-'))
    const text = kubeconfigText({
      contextName: 'variant',
      userName: 'admin',
      server,
      certificateAuthority: authority ?? cluster.certificateAuthority,
      credential: { token: cluster.adminToken },
    })
    await writeFile(file, text)
    const service = { name: 'behind', spec: { ports: [{ name: 'web', port: 80 }] } }
    const services = '/api/v1/namespaces/kube-system/services'
    await cluster.api.expect('POST', services, manifest(service))
    try {
      const expected = await ofKubectl(file)
      expect(linksIn(expected) - before).toBe(1)
      expect(await ofPorthole(file)).toBe(expected)
    } finally {
      await cluster.api.expect('DELETE', `${services}/behind`)
    }
  })
})

function linksIn(text: string): number {
  return text.split('\n').filter((line) => / is running at /.test(line)).length
}
