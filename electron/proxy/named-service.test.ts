import { expect, test } from 'vitest'
import { originUrl } from '../../shared/origin.ts'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import { namedPlace } from './named-service.ts'

const port = (name: string, number: number, protocol = 'TCP'): ServicePort => ({
  name,
  port: number,
  protocol,
  appProtocol: '',
  nodePort: 0,
})
const row = (namespace: string, name: string, ...ports: ServicePort[]): ServiceRow => ({
  key: `${namespace}/${name}`,
  namespace,
  name,
  uid: name,
  title: '',
  type: 'ClusterIP',
  clusterService: false,
  ports,
  ready: 1,
  total: 1,
  external: [],
  labels: '',
})
const rows = [
  row('monitoring', 'grafana', port('http', 80), port('metrics', 9100)),
  row('auth', 'dex', port('', 5556), port('', 5557, 'UDP')),
  row('auth', 'localhost', port('', 80)),
  row('example', 'www', port('', 80)),
  row('files', 'minio', port('api', 9000), { ...port('console', 80), targetPort: 9001 }),
]
const cluster = {
  id: 'demo',
  store: {
    row: (namespace: string, name: string) => rows.find(({ key }) => key === `${namespace}/${name}`),
  },
}
const at = (namespace: string, service: string, named = '') =>
  originUrl({ cluster: 'demo', namespace, service, port: named }, 8001)

test.each([
  ['http://grafana.monitoring.svc.cluster.local/d/1?from=now#top', `${at('monitoring', 'grafana')}d/1?from=now#top`],
  ['http://grafana.monitoring.svc/', at('monitoring', 'grafana')],
  ['http://grafana.monitoring:80', at('monitoring', 'grafana')],
  ['http://GRAFANA.monitoring:9100/metrics', `${at('monitoring', 'grafana', 'metrics')}metrics`],
  ['http://dex:5556/dex/auth?client_id=a', `${at('auth', 'dex')}dex/auth?client_id=a`],
  // Another port of an origin's own host.
  [at('files', 'minio', 'api').replace(':8001', ':9001'), at('files', 'minio')],
  [at('files', 'minio').replace(':8001', ':9000'), at('files', 'minio', 'api')],
  ['http://localhost:5556/keys', `${at('auth', 'dex')}keys`],
  ['https://user:secret@dex.auth.svc:5556//a', `${at('auth', 'dex')}/a`],
])('%s', (url, expected) => {
  expect(namedPlace({ cluster, namespace: 'auth', service: 'dex' }, new URL(url), 8001)?.url).toBe(expected)
})

test.each([
  // No such port, another protocol, no such Service.
  'https://grafana.monitoring.svc/',
  'http://dex.auth:5557/',
  'http://grafana/',
  'http://none.auth.svc/',
  at('files', 'minio', 'api'),
  at('files', 'minio').replace(':8001', ':9002'),
  at('files', 'minio').replace('.demo.', '.other.').replace(':8001', ':9001'),
  // Names of somebody else.
  'http://localhost/',
  'http://localhost:8001/',
  'http://www.example.com/',
  'http://grafana.monitoring.svc.evil.example/',
  'http://pod-0.grafana.monitoring.svc/',
  'http://10.96.0.1/',
  'http://[::1]/',
])('%s leads nowhere else', (url) => {
  expect(namedPlace({ cluster, namespace: 'auth', service: 'dex' }, new URL(url), 8001)).toBeUndefined()
})
