import { sha256 } from '@noble/hashes/sha2'

/** Where an origin leads: a Service of a cluster, and the port where the origin names one. */
export interface OriginTarget {
  /** See `clusterLabel`. */
  cluster: string
  namespace: string
  service: string
  /** A port's name or number; empty lets the cluster choose the Service's preferred port. */
  port: string
}

/** A host name that leads to a Service. */
export interface OriginName {
  target: OriginTarget
  /** Whether it is the Service's own origin, or only a short name for it, on which no page may run. */
  kind: 'own' | 'short'
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** As many as a second Service with the same label would take 2^60 tries to be named. */
const siteLength = 12
const siteDigits = 'abcdefghijklmnopqrstuvwxyz234567'
const siteLabel = /^[a-z2-7]{12}$/

/** A page makes many requests to one name, and a hash costs more than all else that is looked at. */
const sites = new Map<string, string>()
const maxSites = 10_000

/**
 * The host name of a Service's own origin: `[PORT.]SERVICE.NAMESPACE.CLUSTER.SITE.localhost`, without the listener's port.
 * SITE depends on nothing but cluster, namespace and Service. It stands where browsers look for the site of a host (the
 * label before `localhost`, which counts as a public suffix), so that Services are cross-site to one another: none can
 * set a cookie for another, and `SameSite` holds between them.
 */
export function originHost(target: OriginTarget): string {
  const { cluster, namespace, service, port } = target
  const host = `${service}.${namespace}.${cluster}.${siteOf(target)}.localhost`
  return port === '' ? host : `${port}.${host}`
}

/** The URL of a Service's own origin, with a trailing slash. */
export function originUrl(target: OriginTarget, listenerPort: number): string {
  return `http://${originHost(target)}:${listenerPort}/`
}

/**
 * Parses a host name (without port) by the grammar of {@link originHost}, or by the short one, `[PORT.]SERVICE.NAMESPACE.CLUSTER.localhost`,
 * which a person can write by heart; host names are case-insensitive. Undefined for anything else, so the caller can
 * refuse it: a trailing dot, an IP address and a foreign domain among them.
 */
export function parseOriginHost(host: string): OriginName | undefined {
  const labels = host.toLowerCase().split('.')
  if (labels.pop() !== 'localhost' || labels.length < 3 || labels.length > 5) return undefined
  if (!labels.every((label) => dnsLabel.test(label))) return undefined
  const own = labels.length > 3 ? targetOf(labels.slice(0, -1)) : undefined
  if (own && siteOf(own) === labels.at(-1)) return { target: own, kind: 'own' }
  return labels.length < 5 ? { target: targetOf(labels), kind: 'short' } : undefined
}

/**
 * An own origin whose SITE is not that of its Service reads as a short name with a port, of a cluster that is called like
 * the SITE: what it was meant to name. Undefined for any other target.
 */
export function meantBy({ cluster, namespace, service, port }: OriginTarget): OriginTarget | undefined {
  if (port === '' || !siteLabel.test(cluster)) return undefined
  return { cluster: namespace, namespace: service, service: port, port: '' }
}

/** A URL on a Service's own origin, where it was on a short name for it; any other as it is. */
export function onOwnOrigin(url: URL): URL {
  const name = parseOriginHost(url.hostname)
  if (name?.kind !== 'short') return url
  const own = new URL(url)
  own.hostname = originHost(name.target)
  return own
}

function targetOf(labels: readonly string[]): OriginTarget {
  const [cluster = '', namespace = '', service = '', port = ''] = labels.toReversed()
  return { cluster, namespace, service, port }
}

function siteOf({ cluster, namespace, service }: OriginTarget): string {
  const name = `${cluster}/${namespace}/${service}`
  const known = sites.get(name)
  if (known !== undefined) return known
  const bytes = sha256(name)
  const site = Array.from({ length: siteLength }, (_, at) => siteDigits[(bytes[at] ?? 0) % siteDigits.length]).join('')
  if (sites.size >= maxSites) sites.clear()
  sites.set(name, site)
  return site
}
