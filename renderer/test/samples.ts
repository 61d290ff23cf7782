import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import type { Tab } from '../../shared/tabs-state.ts'
import { failure } from '../../shared/failure.ts'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import type { TcpForwardState } from '../../shared/tcp-forward.ts'

export function samplePort(name: string, port: number, more: Partial<ServicePort> = {}): ServicePort {
  return { name, port, protocol: 'TCP', appProtocol: '', nodePort: 0, ...more }
}

/** A healthy Service with one HTTP port. */
export function sampleRow(key: string, more: Partial<ServiceRow> = {}): ServiceRow {
  const [namespace = '', name = ''] = key.split('/')
  return {
    key,
    namespace,
    name,
    uid: `uid-${key}`,
    title: '',
    type: 'ClusterIP',
    clusterService: false,
    ports: [samplePort('http', 8080)],
    ready: 1,
    total: 1,
    external: [],
    labels: `app=${name}`,
    ...more,
  }
}

export function sampleCluster(id: string, more: Partial<ClusterSummary> = {}): ClusterSummary {
  return {
    id,
    context: id,
    name: id,
    color: null,
    warn: false,
    contexts: [{ context: id, namespace: '' }],
    server: 'https://10.0.0.1:6443',
    namespace: '',
    version: 'v1.36.1',
    source: 'kubeconfig',
    state: { phase: 'connected', since: 0 },
    asks: '',
    services: 3,
    classic: 'http://127.0.0.1:8001',
    mode: { readOnly: false, wholeApi: false },
    namespaces: null,
    ...more,
  }
}

/** The first cluster is the active one. */
export function sampleApp(clusters: ClusterSummary[], more: Partial<AppState> = {}): AppState {
  return {
    clusters,
    active: clusters[0]?.id ?? null,
    address: '127.0.0.1:8001',
    missedPort: null,
    kubeconfig: { files: ['/home/ada/.kube/config'], found: 1, failure: null },
    forwards: [],
    health: {},
    settings: null,
    ...more,
  }
}

export function sampleTab(id: number, more: Partial<Tab> = {}): Tab {
  return {
    id,
    cluster: 'prod',
    namespace: 'monitoring',
    service: 'grafana',
    port: '',
    title: 'Grafana',
    favicon: null,
    url: 'http://grafana.monitoring.prod.localhost:8001/',
    loading: false,
    canGoBack: false,
    canGoForward: false,
    problem: null,
    failure: null,
    stuck: false,
    zoom: 100,
    found: null,
    question: null,
    askedPort: null,
    socketLost: false,
    decided: false,
    origin: 'http://web.default.demo.localhost:8001',
    opener: null,
    ...more,
  }
}

/** The port 5432 of `shop/postgres`, forwarded; nobody has used it. */
export function sampleForward(more: Partial<TcpForwardState> = {}): TcpForwardState {
  return {
    id: 1,
    cluster: 'prod',
    namespace: 'shop',
    service: 'postgres',
    port: 'postgresql',
    localPort: 5432,
    started: 0,
    open: 0,
    total: 0,
    bytesIn: 0,
    bytesOut: 0,
    failure: null,
    ...more,
  }
}

export const refused = failure('connection-refused', 'connect ECONNREFUSED 10.0.0.1:6443')

/** A cluster service, one of several ports, and one that is down. */
export const sampleRows = [
  sampleRow('kube-system/kube-dns', {
    title: 'CoreDNS',
    clusterService: true,
    ports: [samplePort('dns', 53, { protocol: 'UDP' })],
  }),
  sampleRow('monitoring/alertmanager', {
    ports: [samplePort('web', 9093), samplePort('mesh', 9094), samplePort('mesh-udp', 9094, { protocol: 'UDP' })],
  }),
  sampleRow('monitoring/grafana', { ports: [samplePort('http', 3000)], ready: 2, total: 2 }),
  sampleRow('shop/billing', { ready: 0, total: 3 }),
]
