import type { ApiAccess } from '../../../e2e/cluster/api-client.ts'
import { openRequests } from './requests.ts'

export const namespaceCount = 100
const servicesPerNamespace = 100
export const serviceCount = namespaceCount * servicesPerNamespace

export const namespaceName = (at: number): string => `scale-${String(at).padStart(2, '0')}`
const serviceName = (at: number): string => `web-${String(at).padStart(2, '0')}`

/** A Service as a chart makes it, with the labels of one. */
export function seededService(namespace: number, at: number): { metadata: object; spec: object } {
  const name = serviceName(at)
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': `release-${namespace}`,
    'app.kubernetes.io/component': at % 3 === 0 ? 'backend' : 'frontend',
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': `${name}-1.${at}.0`,
    team: `team-${(namespace * 7 + at) % 23}`,
  }
  const annotations = { 'meta.helm.sh/release-name': `release-${namespace}`, 'meta.helm.sh/release-namespace': 'apps' }
  return {
    metadata: { name, namespace: namespaceName(namespace), labels, annotations },
    spec: {
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': name },
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'metrics', port: 9090, targetPort: 9090 },
      ],
    },
  }
}

function seededSlice(namespace: number, at: number): object {
  const endpoint = (pod: number): object => ({
    addresses: [`10.${100 + pod}.${namespace}.${at}`],
    conditions: { ready: pod === 0 || at % 10 !== 0, serving: true, terminating: false },
    nodeName: `node-${at % 5}`,
    targetRef: { kind: 'Pod', namespace: namespaceName(namespace), name: `${serviceName(at)}-${pod}` },
  })
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${serviceName(at)}-x7k2p`, labels: { 'kubernetes.io/service-name': serviceName(at) } },
    addressType: 'IPv4',
    endpoints: [endpoint(0), endpoint(1)],
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9090, protocol: 'TCP' },
    ],
  }
}

/** Fills a cluster with 10,000 Services in 100 namespaces, each with an EndpointSlice of two endpoints. */
export async function seed(access: ApiAccess, progress: (line: string) => void): Promise<void> {
  const requests = openRequests(access, 24)
  const started = performance.now()
  try {
    const namespaces = Array.from({ length: namespaceCount }, (_, at) => at)
    const post = (path: string, body: object): Promise<void> => requests.send('POST', path, body)
    await Promise.all(namespaces.map((at) => post('/api/v1/namespaces', { metadata: { name: namespaceName(at) } })))
    const all = namespaces.flatMap((namespace) =>
      Array.from({ length: servicesPerNamespace }, (_, at) => [namespace, at] as const),
    )
    let done = 0
    await Promise.all(
      all.map(async ([namespace, at]) => {
        const name = namespaceName(namespace)
        await post(`/api/v1/namespaces/${name}/services`, seededService(namespace, at))
        await post(`/apis/discovery.k8s.io/v1/namespaces/${name}/endpointslices`, seededSlice(namespace, at))
        if (++done % 2500 === 0) progress(`Scale: ${done} Services made`)
      }),
    )
    progress(`Scale: seeded in ${Math.round((performance.now() - started) / 1000)} s`)
  } finally {
    requests.close()
  }
}
