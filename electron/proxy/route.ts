import { defaultMode, type ClusterMode } from '../../shared/cluster-mode.ts'
import { isServedApiPath } from './mode.ts'
import { leavesRoot, parseClassicPath, proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import { failure, type Failure } from '../../shared/failure.ts'
import type { OriginTarget } from '../../shared/origin.ts'
import {
  isOpenable,
  preferredPort,
  schemeOf,
  type Scheme,
  type ServicePort,
  type ServiceRow,
} from '../../shared/service.ts'

/** Where a request goes below the API server's URL, and what must be undone on the way back. */
export interface Route {
  kind: 'classic' | 'origin'
  namespace: string
  service: string
  /** Path and query for the API server. */
  path: string
  /** `/api/v1/…/proxy` without a trailing slash: what the API server puts before the application's own paths. */
  prefix: string
  /** The Service's port; undefined on a classic path, and where the Service is not in the list. */
  port: ServicePort | undefined
}

export type Routing = { ok: true; route: Route } | { ok: false; status: number; failure: Failure }

/** A service proxy path whose segment, in the grammar or not, leads nowhere else: no dot, no slash, no escape but a colon's. */
const proxyPath = /^(\/api\/v1\/namespaces\/([a-z0-9-]+)\/services\/((?:[\w:-]|%3[Aa])+)\/proxy)(?=$|[/?])/

/**
 * The route of a classic path, which goes on as it came; everything but the service proxy is refused, unless the whole
 * API is served. What the API server
 * answers with 400 goes there too, so that it says so in its own words.
 */
export function classicRoute(target: string, { wholeApi }: ClusterMode = defaultMode): Routing {
  if (wholeApi && !leavesRoot(target) && isServedApiPath(target)) {
    return {
      ok: true,
      route: { kind: 'classic', namespace: '', service: '', path: target, prefix: '', port: undefined },
    }
  }
  const [, prefix, namespace, literal] = proxyPath.exec(target) ?? []
  if (prefix === undefined || namespace === undefined || literal === undefined) return refused(target)
  if (leavesRoot(target.slice(prefix.length))) return refused(target)
  const service = parseClassicPath(target)?.segment.name ?? literal
  return { ok: true, route: { kind: 'classic', namespace, service, path: target, prefix, port: undefined } }
}

/**
 * The route of a path on a Service's origin.
 *
 * @param row the Service as the cluster lists it; undefined when it is not in the list, which is then not an error: the
 * user may be allowed to reach a Service but not to list it, and the API server knows best
 * @param scheme what the port speaks, where that is known better than by its name
 */
export function originRoute(
  { namespace, service, port }: OriginTarget,
  target: string,
  row: ServiceRow | undefined,
  scheme?: Scheme,
): Routing {
  if (leavesRoot(target)) return refused(target)
  const found = row && portOf(row, port)
  if (found && 'code' in found) return { ok: false, status: 404, failure: found }
  // Of a port that is not listed its name or number is all there is to guess its scheme from.
  const known = found ?? { name: port, port: Number(port), appProtocol: '' }
  const segment = proxySegment(service, known, scheme ?? schemeOf(known))
  const prefix = servicePrefix(namespace, segment)
  const path = target === '*' ? '/' : target
  return { ok: true, route: { kind: 'origin', namespace, service, path: prefix + path, prefix, port: found } }
}

function portOf(row: ServiceRow, port: string): ServicePort | Failure {
  if (row.type === 'ExternalName')
    return failure('not-proxied', `${row.key} is an ExternalName, for ${row.external.join(', ') || 'no host'}.`)
  const named = row.ports.filter((candidate) => candidate.name === port || String(candidate.port) === port)
  // A number may stand for UDP and TCP.
  const found = port === '' ? preferredPort(row) : (named.find((candidate) => isOpenable(row, candidate)) ?? named[0])
  const known = row.ports
    .map(({ name, port: number }) => (name === '' ? String(number) : `${name} (${number})`))
    .join(', ')
  if (!found) {
    const message =
      port === '' ? `${row.key} has no TCP port.` : `${row.key} has no port "${port}"; it has ${known || 'none'}.`
    return failure('no-such-port', message)
  }
  if (!isOpenable(row, found)) return failure('not-http', `Port ${found.port} of ${row.key} is ${found.protocol}.`)
  return found
}

function refused(target: string): Routing {
  return { ok: false, status: 403, failure: failure('path-refused', `Porthole does not serve ${pathOf(target)}`) }
}

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '').slice(0, 200)
}
