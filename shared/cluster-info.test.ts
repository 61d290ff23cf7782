import { describe, expect, it } from 'vitest'
import { clusterInfoSegment, clusterInfoText, type ClusterInfoService } from './cluster-info.ts'

const server = 'https://10.0.0.1:6443'
const proxied = (segment: string): string => `${server}/api/v1/namespaces/kube-system/services/${segment}/proxy`

function service(
  ports: ClusterInfoService['spec']['ports'],
  more: { labels?: Record<string, string>; ingress?: { ip?: string; hostname?: string }[] } = {},
): ClusterInfoService {
  return {
    metadata: { name: 'dns', namespace: 'kube-system', ...(more.labels && { labels: more.labels }) },
    spec: { ...(ports && { ports }) },
    ...(more.ingress && { status: { loadBalancer: { ingress: more.ingress } } }),
  }
}

/** The line of the one Service, without its name. */
function link(one: ClusterInfoService): string {
  const [, line = ''] = clusterInfoText(server, [one]).split('\n')
  return line.replace(/^dns is running at /, '')
}

describe('clusterInfoText', () => {
  it('is what kubectl prints, byte for byte', () => {
    const coredns = service([{ name: 'dns', port: 53 }], { labels: { 'kubernetes.io/name': 'CoreDNS' } })
    const metrics = {
      ...service([{ name: 'https', port: 443 }]),
      metadata: { name: 'metrics', namespace: 'kube-system' },
    }
    expect(clusterInfoText(server, [metrics, coredns])).toBe(
      `Kubernetes control plane is running at https://10.0.0.1:6443
metrics is running at https://10.0.0.1:6443/api/v1/namespaces/kube-system/services/https:metrics:https/proxy
CoreDNS is running at https://10.0.0.1:6443/api/v1/namespaces/kube-system/services/dns:dns/proxy

To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
`,
    )
  })

  it('prints the control plane alone when there are no such Services', () => {
    expect(clusterInfoText('https://a/k8s/', [])).toBe(
      `Kubernetes control plane is running at https://a/k8s/\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    )
  })

  it.each([
    ['a named port', service([{ name: 'web', port: 80 }]), proxied('dns:web')],
    ['an unnamed port', service([{ port: 80 }]), proxied('dns')],
    ['https by name', service([{ name: 'https', port: 8443 }]), proxied('https:dns:https')],
    ['https by number', service([{ name: 'web', port: 443 }]), proxied('https:dns:web')],
    ['https by number, unnamed', service([{ port: 443 }]), proxied('https:dns:')],
    [
      'only the first of several ports',
      service([
        { name: 'a', port: 1 },
        { name: 'https', port: 443 },
      ]),
      proxied('dns:a'),
    ],
    ['no ports', service([]), proxied('dns')],
    ['no list of ports', service(undefined), proxied('dns')],
    ['a load balancer by IP', service([{ port: 80 }], { ingress: [{ ip: '1.2.3.4' }] }), 'http://1.2.3.4:80 '],
    [
      'a load balancer by name',
      service([{ port: 80 }], { ingress: [{ hostname: 'lb.example' }] }),
      'http://lb.example:80 ',
    ],
    [
      'a load balancer with an empty IP',
      service([{ port: 80 }], { ingress: [{ ip: '', hostname: 'lb.example' }] }),
      'http://lb.example:80 ',
    ],
    [
      'every port of a load balancer, http always, each with a space',
      service([{ name: 'https', port: 443 }, { port: 80 }], { ingress: [{ ip: '1.2.3.4' }, { ip: '5.6.7.8' }] }),
      'http://1.2.3.4:443 http://1.2.3.4:80 ',
    ],
    ['a load balancer without ports', service([], { ingress: [{ ip: '1.2.3.4' }] }), ''],
    ['a load balancer that has no address yet', service([{ port: 80 }], { ingress: [] }), proxied('dns')],
  ])('links to %s', (_name, one, expected) => {
    expect(link(one)).toBe(expected)
  })

  it.each([
    ['the label', { 'kubernetes.io/name': 'KubeDNS' }, 'KubeDNS'],
    ['the name where the label is empty', { 'kubernetes.io/name': '' }, 'dns'],
    ['the name where there are other labels', { app: 'x' }, 'dns'],
  ])('names a Service by %s', (_name, labels, expected) => {
    expect(clusterInfoText(server, [service([], { labels })])).toContain(`\n${expected} is running at `)
  })
})

describe('clusterInfoSegment', () => {
  it('goes by name and number alone, whatever else a port says', () => {
    const port = { name: 'http', port: 443, appProtocol: 'http' }
    expect(clusterInfoSegment('dns', port)).toBe('https:dns:http')
  })
})
