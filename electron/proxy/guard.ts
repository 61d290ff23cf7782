import { failure, type Failure } from '../../shared/failure.ts'
import { originHost, parseOriginHost, type OriginTarget } from '../../shared/origin.ts'
import { originMethods, proxyMethods } from './methods.ts'

/** What the guard looks at. Header values are undefined where the header is absent. */
export interface GuardedRequest {
  method: string
  /** The request target exactly as it came. */
  target: string
  host: string | undefined
  origin: string | undefined
  site: string | undefined
  mode: string | undefined
  dest: string | undefined
  /** `Sec-Purpose`, or an older name for it: what is fetched before anybody asked for it says so. */
  purpose: string | undefined
  /** Our own window says that a page of this very host asks, of which the browser says nothing: a sandboxed one. */
  ownFrame?: boolean
  /** The port that the request came in on. */
  listenerPort: number
}

/** Which of our names a request was sent to. */
export type Name = { kind: 'loopback' } | { kind: 'origin'; target: OriginTarget }

export type Verdict =
  | { ok: true; name: Name }
  /** A browser came to a short name: its page belongs on the Service's own origin, whose host this is, without a port. */
  | { ok: true; host: string }
  | { ok: false; status: number; failure: Failure }

/**
 * Decides whether a request may pass at all: sent to one of our own names (so no rebound DNS name gets in), with a plain
 * path, by a program, by a page of the same origin, or by somebody who followed a link.
 */
export function guard(request: GuardedRequest): Verdict {
  const { name, short } = nameOf(request)
  if (!name) {
    return refuse(403, failure('host-refused', `Porthole does not serve the host "${request.host ?? ''}".`))
  }
  if (!(name.kind === 'origin' ? originMethods : proxyMethods).has(request.method)) {
    return refuse(405, failure('method-refused', `${request.method} is not proxied.`))
  }
  // Absolute-form and authority-form targets would let a client name another host than the one that was checked.
  if (!request.target.startsWith('/') && !(request.target === '*' && request.method === 'OPTIONS')) {
    return refuse(400, failure('path-refused', 'The request target must be a path.'))
  }
  if (!sameSite(request)) {
    return refuse(403, failure('site-refused', `A page of ${request.origin ?? 'another site'} asked for this.`))
  }
  // All classic URLs share an origin: a worker of one Service would see, and could answer, the requests to every other.
  if (name.kind === 'loopback' && request.dest === 'serviceworker') {
    return refuse(403, failure('site-refused', 'A service worker cannot be installed on a classic URL.'))
  }
  if (name.kind === 'origin' && short && request.site !== undefined) {
    // The short names of a namespace are one site: a page on one could set cookies for all the others.
    if (isVisit(request)) return { ok: true, host: originHost(name.target) }
    return refuse(403, failure('site-refused', `Pages are served at ${originHost(name.target)} only.`))
  }
  return { ok: true, name }
}

function refuse(status: number, why: Failure): Verdict {
  return { ok: false, status, failure: why }
}

function nameOf({ host, listenerPort }: GuardedRequest): { name: Name | undefined; short: boolean } {
  const name = withoutPort(host ?? '', listenerPort)?.toLowerCase()
  if (name === undefined) return { name: undefined, short: false }
  if (name === '127.0.0.1' || name === 'localhost' || name === '[::1]') {
    return { name: { kind: 'loopback' }, short: false }
  }
  const origin = parseOriginHost(name)
  return { name: origin && { kind: 'origin', target: origin.target }, short: origin?.kind === 'short' }
}

/** A browser leaves HTTP's own port out. */
function withoutPort(host: string, port: number): string | undefined {
  const suffix = `:${port}`
  if (host.endsWith(suffix)) return host.slice(0, -suffix.length)
  return port === 80 ? host : undefined
}

/**
 * Browsers say who asks (Fetch Metadata, and Origin before it); programs say nothing. `same-site` is a sibling Service
 * or another listener on this computer, so it is as foreign as `cross-site`.
 */
function sameSite(request: GuardedRequest): boolean {
  const { host, origin, site, purpose, ownFrame } = request
  if (site === 'same-origin' || ownFrame === true) return true
  // What the speculation rules of a foreign page ask for looks like a link, or (in Chromium) like an address that was
  // typed; but nobody has clicked or typed anything. A browser asks again when somebody does.
  if (purpose?.toLowerCase().includes('prefetch')) return false
  if (site === 'none') return true
  if (site !== undefined) return isVisit(request)
  return origin === undefined || origin.toLowerCase() === `http://${host ?? ''}`.toLowerCase()
}

/** A link that somebody clicked, an address that they typed, or a redirect that brought them here; a form post or a frame is not. */
function isVisit({ method, mode, dest }: GuardedRequest): boolean {
  return mode === 'navigate' && dest === 'document' && (method === 'GET' || method === 'HEAD')
}
