/** A name and a namespace such as real clusters have. */
export interface NamedService {
  name: string
  namespace: string
}

const platform: Record<string, string> = {
  default: 'kubernetes',
  'kube-system':
    'kube-dns metrics-server kubelet kube-controller-manager kube-scheduler hubble-peer hubble-relay hubble-ui cilium-agent aws-load-balancer-webhook-service cluster-autoscaler node-local-dns snapshot-validation-service',
  monitoring:
    'kube-prometheus-stack-alertmanager kube-prometheus-stack-prometheus kube-prometheus-stack-operator kube-prometheus-stack-grafana kube-prometheus-stack-kube-state-metrics kube-prometheus-stack-prometheus-node-exporter alertmanager-operated prometheus-operated thanos-query thanos-query-frontend thanos-storegateway thanos-compactor thanos-ruler blackbox-exporter pushgateway grafana karma',
  logging:
    'loki-gateway loki-read loki-write loki-backend loki-headless loki-memberlist loki-canary promtail fluent-bit elasticsearch-master elasticsearch-master-headless kibana-kibana logstash-headless opensearch-cluster-master opensearch-dashboards',
  tracing:
    'jaeger-query jaeger-collector jaeger-agent tempo tempo-distributor tempo-query-frontend otel-collector otel-collector-headless otel-collector-monitoring zipkin',
  argocd:
    'argocd-server argocd-repo-server argocd-redis argocd-dex-server argocd-metrics argocd-server-metrics argocd-applicationset-controller argocd-notifications-controller-metrics argo-rollouts-dashboard argo-rollouts-metrics',
  argo: 'argo-workflows-server argo-workflows-workflow-controller argo-events-webhook',
  'cert-manager': 'cert-manager cert-manager-webhook cert-manager-cainjector trust-manager trust-manager-metrics',
  'ingress-nginx':
    'ingress-nginx-controller ingress-nginx-controller-admission ingress-nginx-controller-metrics ingress-nginx-defaultbackend',
  'istio-system':
    'istiod istio-ingressgateway istio-egressgateway istio-eastwestgateway kiali kiali-metrics jaeger-collector tracing',
  'external-secrets': 'external-secrets-webhook external-secrets-cert-controller-metrics external-secrets-metrics',
  vault: 'vault vault-active vault-standby vault-internal vault-ui vault-agent-injector-svc',
  'flux-system': 'source-controller notification-controller webhook-receiver weave-gitops',
  velero: 'velero velero-ui',
  keda: 'keda-operator keda-operator-metrics-apiserver keda-admission-webhooks',
  'longhorn-system':
    'longhorn-backend longhorn-frontend longhorn-admission-webhook longhorn-conversion-webhook longhorn-recovery-backend longhorn-engine-manager',
  'rook-ceph':
    'rook-ceph-mgr rook-ceph-mgr-dashboard rook-ceph-mon-a rook-ceph-mon-b rook-ceph-mon-c rook-ceph-rgw-store rook-ceph-exporter',
  minio: 'minio minio-console minio-svc operator sts',
  kafka:
    'kafka-kafka-bootstrap kafka-kafka-brokers kafka-zookeeper-client kafka-zookeeper-nodes kafka-ui kafka-connect-api schema-registry ksqldb',
  rabbitmq: 'rabbitmq rabbitmq-headless rabbitmq-nodes rabbitmq-operator-webhook',
  databases:
    'postgres-postgresql postgres-postgresql-hl postgres-postgresql-read pgadmin4 pgbouncer mysql mysql-headless mongodb mongodb-headless mongodb-arbiter-headless mongo-express redis-master redis-replicas redis-headless redis-commander redisinsight cassandra cassandra-headless clickhouse-operated clickhouse-keeper influxdb etcd etcd-headless memcached',
  ci: 'jenkins jenkins-agent gitea-http gitea-ssh gitlab-webservice-default gitlab-gitlab-shell gitlab-kas gitlab-minio-svc gitlab-registry sonarqube-sonarqube nexus-repository-manager harbor-core harbor-portal harbor-registry harbor-jobservice harbor-trivy verdaccio chartmuseum drone buildkitd tekton-dashboard tekton-pipelines-webhook el-github-listener',
  auth: 'keycloak keycloak-headless keycloak-http oauth2-proxy dex authelia openldap phpldapadmin',
  data: 'airflow-webserver airflow-statsd airflow-redis airflow-postgresql superset superset-redis trino trino-worker spark-history-server jupyterhub-proxy-public jupyterhub-proxy-api hub mlflow-tracking minio-gateway dagster-webserver metabase nifi',
  tools:
    'kubernetes-dashboard-kong-proxy kubernetes-dashboard-web kubernetes-dashboard-api headlamp kubecost-cost-analyzer goldilocks-dashboard policy-reporter policy-reporter-ui botkube homepage unleash unleash-postgresql',
}

const products = ['shop', 'payments', 'search', 'accounts', 'media', 'logistics']
const stages = ['dev', 'staging', 'prod']
const parts: Record<string, string> = {
  shop: 'storefront cart cart-redis checkout checkout-worker catalog catalog-api catalog-postgresql pricing promotions recommendations frontend-proxy',
  payments:
    'payments-api payments-gateway payments-worker payments-postgresql ledger fraud-detection invoice-renderer card-vault webhooks-inbound',
  search:
    'search-api search-indexer search-suggest search-elasticsearch query-understanding ranking-model feature-store',
  accounts:
    'accounts-api accounts-web identity profile-service session-store notifications-api notifications-email notifications-sms',
  media: 'image-resizer image-proxy thumbnailer uploads-api video-transcoder cdn-purger assets',
  logistics:
    'orders-api orders-worker orders-postgresql shipping shipping-quotes tracking-events warehouse-api warehouse-ui route-planner inventory',
}

/** This many Services with realistic names: a platform's, then those of its products in each stage and region. Always the same. */
export function realisticServices(count: number): readonly NamedService[] {
  const made: NamedService[] = []
  const add = (namespace: string, names: string): void => {
    for (const name of names.split(' ')) made.push({ name, namespace })
  }
  for (const [namespace, names] of Object.entries(platform)) add(namespace, names)
  for (const region of ['', 'eu-', 'us-']) {
    for (const stage of stages)
      for (const product of products) add(`${region}${product}-${stage}`, parts[product] ?? '')
  }
  return made.slice(0, count)
}
