import type { Endpoint } from '../api/objects.ts'
import { endpointSlices, pods, services } from '../api/resources.ts'
import { badRequest, notFound, serviceUnavailable } from '../api/status.ts'
import type { Store } from '../api/store.ts'
import { parseServiceSegment, portNumber } from './service-segment.ts'

/** Where a proxied request goes. */
export interface ProxyTarget {
  readonly tls: boolean
  /** The pod's address and port. */
  readonly ip: string
  readonly port: number
}

/**
 * Chooses a ready endpoint of a Service at random, as Kubernetes 1.37 does (pkg/registry/core/service/storage, pkg
 * util/proxy). Throws 400 for a malformed segment, 404 for a numbered port of an unknown Service, 503 where there is no
 * such port or no ready endpoint that is a pod.
 */
export function resolveService(
  store: Store,
  namespace: string,
  segment: string,
  random: () => number = Math.random,
): ProxyTarget {
  const parsed = parseServiceSegment(segment)
  if (!parsed) throw badRequest(`invalid service request ${JSON.stringify(segment)}`)
  const { name, scheme } = parsed
  const portName = portNameOf(store, namespace, name, parsed.port)

  const slices = store.list(endpointSlices).filter(isSliceOf(namespace, name))
  for (const { endpoints, ports } of slices) {
    const port = ports.find((candidate) => candidate.name === portName)
    if (!port) continue
    const start = Math.floor(random() * endpoints.length)
    const fromStart = [...endpoints.slice(start), ...endpoints.slice(0, start)]
    const chosen = fromStart.find(
      (endpoint) => endpoint.conditions.ready !== false && isPod(store, namespace, endpoint),
    )
    if (chosen) return { tls: scheme === 'https', ip: chosen.addresses[0], port: port.port }
  }
  throw serviceUnavailable(`no endpoints available for service ${JSON.stringify(name)}`)
}

/** A number means the Service's own port; anything else must be the port's name, also when empty. */
function portNameOf(store: Store, namespace: string, name: string, port: string): string {
  const number = portNumber(port)
  if (number === undefined) return port
  const service = store.get(services, namespace, name)
  if (!service) throw notFound(services, name)
  const found = service.spec.ports?.find((candidate) => candidate.port === number)
  if (!found) throw serviceUnavailable(`no service port ${number} found for service ${JSON.stringify(name)}`)
  return found.name ?? ''
}

const isSliceOf =
  (namespace: string, service: string) =>
  ({ metadata }: { metadata: { namespace?: string; labels?: Readonly<Record<string, string>> } }): boolean =>
    metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === service

/** Only addresses that are pods are proxied to: not those of selectorless Services, nor of default/kubernetes. */
function isPod(store: Store, namespace: string, { addresses, targetRef }: Endpoint): boolean {
  if (targetRef?.namespace !== namespace) return false
  const pod = store.get(pods, namespace, targetRef.name)
  return pod?.status.podIPs.some(({ ip }) => ip === addresses[0]) ?? false
}
