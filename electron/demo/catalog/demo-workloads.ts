import type { Workload } from './workload.ts'

/** The labels that Helm charts give. */
function helm(name: string, chart: string, version: string, partOf: string): Pick<Workload, 'labels' | 'annotations'> {
  return {
    labels: {
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': partOf,
      'app.kubernetes.io/version': version,
      'helm.sh/chart': `${chart}-${version}`,
    },
    annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': partOf },
  }
}

/**
 * What runs in the demo cluster: one of each kind that a person meets, healthy, half healthy and down, with one port and
 * several, HTTP, HTTPS and neither.
 */
export const demoWorkloads = {
  pulse: {
    namespace: 'monitoring',
    name: 'pulse',
    ...helm('pulse', 'pulse', '2.4.1', 'monitoring'),
    ports: [{ name: 'http', port: 3000 }],
    pods: [true, true],
    image: 'registry.example.com/pulse:2.4.1',
    ageDays: 41,
  },
  storefront: {
    namespace: 'shop',
    name: 'storefront',
    ...helm('storefront', 'storefront', '5.11.0', 'shop'),
    ports: [{ name: 'http', port: 80, containerPort: 8080, nodePort: 31480 }],
    pods: [true, true, true],
    image: 'registry.example.com/storefront:5.11.0',
    service: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true },
    ingressIp: '203.0.113.24',
    ageDays: 127,
  },
  cart: {
    namespace: 'shop',
    name: 'cart',
    ...helm('cart', 'cart', '3.2.0', 'shop'),
    ports: [
      { name: 'http', port: 8080, appProtocol: 'http' },
      { name: 'grpc', port: 9000, appProtocol: 'kubernetes.io/h2c' },
    ],
    pods: [true, true, false],
    image: 'registry.example.com/cart:3.2.0',
    ageDays: 127,
  },
  orders: {
    namespace: 'shop',
    name: 'orders',
    ...helm('orders', 'orders', '4.0.0', 'shop'),
    ports: [{ name: 'http', port: 8080 }],
    pods: [false, false],
    image: 'registry.example.com/orders:4.0.0',
    ageDays: 96,
  },
  ledger: {
    namespace: 'shop',
    name: 'ledger',
    ...helm('ledger', 'ledger', '1.8.2', 'shop'),
    ports: [{ name: 'https', port: 443, containerPort: 8443 }],
    pods: [true],
    image: 'registry.example.com/ledger:1.8.2',
    ageDays: 96,
  },
  postgres: {
    namespace: 'shop',
    name: 'postgres',
    ...helm('postgres', 'postgres', '18.1.0', 'shop'),
    ports: [{ name: 'postgresql', port: 5432 }],
    pods: [true],
    stateful: true,
    image: 'registry.example.com/postgres:18.1',
    ageDays: 127,
  },
  notes: {
    namespace: 'tools',
    name: 'notes',
    labels: { app: 'notes' },
    selector: { app: 'notes' },
    ports: [{ port: 80, containerPort: 8080 }],
    pods: [true],
    image: 'registry.example.com/notes:1.0.3',
    ageDays: 12,
  },
  chat: {
    namespace: 'tools',
    name: 'chat',
    labels: { app: 'chat' },
    selector: { app: 'chat' },
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' },
    ports: [
      { name: 'http', port: 8080 },
      { name: 'metrics', port: 9090 },
    ],
    pods: [true],
    image: 'registry.example.com/chat:0.9.0',
    ageDays: 12,
  },
  dns: {
    namespace: 'kube-system',
    name: 'kube-dns',
    labels: {
      'k8s-app': 'kube-dns',
      'kubernetes.io/cluster-service': 'true',
      'kubernetes.io/name': 'CoreDNS',
    },
    selector: { 'k8s-app': 'kube-dns' },
    annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
      { name: 'metrics', port: 9153 },
    ],
    pods: [true, true],
    image: 'registry.example.com/coredns:v1.13.1',
    ageDays: 203,
  },
  metricsServer: {
    namespace: 'kube-system',
    name: 'metrics-server',
    labels: {
      'k8s-app': 'metrics-server',
      'kubernetes.io/cluster-service': 'true',
      'kubernetes.io/name': 'Metrics-server',
    },
    selector: { 'k8s-app': 'metrics-server' },
    ports: [{ name: 'https', port: 443, containerPort: 10250, appProtocol: 'https' }],
    pods: [true],
    image: 'registry.example.com/metrics-server:v0.8.0',
    ageDays: 203,
  },
} as const satisfies Record<string, Workload>

export type DemoWorkload = keyof typeof demoWorkloads
