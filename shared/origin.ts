/** Where an origin leads: a Service of a cluster, and the port where the origin names one. */
export interface OriginTarget {
  /** See `clusterLabel`. */
  cluster: string
  namespace: string
  service: string
  /** A port's name or number; empty lets the cluster choose the Service's preferred port. */
  port: string
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** The host name of a Service's own origin: `[PORT.]SERVICE.NAMESPACE.CLUSTER.localhost`, without the listener's port. */
export function originHost(target: OriginTarget): string {
  const labels = [target.service, target.namespace, target.cluster, 'localhost']
  return (target.port === '' ? labels : [target.port, ...labels]).join('.')
}

/** The URL of a Service's own origin, with a trailing slash. */
export function originUrl(target: OriginTarget, listenerPort: number): string {
  return `http://${originHost(target)}:${listenerPort}/`
}

/**
 * Parses a host name (without port) by the grammar of {@link originHost}; host names are case-insensitive. Undefined for
 * anything else, so the caller can refuse it: a trailing dot, an IP address and a foreign domain among them.
 */
export function parseOriginHost(host: string): OriginTarget | undefined {
  const labels = host.toLowerCase().split('.')
  if (labels.pop() !== 'localhost' || labels.length < 3 || labels.length > 4) return undefined
  if (!labels.every((label) => dnsLabel.test(label))) return undefined
  const [cluster = '', namespace = '', service = '', port = ''] = labels.reverse()
  return { cluster, namespace, service, port }
}
