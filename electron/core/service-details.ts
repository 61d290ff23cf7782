import { z } from 'zod'
import type { Endpoint, ServiceDetails } from '../../shared/service-details.ts'
import { AccessReviews } from '../cluster/access-review.ts'
import { apiJson } from '../cluster/api-client.ts'
import { apiItems } from '../cluster/api-list.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { TrafficEntry } from '../proxy/traffic/traffic-entry.ts'

/** How long the API server may take, in ms. */
const timeout = 10_000
/** More endpoints than this nobody reads in a panel. */
const endpointLimit = 500
const requestLimit = 20
/** A larger object (characters, as JSON) is shown as JSON. */
const longestYaml = 64_000

const texts = z.record(z.string(), z.string()).catch({})
const fields = z.record(z.string(), z.unknown())
const serviceSchema = z.looseObject({ metadata: fields, spec: fields.optional() })
const sliceSchema = z.looseObject({
  endpoints: z
    .array(
      z.looseObject({
        addresses: z.array(z.string()).catch([]),
        conditions: z.looseObject({ ready: z.boolean().nullish() }).nullish(),
        targetRef: z.looseObject({ kind: z.string().optional(), name: z.string().optional() }).nullish(),
        nodeName: z.string().nullish(),
      }),
    )
    .nullish(),
})

/** Asks the API server about one Service. Rejects with its FailureError when the Service itself cannot be read. */
export async function serviceDetails(
  cluster: Cluster,
  { namespace, name }: { namespace: string; name: string },
  traffic: readonly TrafficEntry[],
): Promise<ServiceDetails> {
  const access = cluster.access()
  const reviews = new AccessReviews(access)
  const review = async (verb: string, resource: string, subresource: string): Promise<boolean | null> =>
    (await reviews.allowed({ namespace, verb, resource, subresource })) ?? null
  const [service, endpoints, portForward, serviceProxy] = await Promise.all([
    apiJson(access, {
      path: `/api/v1/namespaces/${namespace}/services/${name}`,
      signal: AbortSignal.timeout(timeout),
    }),
    endpointsOf(cluster, namespace, name),
    review('create', 'pods', 'portforward'),
    review('get', 'services', 'proxy'),
  ])
  return {
    ...(await describe(service)),
    endpoints,
    access: { portForward, serviceProxy },
    requests: requestsOf(traffic),
  }
}

/** A Service object as a person reads it: without the bookkeeping of its fields, as kubectl leaves that out. */
export async function describe(service: unknown): Promise<Pick<ServiceDetails, 'yaml' | 'labels' | 'selector'>> {
  const { stringify } = await import('yaml')
  const { metadata, ...rest } = serviceSchema.parse(service)
  const { managedFields: _, ...shown } = metadata
  const { apiVersion = 'v1', kind = 'Service', ...others } = rest
  const object = { apiVersion, kind, metadata: shown, ...others }
  // JSON is YAML, too, and written at once: 15,000 ports in YAML's own way hold up main for a third of a second.
  const json = JSON.stringify(object, null, 2)
  return {
    yaml: json.length > longestYaml ? json : stringify(object),
    labels: texts.parse(metadata['labels'] ?? {}),
    selector: texts.parse(rest.spec?.['selector'] ?? {}),
  }
}

async function endpointsOf(cluster: Cluster, namespace: string, name: string): Promise<Endpoint[] | null> {
  const query = new URLSearchParams({ labelSelector: `kubernetes.io/service-name=${name}`, limit: '100' })
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?${query}`
  try {
    return readEndpoints(await apiItems(cluster.access(), { path, signal: AbortSignal.timeout(timeout) }, sliceSchema))
  } catch {
    // They may be closed to this user; the rest does not depend on them.
    return null
  }
}

/** The endpoints of EndpointSlices, those that are not ready first: they are what somebody looks for. */
export function readEndpoints(slices: readonly z.infer<typeof sliceSchema>[]): Endpoint[] {
  const found = slices.flatMap(({ endpoints }) =>
    (endpoints ?? []).map(({ addresses, conditions, targetRef, nodeName }) => ({
      address: addresses[0] ?? '',
      // The API takes an unknown condition for ready.
      ready: conditions?.ready ?? true,
      pod: targetRef?.kind === 'Pod' ? (targetRef.name ?? '') : '',
      node: nodeName ?? '',
    })),
  )
  return found.sort((a, b) => Number(a.ready) - Number(b.ready)).slice(0, endpointLimit)
}

function requestsOf(traffic: readonly TrafficEntry[]): ServiceDetails['requests'] {
  return traffic
    .slice(-requestLimit)
    .reverse()
    .map(({ id, method, path, status, totalMs, failure }) => ({ id, method, path, status, totalMs, failure }))
}
