/** What the API server did to an application's URLs, and under which name the browser knows the application. */
export interface Rewritten {
  /** `/api/v1/…/proxy`, without a trailing slash. */
  prefix: string
  /** Host names with port that all mean this origin: the browser's own, and the API server's where it was sent that. */
  hosts: readonly string[]
  /** A name by which the application may call itself in its absolute URLs, and that of its origin. */
  local?: LocalName
  /** The application as its cluster knows it. */
  service?: KnownService
  /** Where a URL leads that names another Service of the cluster; undefined for any other. */
  elsewhere?: (url: URL) => string | undefined
  /** The browser refuses `__Host-` and `__Secure-` here: see prefixed-cookie.ts. */
  prefixless?: boolean
}

export interface LocalName {
  /** The Host that it was told, where that is another one; else how it would be reached on its own computer. */
  host: string
  own: string
  /** Called where it turns out to go by that name, though it was told another one. */
  found?: () => void
}

/** What the names are made of under which an application believes itself to be reached. */
export interface KnownService {
  name: string
  namespace: string
  /** The Service's own, and that of its pods. */
  ports: readonly number[]
  scheme: 'http' | 'https'
}

const absolute = /^([a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)(.*)$/is

/**
 * Whether an origin is one by which an application knows itself from its settings, and no browser here finds it: on its own
 * computer, or in its cluster.
 */
function isOwnName(scheme: string, host: string, { name, namespace, ports, scheme: spoken }: KnownService): boolean {
  const [, hostname, number = scheme === 'https:' ? '443' : '80'] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  if (scheme !== `${spoken}:` || !ports.includes(Number(number)) || hostname === undefined) return false
  const inNamespace = `${name}.${namespace}`
  const names = ['localhost', '127.0.0.1', name, inNamespace, `${inNamespace}.svc`, `${inNamespace}.svc.cluster.local`]
  return names.includes(hostname)
}

/**
 * A Location as the application meant it: relative to its own root. The API server puts its prefix before paths and keeps
 * scheme and host where the host is the one that it was asked under, whatever the scheme: an application that believes
 * itself behind TLS says https.  A foreign
 * host is left alone, unless it is another Service's name in the cluster.
 */
export function unrewriteLocation(location: string, { prefix, hosts, service, elsewhere }: Rewritten): string {
  const [, scheme = '', host, rest] = absolute.exec(location) ?? []
  // Through a tunnel nothing was put before a path.
  if (host === undefined && prefix === '') return location
  const named = host?.toLowerCase()
  if (named !== undefined && !hosts.some((own) => own.toLowerCase() === named)) {
    if (!service || !isOwnName(scheme.toLowerCase(), named, service)) {
      return (URL.canParse(location) && elsewhere?.(new URL(location))) || location
    }
  }
  const path = rest === undefined ? location : rest.startsWith('/') ? rest : `/${rest}`
  const own = withoutPrefix(path, prefix)
  // A path that begins with two slashes would be read as another host.
  return /^\/[/\\]/.test(own) ? `/.${own}` : own
}

/** The path without the prefix; `/` when nothing else is left. */
export function withoutPrefix(path: string, prefix: string): string {
  if (!path.startsWith(prefix)) return path === '' ? '/' : path
  const rest = path.slice(prefix.length)
  if (rest === '' || rest.startsWith('?') || rest.startsWith('#')) return `/${rest}`
  return rest.startsWith('/') ? rest : path
}
