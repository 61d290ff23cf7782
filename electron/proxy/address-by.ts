import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/profile.ts'
import { networkFailure } from '../cluster/api-failure.ts'
import { forwardHost } from '../forward/forward-agent.ts'
import { listedOf, rememberExchange, type Reconsideration } from './exchange.ts'
import { wantsPage } from './failure-answer.ts'
import { fixedName } from './fixed-name.ts'
import { numbersOf, ownHostOf, toldHost } from './host-names.ts'
import { queryFailure } from './lost-query.ts'
import { namedPlace } from './named-service.ts'
import { hasOtherCredentials } from './other-credentials.ts'
import { maySendUrls, tellUrls, tellUrlsIn, type ToldOrigin } from './own-urls.ts'
import { profileKey, type ListedPort, type Reach } from './reach.ts'
import type { Remedies } from './remedies.ts'
import { requestHeaders } from './request-headers.ts'
import { readSmallBody } from './small-body.ts'
import { tunnelFailure } from './tunnel-failure.ts'
import { refusesPrefixes } from './unrewrite/prefixed-cookie.ts'

export interface OriginRequest {
  request: IncomingMessage
  port: ListedPort
  /** Path and query on the Service. */
  path: string
  upgrade: boolean
}

/** Addresses a request by a profile: where it goes, by what names, and what its exchange knows. */
export async function addressBy(
  reach: Reach,
  asked: OriginRequest,
  profile: Profile,
  original: IncomingHttpHeaders,
  reconsideration: Reconsideration,
  renewed = false,
): Promise<void> {
  const { request, port, upgrade } = asked
  const { cluster, row } = port
  const { scheme, clientScheme } = profile
  const ownHost = ownHostOf(original)
  const host = toldHost(original, port, profile)
  const told = clientScheme ?? scheme
  const origin = { from: `http://${ownHost}`, to: `${told}://${host}` }
  const key = profileKey(cluster.id, row, port.port)
  // Behind TLS an application writes https, which the browser would not find here.
  const renamed = host !== ownHost || told !== 'http'
  const path = renamed ? tellQuery(asked.path, origin) : asked.path
  const body = renamed ? await tellBody(request, original, origin) : undefined
  const sent = body ? { ...original, 'content-length': String(body.length) } : original
  const local = renamed ? { host, own: ownHost } : fixedName(reach, asked, profile, ownHost)
  const names = {
    ...(local && { local }),
    prefixless: refusesPrefixes(original['user-agent'], reach.prefixless),
    elsewhere: (url: URL) =>
      namedPlace({ cluster, namespace: row.namespace, service: row.name }, url, request.socket.localPort ?? 80)?.url,
    service: { name: row.name, namespace: row.namespace, ports: numbersOf(port), scheme: told },
  }
  const blocked = (failure: Failure): void => reach.block(port, failure, profile.set)
  const remedies = (failure: Failure): Remedies =>
    reach.offers.for(request, failure, port, key, wished(reach, key, profile))
  const service = `${cluster.id}/${row.key}`
  const common = {
    service,
    blocked,
    remedies,
    listed: listedOf(row),
    body,
    sent: false,
    retried: false,
    reconsideration,
  }
  if (profile.transport === 'port-forward') {
    const { agents, ref } = reach.tunnels(port)
    request.url = path
    request.headers = requestHeaders(sent, {
      credentials: {},
      host,
      clientScheme,
      tunnel: true,
      origin,
      // What scripts read is mostly passed on as it is: it keeps its encoding.
      clampEncoding: local !== undefined && (local.found === undefined || wantsPage(request)),
      upgrade,
    })
    rememberExchange(request, {
      ...common,
      transport: 'port-forward',
      target: `${scheme}://${forwardHost(ref)}`,
      agent: agents[scheme],
      rewritten: { prefix: '', hosts: [ownHost, host], ...names },
      keptAuthorization: false,
      renew: undefined,
      explain: (error) => tunnelFailure(error, row.key),
    })
    return
  }
  const access = cluster.access()
  const upstream = await access.upstream()
  const { url, agent, headers } = upstream
  const renew = async (): Promise<boolean> => {
    if (!(await hasOtherCredentials(access, upstream))) return false
    await addressBy(reach, asked, profile, original, reconsideration, true)
    return true
  }
  const basePath = url.pathname.replace(/\/$/, '')
  const prefix = servicePrefix(row.namespace, proxySegment(row.name, port.port, scheme))
  request.url = basePath + prefix + path
  request.headers = requestHeaders(sent, {
    credentials: headers,
    // An L7 proxy in front of the API server, as a URL with a path shows, routes by Host, so it needs its own.
    host: basePath === '' ? host : url.host,
    origin: basePath === '' ? origin : { ...origin, to: `${told}://${url.host}` },
    clientScheme,
    clampEncoding: true,
    upgrade,
  })
  // For the head of a page in gzip the API server looks for the body, and says 500.
  if (request.method === 'HEAD') delete request.headers['accept-encoding']
  rememberExchange(request, {
    ...common,
    transport: 'service-proxy',
    target: url.origin,
    agent,
    rewritten: { prefix, hosts: [ownHost, host, url.host], ...names },
    keptAuthorization: original.authorization !== undefined,
    ...(upgrade &&
      path.includes('?') && {
        withoutQuery: {
          refused: (how) => {
            if (reach.queries.refused(key)) blocked(queryFailure(how))
            else reach.socketLost(port)
          },
          taken: () => reach.queries.forget(key),
        },
      }),
    renew: renewed ? undefined : renew,
    explain: (error) => networkFailure(error, url.origin).failure,
  })
}

/** Path and query for the application. Its path holds no URLs but such as it has put there itself. */
function tellQuery(path: string, origin: ToldOrigin): string {
  const at = path.indexOf('?')
  return at < 0 ? path : path.slice(0, at) + tellUrls(path.slice(at), origin)
}

/** The body for the application, where it holds URLs of its own and is another one therefore. */
async function tellBody(
  request: IncomingMessage,
  original: IncomingHttpHeaders,
  origin: ToldOrigin,
): Promise<Buffer | undefined> {
  const body = maySendUrls(original) ? await readSmallBody(request) : undefined
  if (!body) return undefined
  // Bytes are read as Latin-1, one character each, so whatever the encoding is, nothing else changes.
  const said = body.toString('latin1')
  const told = tellUrlsIn(said, original['content-type'] ?? '', origin)
  return told === said ? undefined : Buffer.from(told, 'latin1')
}

/** A profile with what is wished by now: what was tried in vain is no part of it. */
export const wished = (reach: Reach, key: string, profile: Profile): Profile => ({
  ...profile,
  set: reach.profiles.record(key).set,
})
