import { schemeOf, type Scheme, type ServicePort } from './service.ts'

/** The last part of a service proxy path before `/proxy`: `[scheme:]name[:port]`. */
export interface ProxySegment {
  /** Empty when the segment names none: the API server then dials plain HTTP. */
  scheme: '' | Scheme
  name: string
  /** A port's name or its number as the Service has it; empty matches only an unnamed port. */
  port: string
}

export interface ClassicPath {
  namespace: string
  segment: ProxySegment
  /** The segment exactly as it stands in the path: RBAC's resourceNames compare it literally. */
  literal: string
  /** The rest, with its leading slash and query; empty when the path ends at `/proxy`. */
  rest: string
}

/**
 * Parses `[scheme:]name[:port]` as the API server does (apimachinery, `SplitSchemeNamePort`): one to three parts, a
 * scheme of http, https or nothing, and a name. Returns undefined for what it would answer with 400.
 */
export function parseProxySegment(text: string): ProxySegment | undefined {
  const parts = text.split(':')
  const [first = '', second = '', third = ''] = parts
  if (parts.length > 3) return undefined
  if (parts.length < 3) return first === '' ? undefined : { scheme: '', name: first, port: second }
  if (first !== '' && first !== 'http' && first !== 'https') return undefined
  return second === '' ? undefined : { scheme: first, name: second, port: third }
}

/** The segment for a Service port: by name where it has one, as kubectl prints it; `https:NAME:` for an unnamed TLS port. */
export function proxySegment(
  name: string,
  port: Pick<ServicePort, 'name' | 'port' | 'appProtocol'>,
  scheme = schemeOf(port),
): string {
  if (scheme === 'https') return `https:${name}:${port.name}`
  return port.name === '' ? name : `${name}:${port.name}`
}

/** `/api/v1/namespaces/NS/services/SEGMENT/proxy`, without a trailing slash. */
export function servicePrefix(namespace: string, segment: string): string {
  return `/api/v1/namespaces/${namespace}/services/${segment}/proxy`
}

const pattern = /^\/api\/v1\/namespaces\/([^/?#]+)\/services\/([^/?#]+)\/proxy(?=$|[/?])(.*)$/s
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

/**
 * Parses the path of a service proxy request. Undefined for every other path, so that nothing but the subresource `services/ID/proxy` is
 * served: the namespace and the Service must be plain DNS labels, and the rest stays below them, so no slash or dot,
 * encoded or not, can lead elsewhere.
 */
export function parseClassicPath(path: string): ClassicPath | undefined {
  const [, namespace, literal, rest] = pattern.exec(path) ?? []
  if (namespace === undefined || literal === undefined || rest === undefined) return undefined
  const segment = parseProxySegment(decodeColons(literal))
  if (!segment || !dnsLabel.test(namespace) || !dnsLabel.test(segment.name)) return undefined
  if (segment.port !== '' && !dnsLabel.test(segment.port)) return undefined
  if (leavesRoot(rest)) return undefined
  return { namespace, segment, literal, rest }
}

/**
 * Whether dots lead a path above its own root. The API server would keep such a path within the Service, but a reverse
 * proxy in front of it may resolve the dots first, encoded ones too, and so ask for something else in the user's name.
 */
export function leavesRoot(path: string): boolean {
  const decoded = path
    .replace(/[?#].*$/s, '')
    .replace(/%2e/gi, '.')
    .replace(/%2f/gi, '/')
    .replace(/%5c/gi, '\\')
    .replace(/%3b/gi, ';')
  let depth = 0
  for (const part of decoded.split(/[/\\]/)) {
    // A parameter (`..;x`) is cut off by some servers before they look at the dots.
    const [name] = part.split(';')
    if (name === '..') depth--
    else if (name !== '' && name !== '.') depth++
    if (depth < 0) return true
  }
  return false
}

/** Browsers and clients may write the colons of a segment as `%3A`; nothing else in it is ever encoded. */
function decodeColons(text: string): string {
  return text.replace(/%3a/gi, ':')
}
