/** A Service in kube-system, in as few words as the fixtures allow. */
export interface Fixture {
  readonly name: string
  readonly spec?: object
  /** Written through the status subresource, as a cloud's controller does. */
  readonly ingress?: readonly object[]
  /** Besides `kubernetes.io/cluster-service: 'true'`, which undefined takes away. */
  readonly labels?: Readonly<Record<string, string | undefined>>
  /** kube-system unless it says otherwise. */
  readonly namespace?: string
}

const loadBalancer = { type: 'LoadBalancer' }
const http = { name: 'http', port: 80 }
const https = { name: 'https', port: 443 }
const ports = (...list: object[]) => ({ ports: list })

/** What stands in kube-system while `cluster-info` is asked, by what is special about it. */
export const clusterInfoFixtures: readonly (readonly [string, readonly Fixture[]])[] = [
  ['no cluster service at all', []],
  ['an unnamed port', [{ name: 'unnamed', spec: ports({ port: 80 }) }]],
  ['a named port', [{ name: 'named', spec: ports({ name: 'web', port: 8080 }) }]],
  ['https by name', [{ name: 'tls', spec: ports({ name: 'https', port: 8443 }) }]],
  ['https by number, unnamed', [{ name: 'tls', spec: ports({ port: 443 }) }]],
  ['https by number, named', [{ name: 'tls', spec: ports({ name: 'web', port: 443 }) }]],
  ['a port whose name only contains https', [{ name: 'tls', spec: ports({ name: 'web-https', port: 8443 }) }]],
  ['several ports, the first counts', [{ name: 'many', spec: ports(http, https, { name: 'metrics', port: 9153 }) }]],
  ['several ports, https first', [{ name: 'many', spec: ports(https, http) }]],
  [
    'UDP first',
    [{ name: 'dns', spec: ports({ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53 }) }],
  ],
  ['appProtocol, which kubectl does not look at', [{ name: 'app', spec: ports({ port: 8443, appProtocol: 'https' }) }]],
  [
    'a load balancer with an IP',
    [{ name: 'lb', spec: { ...loadBalancer, ...ports(http) }, ingress: [{ ip: '203.0.113.7' }] }],
  ],
  [
    'a load balancer with an IPv6 address',
    [{ name: 'lb', spec: { ...loadBalancer, ...ports(http) }, ingress: [{ ip: '2001:db8::7' }] }],
  ],
  [
    'a load balancer with a host name',
    [{ name: 'lb', spec: { ...loadBalancer, ...ports(https) }, ingress: [{ hostname: 'lb.example.com' }] }],
  ],
  [
    'a load balancer with both',
    [
      {
        name: 'lb',
        spec: { ...loadBalancer, ...ports(http) },
        ingress: [{ ip: '203.0.113.7', hostname: 'lb.example.com' }],
      },
    ],
  ],
  [
    'a load balancer with several ports',
    [{ name: 'lb', spec: { ...loadBalancer, ...ports(http, https) }, ingress: [{ ip: '203.0.113.7' }] }],
  ],
  [
    'a load balancer with several addresses',
    [
      {
        name: 'lb',
        spec: { ...loadBalancer, ...ports(http) },
        ingress: [{ ip: '203.0.113.7' }, { ip: '203.0.113.8' }],
      },
    ],
  ],
  ['a load balancer that has no address yet', [{ name: 'lb', spec: { ...loadBalancer, ...ports(http) } }]],
  ['a node port', [{ name: 'node-port', spec: { type: 'NodePort', ...ports(http) } }]],
  [
    'the label kubernetes.io/name',
    [{ name: 'some-service', spec: ports(http), labels: { 'kubernetes.io/name': 'A_Better.Name' } }],
  ],
  ['that label, empty', [{ name: 'some-service', spec: ports(http), labels: { 'kubernetes.io/name': '' } }]],
  [
    'that label on a load balancer',
    [
      {
        name: 'lb',
        spec: { ...loadBalancer, ...ports(http) },
        ingress: [{ ip: '203.0.113.7' }],
        labels: { 'kubernetes.io/name': 'Front' },
      },
    ],
  ],
  ['a headless Service without ports', [{ name: 'headless', spec: { clusterIP: 'None' } }]],
  [
    'an ExternalName without ports',
    [{ name: 'elsewhere', spec: { type: 'ExternalName', externalName: 'example.com' } }],
  ],
  [
    'an ExternalName with a port',
    [{ name: 'elsewhere', spec: { type: 'ExternalName', externalName: 'example.com', ...ports(https) } }],
  ],
  [
    'Services that do not count',
    [
      { name: 'unlabelled', spec: ports(http), labels: { 'kubernetes.io/cluster-service': undefined } },
      { name: 'labelled-false', spec: ports(http), labels: { 'kubernetes.io/cluster-service': 'false' } },
      { name: 'labelled-otherwise', spec: ports(http), labels: { 'kubernetes.io/cluster-service': 'True' } },
      { name: 'in-another-namespace', namespace: 'default', spec: ports(http) },
    ],
  ],
  [
    'several, in the order of the API server',
    ['zebra', 'a', 'm-10', 'm-9', 'b'].map((name) => ({ name, spec: ports(http) })),
  ],
  [
    'the classic set',
    [
      {
        name: 'default-http-backend',
        spec: { type: 'NodePort', ...ports(http) },
        labels: { 'kubernetes.io/name': 'GLBCDefaultBackend' },
      },
      { name: 'heapster', spec: ports({ port: 80 }), labels: { 'kubernetes.io/name': 'Heapster' } },
      {
        name: 'kube-dns',
        spec: ports({ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, protocol: 'TCP' }),
        labels: { 'kubernetes.io/name': 'KubeDNS', 'k8s-app': 'kube-dns' },
      },
      { name: 'metrics-server', spec: ports({ port: 443 }), labels: { 'kubernetes.io/name': 'Metrics-server' } },
    ],
  ],
]

/** The Service as kubectl applies it. */
export function manifest({ name, namespace = 'kube-system', spec, labels }: Fixture): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { 'kubernetes.io/cluster-service': 'true', ...labels } },
    spec,
  }
}

/** Whether cluster-info prints it. */
export function counts({ namespace, labels }: Fixture): boolean {
  return namespace === undefined && !(labels && 'kubernetes.io/cluster-service' in labels)
}
