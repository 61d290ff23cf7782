import { describe, expect, it } from 'vitest'
import { serviceFacts, type ServiceFacts } from './service-row.ts'
import { apiService } from './testing/objects.ts'

const labelled = (labels: Record<string, string>, key = 'kube-system/dns'): ServiceFacts =>
  serviceFacts(apiService(key, {}, { labels }))

describe('serviceFacts', () => {
  it('takes what the screen and the engine need', () => {
    const ports = [
      { name: 'http', port: 80, protocol: 'TCP', appProtocol: 'http', nodePort: 30080 },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ]
    expect(
      serviceFacts(apiService('apps/web', { type: 'NodePort', ports }, { labels: { app: 'web', tier: 'x' } })),
    ).toEqual({
      key: 'apps/web',
      namespace: 'apps',
      name: 'web',
      uid: 'web',
      title: '',
      type: 'NodePort',
      clusterService: false,
      ports: [ports[0], { name: 'dns', port: 53, protocol: 'UDP', appProtocol: '', nodePort: 0 }],
      external: [],
      labels: 'app=web tier=x',
    })
  })

  it.each([
    [3000, { targetPort: 3000 }],
    [80, {}],
    ['http', {}],
  ])('knows where pods listen, as far as the Service says: %s', (targetPort, known) => {
    const [port] = serviceFacts(apiService('apps/web', { ports: [{ port: 80, targetPort }] })).ports
    expect(port).toEqual({ name: '', port: 80, protocol: 'TCP', appProtocol: '', nodePort: 0, ...known })
  })

  it('fills in what the API leaves out', () => {
    expect(serviceFacts(apiService('apps/web', { ports: [{ port: 80 }] }))).toMatchObject({
      type: 'ClusterIP',
      ports: [{ name: '', port: 80, protocol: 'TCP', appProtocol: '', nodePort: 0 }],
      labels: '',
    })
    expect(serviceFacts(apiService('apps/web', {})).ports).toEqual([])
  })

  it.each([
    ['in kube-system', 'kube-system/dns', 'true', true],
    // kubectl looks nowhere else.
    ['elsewhere', 'apps/dns', 'true', false],
    ['labelled otherwise', 'kube-system/dns', 'True', false],
  ])('is a cluster service when labelled so: %s', (_name, key, value, expected) => {
    expect(labelled({ 'kubernetes.io/cluster-service': value }, key).clusterService).toBe(expected)
  })

  it('has the title that cluster-info prints', () => {
    expect(labelled({ 'kubernetes.io/name': 'CoreDNS' }).title).toBe('CoreDNS')
  })

  it('keeps the labels that people search for', () => {
    const labels = {
      'helm.sh/chart': 'x',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/name': 'dns',
      'kubernetes.io/name': 'CoreDNS',
      'kubernetes.io/cluster-service': 'true',
      'objectset.rio.cattle.io/hash': 'x',
      'k8s-app': 'dns',
    }
    expect(labelled(labels).labels).toBe('app.kubernetes.io/name=dns k8s-app=dns')
  })

  it.each([
    ['load balancers by IP and name', {}, { ingress: [{ ip: '1.2.3.4' }, { hostname: 'lb' }, {}] }, ['1.2.3.4', 'lb']],
    ['a load balancer whose IP is empty', {}, { ingress: [{ ip: '', hostname: 'lb' }] }, ['lb']],
    ['external IPs', { externalIPs: ['9.9.9.9'] }, {}, ['9.9.9.9']],
    ['an external name', { type: 'ExternalName', externalName: 'db.example' }, {}, ['db.example']],
  ])('is exposed by %s', (_name, spec, more, external) => {
    expect(serviceFacts(apiService('apps/web', spec, more)).external).toEqual(external)
  })
})
