import type { AddOn } from './add-ons.ts'

const name = (
  id: string,
  shown: string,
  icon: AddOn['icon'],
  ports: AddOn['ports'],
  more: Partial<Pick<AddOn, 'labels' | 'components' | 'strict'>> = {},
): AddOn => ({ id, name: shown, icon, ports, labels: [id], ...more })

/** The add-ons that Porthole knows. A line is: id, name, kind, its ports; the labels are the id unless they differ. */
export const knownAddOns: readonly AddOn[] = [
  // What watches.
  name('grafana', 'Grafana', 'chart', ['http-web', 'service', 3000]),
  name('prometheus', 'Prometheus', 'chart', ['http-web', 'web', 9090], {
    labels: ['prometheus', 'kube-prometheus-stack-prometheus', 'prometheus-server'],
    components: ['prometheus', 'server'],
  }),
  name('alertmanager', 'Alertmanager', 'bell', ['http-web', 'web', 9093], {
    labels: ['alertmanager', 'kube-prometheus-stack-alertmanager', 'prometheus'],
    components: ['alertmanager', 'alert-router'],
  }),
  name('thanos', 'Thanos', 'chart', ['http', 10902, 9090], {
    labels: ['thanos', 'thanos-query', 'thanos-query-frontend'],
    components: ['query', 'query-frontend', 'query-layer'],
  }),
  name('victoria-metrics', 'VictoriaMetrics', 'chart', ['http', 8428, 8481], {
    labels: ['victoria-metrics-single', 'vmsingle', 'vmselect'],
  }),
  name('jaeger', 'Jaeger', 'chart', ['http-query', 'query', 16686], {
    components: ['query', 'service-query', 'all-in-one', 'allInOne'],
  }),
  name('zipkin', 'Zipkin', 'chart', ['http-query', 9411]),
  name('tempo', 'Tempo', 'chart', ['tempo-prom-metrics', 'http-metrics', 'http', 3200, 3100], {
    components: ['query-frontend', 'gateway', 'single-binary'],
  }),
  name('loki', 'Loki', 'chart', ['http-metrics', 'http', 3100], {
    components: ['gateway', 'single-binary', 'read', 'query-frontend'],
  }),
  name('kubecost', 'Kubecost', 'coins', ['tcp-frontend', 9090], { labels: ['kubecost', 'cost-analyzer'] }),
  name('opencost', 'OpenCost', 'coins', ['http-ui', 9090]),
  name('uptime-kuma', 'Uptime Kuma', 'chart', ['http', 3001]),
  name('goldilocks', 'Goldilocks', 'chart', ['http', 80], { components: ['dashboard'] }),
  // What shows or steers the cluster.
  name('kubernetes-dashboard', 'Kubernetes Dashboard', 'cubes', ['https', 443, 8443], {
    components: ['web', 'kubernetes-dashboard', 'app'],
  }),
  name('headlamp', 'Headlamp', 'cubes', ['http', 80, 4466]),
  name('rancher', 'Rancher', 'cubes', ['https-internal', 'https', 443, 'http', 80]),
  name('portainer', 'Portainer', 'cubes', ['https', 9443, 'http', 9000]),
  name('longhorn', 'Longhorn', 'disk', ['http', 80], { labels: ['longhorn-ui'] }),
  name('rook-ceph', 'Ceph Dashboard', 'disk', ['https-dashboard', 'http-dashboard', 8443, 7000], {
    labels: ['rook-ceph-mgr'],
  }),
  name(
    'minio',
    'MinIO Console',
    'disk',
    ['http-console', 'https-console', 'console', 'minio-console', 9001, 9090, 9443],
    {
      labels: ['minio', 'minio-console'],
      strict: true,
    },
  ),
  // What delivers.
  name('argocd', 'Argo CD', 'git', ['https', 443, 'http', 80], {
    labels: ['argocd-server', 'argo-cd', 'argocd'],
    components: ['server'],
  }),
  name('argo-workflows', 'Argo Workflows', 'flow', ['web', 'http', 2746], {
    labels: ['argo-server', 'argo-workflows-server', 'argo-workflows'],
    components: ['server'],
  }),
  name('argo-rollouts', 'Argo Rollouts', 'git', ['dashboard', 3100], {
    labels: ['argo-rollouts', 'argo-rollouts-dashboard'],
    components: ['rollouts-dashboard', 'dashboard'],
  }),
  name('weave-gitops', 'Weave GitOps', 'git', ['http', 9001], { labels: ['weave-gitops', 'ww-gitops'] }),
  name('capacitor', 'Capacitor for Flux', 'git', ['http', 9000]),
  name('tekton-dashboard', 'Tekton Dashboard', 'flow', ['http', 9097], {
    components: ['dashboard'],
  }),
  name('jenkins', 'Jenkins', 'flow', ['http', 8080], {
    labels: ['jenkins'],
    components: ['jenkins-controller', 'controller', 'jenkins'],
  }),
  name('gitea', 'Gitea', 'git', ['http', 3000]),
  name('forgejo', 'Forgejo', 'git', ['http', 3000]),
  name('sonarqube', 'SonarQube', 'flow', ['http', 9000]),
  name('harbor', 'Harbor', 'box', ['https', 'http', 443, 80], { components: ['nginx', 'portal'] }),
  name('nexus', 'Nexus Repository', 'box', ['nexus-ui', 'http', 8081], {
    labels: ['nexus', 'nexus-repository-manager', 'nexus3'],
  }),
  name('verdaccio', 'Verdaccio', 'box', ['http', 4873]),
  // What connects.
  name('kiali', 'Kiali', 'mesh', ['http', 'tcp', 20001]),
  name('linkerd-viz', 'Linkerd Viz', 'mesh', ['http', 8084], { components: ['web'] }),
  name('hubble-ui', 'Hubble UI', 'mesh', ['http', 80]),
  name('traefik', 'Traefik Dashboard', 'mesh', ['traefik', 'dashboard', 9000], { strict: true }),
  name('consul', 'Consul', 'mesh', ['https', 'http', 8501, 8500], { components: ['ui', 'consul-ui'] }),
  name('kong-manager', 'Kong Manager', 'mesh', ['kong-manager', 'kong-manager-tls', 8002, 8445], {
    labels: ['kong'],
    strict: true,
  }),
  // What keeps secrets and people.
  name('vault', 'Vault', 'key', ['http', 'https', 8200]),
  name('keycloak', 'Keycloak', 'key', ['http', 'https', 8080, 8443], { labels: ['keycloak', 'keycloakx'] }),
  name('authentik', 'authentik', 'key', ['http', 80, 9000], { components: ['server'] }),
  // What queues and stores.
  name('rabbitmq', 'RabbitMQ', 'queue', ['http-stats', 'management', 'management-tls', 'stats', 15672, 15671], {
    strict: true,
  }),
  name('kafka-ui', 'Kafka UI', 'queue', ['http', 8080], { labels: ['kafka-ui', 'kafbat-ui'] }),
  name('akhq', 'AKHQ', 'queue', ['http', 8080]),
  name('redpanda-console', 'Redpanda Console', 'queue', ['http', 8080]),
  name('pgadmin', 'pgAdmin', 'data', ['http', 80], { labels: ['pgadmin', 'pgadmin4'] }),
  name('phpmyadmin', 'phpMyAdmin', 'data', ['http', 80]),
  name('adminer', 'Adminer', 'data', ['http', 8080]),
  name('redis-commander', 'Redis Commander', 'data', ['http', 8081]),
  name('redisinsight', 'Redis Insight', 'data', ['http', 5540, 8001]),
  name('mongo-express', 'mongo-express', 'data', ['http', 8081]),
  name('kibana', 'Kibana', 'data', ['https', 'http', 5601], { labels: ['kibana'] }),
  name('opensearch-dashboards', 'OpenSearch Dashboards', 'data', ['http', 5601]),
  name('cerebro', 'Cerebro', 'data', ['http', 9000]),
  name('superset', 'Superset', 'data', ['http', 8088], { components: ['superset', 'node', 'web'] }),
  name('metabase', 'Metabase', 'data', ['http', 3000]),
  // What computes.
  name('airflow', 'Airflow', 'flow', ['airflow-ui', 'api-server', 'http', 8080], {
    components: ['webserver', 'api-server', 'web'],
  }),
  name('temporal', 'Temporal', 'flow', ['http', 8080], {
    labels: ['temporal', 'temporal-web', 'temporal-ui'],
    components: ['web', 'ui'],
  }),
  name('prefect', 'Prefect', 'flow', ['server-svc-port', 'http', 4200], { labels: ['prefect-server', 'prefect'] }),
  name('dagster', 'Dagster', 'flow', ['http', 80, 3000], { components: ['dagster-webserver', 'dagit'] }),
  name('n8n', 'n8n', 'flow', ['http', 5678]),
  name('jupyterhub', 'JupyterHub', 'notebook', ['http', 80], { components: ['proxy-public'] }),
  name('mlflow', 'MLflow', 'notebook', ['http', 5000, 80], { labels: ['mlflow', 'mlflow-tracking'] }),
  name('ray', 'Ray Dashboard', 'notebook', ['dashboard', 8265], {
    labels: ['kuberay', 'ray', 'ray-head'],
    strict: true,
  }),
  name('spark-history', 'Spark History', 'notebook', ['http', 18080], { labels: ['spark-history-server'] }),
  name('flink', 'Flink', 'flow', ['rest', 'webui', 8081], { components: ['jobmanager'] }),
]
