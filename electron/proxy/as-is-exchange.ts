import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { networkFailure } from '../cluster/api-failure.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { rememberExchange } from './exchange.ts'
import { hasOtherCredentials } from './other-credentials.ts'
import { requestHeaders } from './request-headers.ts'
import type { Route } from './route.ts'

export interface AsIsRequest {
  request: IncomingMessage
  cluster: Cluster
  route: Route
  upgrade: boolean
}

/** A classic path goes as it stands, and so does an origin of which only the name is known. */
export async function addressAsIs(asked: AsIsRequest, renewed?: IncomingHttpHeaders): Promise<void> {
  const { request, cluster, route, upgrade } = asked
  const original = renewed ?? request.headers
  const access = cluster.access()
  const upstream = await access.upstream()
  const renew = async (): Promise<boolean> => {
    if (!(await hasOtherCredentials(access, upstream))) return false
    await addressAsIs(asked, original)
    return true
  }
  const ownHost = original.host ?? ''
  const serverHost = upstream.url.host
  const basePath = upstream.url.pathname.replace(/\/$/, '')
  // An L7 proxy in front of the API server, as a URL with a path shows, routes by Host, so it needs its own.
  const keepHost = route.kind === 'origin' && basePath === ''
  const keptAuthorization = original.authorization !== undefined
  request.url = basePath + route.path
  request.headers = requestHeaders(original, {
    credentials: upstream.headers,
    host: keepHost ? ownHost : serverHost,
    clampEncoding: route.kind === 'origin',
    upgrade,
  })
  // For the head of a page in gzip the API server looks for the body, and says 500.
  if (route.kind === 'origin' && request.method === 'HEAD') delete request.headers['accept-encoding']
  rememberExchange(request, {
    transport: 'service-proxy',
    service: `${cluster.id}/${route.namespace}/${route.service}`,
    target: upstream.url.origin,
    agent: upstream.agent,
    rewritten: route.kind === 'origin' ? { prefix: route.prefix, hosts: [ownHost, serverHost] } : undefined,
    listed:
      cluster.state.phase === 'connected' && route.kind === 'origin' && cluster.lists(route.namespace)
        ? false
        : undefined,
    sent: false,
    retried: false,
    keptAuthorization,
    renew: renewed ? undefined : renew,
    // Whoever asks: not every browser says that it is about to show a page, and a program does not mind.
    sandboxed: route.service === '',
    blocked: () => undefined,
    explain: (error) => networkFailure(error, upstream.url.origin).failure,
    remedies: undefined,
    reconsideration: undefined,
  })
}
