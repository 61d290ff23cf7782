import { failure, type Failure } from '../../shared/failure.ts'
import { parseOriginHost, type OriginTarget } from '../../shared/origin.ts'

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
  /** `Sec-Purpose`: what is fetched before anybody asked for it says so. */
  purpose: string | undefined
  /** The port that the request came in on. */
  listenerPort: number
}

/** Which of our names a request was sent to. */
export type Name = { kind: 'loopback' } | { kind: 'origin'; target: OriginTarget }

export type Verdict = { ok: true; name: Name } | { ok: false; status: number; failure: Failure }

/** The methods that the API server's service proxy knows. */
const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Decides whether a request may pass at all: sent to one of our own names (so no rebound DNS name gets in), with a plain
 * path, by a program, by a page of the same origin, or by somebody who followed a link.
 */
export function guard(request: GuardedRequest): Verdict {
  const name = nameOf(request)
  if (!name) {
    return refuse(403, failure('host-refused', `Porthole does not serve the host "${request.host ?? ''}".`))
  }
  if (!methods.has(request.method)) {
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
  return { ok: true, name }
}

function refuse(status: number, why: Failure): Verdict {
  return { ok: false, status, failure: why }
}

function nameOf({ host, listenerPort }: GuardedRequest): Name | undefined {
  const suffix = `:${listenerPort}`
  if (!host?.endsWith(suffix)) return undefined
  const name = host.slice(0, -suffix.length).toLowerCase()
  if (name === '127.0.0.1' || name === 'localhost' || name === '[::1]') return { kind: 'loopback' }
  const target = parseOriginHost(name)
  return target && { kind: 'origin', target }
}

/**
 * Browsers say who asks (Fetch Metadata, and Origin before it); programs say nothing. `same-site` is a sibling Service
 * or another listener on this computer, so it is as foreign as `cross-site`.
 */
function sameSite({ method, host, origin, site, mode, dest, purpose }: GuardedRequest): boolean {
  if (site === 'same-origin' || site === 'none') return true
  if (site !== undefined) {
    // Speculation rules of a foreign page look like a link, but nobody has clicked.
    if (purpose?.toLowerCase().includes('prefetch')) return false
    // A link that somebody clicked or a redirect that brought them here; a form post or a frame is not.
    return mode === 'navigate' && dest === 'document' && (method === 'GET' || method === 'HEAD')
  }
  return origin === undefined || origin.toLowerCase() === `http://${host ?? ''}`.toLowerCase()
}
