import { type OriginTarget, originUrl } from '../../shared/origin.ts'
import { isOpenable, portId, preferredPort, type ServiceRow } from '../../shared/service.ts'

/** Where a name of the cluster's DNS is looked up. */
interface From {
  cluster: { id: string; store: { row: (namespace: string, name: string) => ServiceRow | undefined } }
  /** In which a bare name is that of a Service. */
  namespace: string
}

/** A page of another Service. */
export interface NamedPlace {
  target: OriginTarget
  url: string
}

/**
 * Where a URL leads that names a Service as the cluster's DNS does, which no browser here asks: dashboards link to each
 * other so. Undefined where the cluster lists none by that name and port.
 */
export function namedPlace({ cluster, namespace }: From, url: URL, listenerPort: number): NamedPlace | undefined {
  const name = parseClusterName(url.hostname, namespace)
  const row = name && cluster.store.row(name.namespace, name.service)
  const number = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const port = row?.ports.find((each) => each.port === number && isOpenable(row, each))
  if (!row || !port) return undefined
  const target = { cluster: cluster.id, ...name, port: port === preferredPort(row) ? '' : portId(port) }
  return { target, url: originUrl(target, listenerPort).slice(0, -1) + url.pathname + url.search + url.hash }
}

/** `SERVICE[.NAMESPACE[.svc[.cluster.local]]]` (Kubernetes, *DNS for Services and Pods*). */
function parseClusterName(host: string, own: string): { service: string; namespace: string } | undefined {
  const [, service, namespace = own] =
    /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?)?$/.exec(host) ?? []
  return service === undefined || service === 'localhost' ? undefined : { service, namespace }
}
