import { type OriginTarget, originUrl, parseOriginHost } from '../../shared/origin.ts'
import { isOpenable, portId, preferredPort, type ServicePort, type ServiceRow } from '../../shared/service.ts'

/** Where a name of the cluster's DNS is looked up. */
interface From {
  cluster: { id: string; store: { row: (namespace: string, name: string) => ServiceRow | undefined } }
  /** In which a bare name is that of a Service. */
  namespace: string
  /** Whose page or answer has the name. */
  service: string
}

/** A page of another Service. */
export interface NamedPlace {
  target: OriginTarget
  url: string
}

/**
 * Where a URL leads that names a Service as the cluster's DNS does, which no browser here asks: dashboards link to each
 * other so. The same for another port of its own host, by which an application names what it serves there itself (MinIO its
 * console). Undefined where the cluster lists none by that name and port.
 */
export function namedPlace(from: From, url: URL, listenerPort: number): NamedPlace | undefined {
  const number = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const { cluster, namespace } = from
  const own = number === listenerPort ? undefined : ownName(from, url.hostname)
  const name = own ?? parseClusterName(url.hostname, namespace)
  const row = name && cluster.store.row(name.namespace, name.service)
  // An application knows the ports that it listens on.
  const numbers = (each: ServicePort) => (name === own ? [each.port, each.targetPort] : [each.port])
  const port = row?.ports.find((each) => numbers(each).includes(number) && isOpenable(row, each))
  if (!row || !port) return undefined
  const { namespace: within, name: service } = row
  const target = {
    cluster: cluster.id,
    namespace: within,
    service,
    port: port === preferredPort(row) ? '' : portId(port),
  }
  return { target, url: originUrl(target, listenerPort).slice(0, -1) + url.pathname + url.search + url.hash }
}

/** A Service by the host of its origin, or as one calls oneself. */
function ownName({ cluster, namespace, service }: From, host: string): Pick<From, 'namespace' | 'service'> | undefined {
  if (host === 'localhost' || host === '127.0.0.1') return { namespace, service }
  const target = parseOriginHost(host)?.target
  return target?.cluster === cluster.id ? target : undefined
}

/** `SERVICE[.NAMESPACE[.svc[.cluster.local]]]` (Kubernetes, *DNS for Services and Pods*). */
function parseClusterName(host: string, own: string): { service: string; namespace: string } | undefined {
  const [, service, namespace = own] =
    /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?)?$/.exec(host) ?? []
  return service === undefined || service === 'localhost' ? undefined : { service, namespace }
}
