import type { ApiEndpointSlice, ApiService } from '../api-objects.ts'

let version = 1000

export interface TestServiceSpec {
  type?: string
  ports?: {
    name?: string
    port: number
    targetPort?: number | string
    protocol?: string
    appProtocol?: string
    nodePort?: number
  }[]
  externalIPs?: string[]
  externalName?: string
}

export interface TestServiceMore {
  labels?: Record<string, string>
  ingress?: { ip?: string; hostname?: string }[]
}

/** A Service `namespace/name` as the API sends it. Its uid is its name, its resourceVersion a new one. */
export function apiService(
  key: string,
  spec: TestServiceSpec = { type: 'ClusterIP', ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
  { labels, ingress }: TestServiceMore = {},
): ApiService {
  const object: unknown = {
    metadata: { ...identity(key), ...(labels && { labels }) },
    spec,
    ...(ingress && { status: { loadBalancer: { ingress } } }),
  }
  return object as ApiService
}

/**
 * An EndpointSlice `namespace/name` of a Service, if any.
 *
 * @param endpoints pod uid → readiness; null leaves the condition out
 * @param ports those of the Service and where its pods listen, by name
 */
export function apiSlice(
  key: string,
  service: string | null,
  endpoints: Readonly<Record<string, boolean | null>>,
  addressType: 'IPv4' | 'IPv6' = 'IPv4',
  ports: readonly { name: string; port?: number }[] = [],
): ApiEndpointSlice {
  const object: unknown = {
    addressType,
    ports,
    metadata: { ...identity(key), ...(service !== null && { labels: { 'kubernetes.io/service-name': service } }) },
    endpoints: Object.entries(endpoints).map(([uid, ready], index) => ({
      addresses: [addressType === 'IPv4' ? `10.0.0.${index}` : `fd00::${index}`],
      targetRef: { kind: 'Pod', uid },
      ...(ready !== null && { conditions: { ready } }),
    })),
  }
  return object as ApiEndpointSlice
}

function identity(key: string): { namespace: string; name: string; uid: string; resourceVersion: string } {
  const [namespace = '', name = ''] = key.split('/')
  return { namespace, name, uid: name, resourceVersion: String(++version) }
}
