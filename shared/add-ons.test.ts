import { describe, expect, it } from 'vitest'
import { addOnById, addOnOf, type ServiceSigns } from './add-ons.ts'
import { knownAddOns } from './known-add-ons.ts'
import { preferredPort } from './service.ts'

const app = 'app.kubernetes.io/name'
const component = 'app.kubernetes.io/component'

/** `name:number` of each port; `/UDP` behind it for another protocol. */
function signs(name: string, labels: Record<string, string>, ports: string, headless = false): ServiceSigns {
  return {
    name,
    labels,
    headless,
    ports: ports.split(' ').map((text) => {
      const [, portName = '', number, protocol = 'TCP'] = /^(.*):(\d+)(?:\/(\w+))?$/.exec(text) ?? []
      return { name: portName, port: Number(number), protocol }
    }),
  }
}

describe('addOnOf', () => {
  it.each<[string, string, Record<string, string>, string, string]>([
    ['Grafana', 'mon-grafana', { [app]: 'grafana' }, 'http-web:80', 'http-web'],
    ['Grafana by hand', 'grafana', { app: 'grafana' }, ':3000', ''],
    [
      'Prometheus',
      'kps-prometheus',
      { app: 'kube-prometheus-stack-prometheus' },
      'http-web:9090 reloader-web:8080',
      'http-web',
    ],
    ['Prometheus', 'prometheus-server', { [app]: 'prometheus', [component]: 'server' }, 'http:80', 'http'],
    ['Alertmanager', 'alertmanager-main', { [app]: 'alertmanager' }, 'web:9093 reloader-web:8080', 'web'],
    ['Argo CD', 'argocd-server', { [app]: 'argocd-server', [component]: 'server' }, 'http:80 https:443', 'https'],
    ['Argo Workflows', 'argo-server', { app: 'argo-server' }, 'web:2746', 'web'],
    ['Kiali', 'kiali', { [app]: 'kiali' }, 'http:20001 http-metrics:9090', 'http'],
    [
      'Jaeger',
      'jaeger-query',
      { app: 'jaeger', [component]: 'service-query' },
      'grpc-query:16685 http-query:16686',
      'http-query',
    ],
    ['Kubernetes Dashboard', 'kubernetes-dashboard', { 'k8s-app': 'kubernetes-dashboard' }, ':443', ''],
    ['Longhorn', 'longhorn-frontend', { app: 'longhorn-ui' }, 'http:80', 'http'],
    ['RabbitMQ', 'rabbit', { [app]: 'rabbitmq' }, 'amqp:5672 epmd:4369 http-stats:15672', 'http-stats'],
    ['RabbitMQ by number', 'rabbit', { app: 'rabbitmq' }, ':5672 ui:15672', 'ui'],
    ['MinIO Console', 'minio-console', { app: 'minio' }, 'http:9001', 'http'],
    ['MinIO Console', 'minio', { app: 'minio' }, 'minio-api:9000 minio-console:9001', 'minio-console'],
    [
      'Airflow',
      'airflow-webserver',
      { chart: 'airflow-1.15.0', component: 'webserver' },
      'airflow-ui:8080',
      'airflow-ui',
    ],
    ['JupyterHub', 'proxy-public', { app: 'jupyterhub', component: 'proxy-public' }, 'http:80', 'http'],
    ['Traefik Dashboard', 'traefik-dashboard', { [app]: 'traefik' }, 'traefik:9000', 'traefik'],
    ['Kibana', 'kibana', { 'helm.sh/chart': 'kibana-8.5.1' }, 'http:5601', 'http'],
    ['Vault', 'vault-ui', { [app]: 'vault' }, 'http:8200', 'http'],
    ['Hubble UI', 'hubble-ui', { 'k8s-app': 'hubble-ui' }, 'http:80', 'http'],
    [
      'Kubecost',
      'kubecost-cost-analyzer',
      { app: 'cost-analyzer' },
      'tcp-model:9003 tcp-frontend:9090',
      'tcp-frontend',
    ],
    ['Temporal', 'temporal-web', { [app]: 'temporal', [component]: 'web' }, 'http:8080', 'http'],
    ['Ray Dashboard', 'cluster-head-svc', { [app]: 'kuberay' }, 'client:10001 dashboard:8265 gcs:6379', 'dashboard'],
    ['Linkerd Viz', 'web', { component: 'web', 'linkerd.io/extension': 'viz' }, 'http:8084 admin:9994', 'http'],
    ['Harbor', 'harbor', { app: 'harbor', component: 'nginx' }, 'http:80', 'http'],
  ])('knows %s (%s)', (shown, name, labels, ports, port) => {
    const service = signs(name, labels, ports)
    const found = addOnOf(service)
    expect(found && shown.startsWith(found.name)).toBe(true)
    const full = service.ports.map((one) => ({ ...one, appProtocol: '', nodePort: 0 }))
    expect(preferredPort({ type: 'ClusterIP', ports: full, addOn: found?.id })?.name).toBe(port)
  })

  it.each<[string, ServiceSigns]>([
    ['an exporter', signs('prometheus-node-exporter', { [app]: 'prometheus-node-exporter' }, 'http-metrics:9100')],
    ['an exporter with its master’s label', signs('redis-exporter', { app: 'grafana' }, 'http:9121')],
    ['an operator', signs('prometheus-operator', { [app]: 'prometheus' }, 'https:443')],
    ['a headless twin', signs('alertmanager', { [app]: 'alertmanager' }, 'http-web:9093', true)],
    ['a headless twin by its name', signs('loki-headless', { [app]: 'loki' }, 'http-metrics:3100')],
    ['what an operator makes for discovery', signs('prometheus-operated', { [app]: 'prometheus' }, 'http-web:9090')],
    ['metrics alone', signs('traefik', { [app]: 'traefik' }, 'metrics:9100')],
    ['metrics beside', signs('argocd-server-metrics', { [app]: 'argocd-server' }, 'http:8083')],
    [
      'another component',
      signs('argocd-repo-server', { [app]: 'argocd-repo-server', [component]: 'repo-server' }, 'server:8081'),
    ],
    ['another component of the chart', signs('harbor-redis', { app: 'harbor', component: 'redis' }, ':6379')],
    ['an agent', signs('jaeger-agent', { app: 'jaeger', component: 'agent' }, 'http:5778')],
    ['ports of a broker alone', signs('rabbit', { [app]: 'rabbitmq' }, 'amqp:5672 epmd:4369')],
    ['UDP alone', signs('grafana', { app: 'grafana' }, 'http-web:3000/UDP')],
    ['the traffic of an ingress', signs('traefik', { [app]: 'traefik' }, 'web:80 websecure:443')],
    ['a name that only contains one', signs('my-grafana', { app: 'my-grafana-clone' }, 'http:80')],
    ['another Service of the whole', signs('web', { 'app.kubernetes.io/part-of': 'grafana' }, 'http:80')],
    ['a proxy in front of it', signs('kong-proxy', { [app]: 'kong' }, 'kong-proxy:80 kong-proxy-tls:443')],
    ['object storage without its console', signs('minio', { app: 'minio' }, 'http:9000')],
    ['a broker alone', signs('rabbit', { [app]: 'rabbitmq' }, 'amqp:5672')],
    ['everyday names', signs('web', { app: 'web', component: 'web' }, 'http:80')],
    ['no labels', signs('grafana', {}, 'http:3000')],
    ['a label that Object has', signs('x', { app: 'constructor' }, 'http:80')],
  ])('does not take %s for one', (_name, service) => {
    expect(addOnOf(service)).toBeUndefined()
  })
})

describe('the table', () => {
  it('has each id once, and a port for each', () => {
    expect(new Set(knownAddOns.map(({ id }) => id)).size).toBe(knownAddOns.length)
    expect(knownAddOns.filter(({ ports, labels }) => ports.length === 0 || labels.length === 0)).toEqual([])
    expect(addOnById('grafana')?.name).toBe('Grafana')
    expect([addOnById('constructor'), addOnById(undefined)]).toEqual([undefined, undefined])
  })
})
