import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import { type Failure, failure as newFailure } from '../../shared/failure.ts'
import type { Profile } from '../../shared/profile.ts'
import { networkFailure } from '../cluster/api-failure.ts'
import { wantsPage } from './failure-answer.ts'
import { fixedName } from './fixed-name.ts'
import { localHost, numbersOf, ownHostOf, toldHost } from './host-names.ts'
import { forwardHost } from '../forward/forward-agent.ts'
import { exchangeIfAny, listedOf, rememberExchange, type Reconsideration } from './exchange.ts'
import {
  insistsOnLocalhost,
  insistsOnTls,
  isUnread,
  mayBeDoubtful,
  mayBeDoubtfulChange,
  mayBeDoubtfulUpgrade,
  nextTry,
  type Outcome,
  type Try,
} from './profile/next-try.ts'
import { hasOtherCredentials } from './other-credentials.ts'
import { proxyMethods } from './methods.ts'
import { profileKey, type ListedPort, type Reach } from './reach.ts'
import { rememberPath, type Remedies } from './remedies.ts'
import { isRepeatable } from './repeatable.ts'
import { requestHeaders } from './request-headers.ts'
import { queryFailure } from './lost-query.ts'
import { keepSmallBody, keptBody } from './small-body.ts'
import { isApplicationsOwn, tunnelFailure } from './tunnel-failure.ts'
import { refusesPrefixes, withPrefixes } from './unrewrite/prefixed-cookie.ts'

/** More tries than there are axes to turn, there and back, would be a mistake of ours. */
const maxTries = 6

/** Why a page, or a request, can't work, and what can be done about it. */
export interface Blocked {
  status: number
  failure: Failure
  remedies: () => Remedies
}

interface OriginRequest {
  request: IncomingMessage
  port: ListedPort
  /** Path and query on the Service. */
  path: string
  upgrade: boolean
}

/**
 * Addresses a request on a Service's origin by the profile of its port, and anew when that brings no good answer. Returns
 * why a request can't work; a page, once, when something that its scripts asked for had to be kept from the application.
 */
export async function addressOrigin(reach: Reach, asked: OriginRequest): Promise<Blocked | undefined> {
  const { request, port, upgrade } = asked
  rememberPath(request)
  let original = namedCookies(request.headers, reach.prefixless)
  const key = profileKey(port.cluster.id, port.row, port.port)
  const repeatable = isRepeatable(request)
  const kind = upgrade ? 'upgrade' : repeatable ? 'page' : 'change'
  const tries: Try[] = []
  let profile = await reach.profile(port, needsTunnel(asked))
  const blockedBy = (status: number, why: Failure): Blocked => ({
    status,
    failure: why,
    remedies: () => reach.offers.for(request, why, port, key, wished(reach, key, profile)),
  })
  if (wantsPage(request)) reach.queries.forget(key)
  const failure = wantsPage(request) ? reach.takeBlock(port) : undefined
  if (failure) return blockedBy(403, failure)
  if (profile.transport === 'service-proxy' && !isProxied(request)) {
    const why = `The service proxy does not carry ${request.method ?? ''}. ${profile.reasons[0] ?? ''}`
    return blockedBy(405, newFailure('method-refused', why))
  }
  const insists = (status: number, location: string | undefined): boolean => {
    if (profile.scheme !== 'http') return false
    // The API server puts its prefix before the path.
    const prefix = exchangeIfAny(request)?.rewritten?.prefix ?? ''
    const host = toldHost(original, port, profile)
    return ['', prefix].some((before) => insistsOnTls(status, location, host, before + asked.path))
  }
  const insistsOnLocal = (status: number, location: string | undefined): boolean =>
    profile.host === 'own' && insistsOnLocalhost(status, location, localHost(port, profile.scheme), asked.path)
  /** The API server can't pass on what it would rewrite: asks for all of it, or through a tunnel, from now on too. */
  const passWhole = async (): Promise<boolean> => {
    if (isConditional(original)) {
      original = unconditional(original)
      await address()
      return true
    }
    if (profile.set.transport) return false
    reach.profiles.learn(key, { transport: 'port-forward' })
    const { transport } = await reach.profile(port)
    if (transport !== 'port-forward' || tries.some((each) => each.profile.transport === transport)) return false
    profile = { ...profile, transport }
    await address()
    return true
  }
  /** What one answer that an application breaks off says of its tunnel shows when the service proxy brings it. */
  let silence: Failure | undefined
  const reconsideration: Reconsideration = {
    doubts: (head) => {
      if (kind === 'page' && insists(head.status, head.location)) return true
      if (kind === 'page' && insistsOnLocal(head.status, head.location)) return true
      if (tries.length === 0 && profile.host !== 'own') return false
      if (kind === 'change') return tries.length === 0 && keptBody(request) !== undefined && mayBeDoubtfulChange(head)
      return kind === 'page' ? mayBeDoubtful(head, asked.path) : tries.length > 0 || mayBeDoubtfulUpgrade(head)
    },
    answered: (status) => {
      reach.profiles.settle(key, profile.set, true)
      if (status === 101) reach.queries.forget(key)
      if (profile.transport === 'port-forward') reach.profiles.forwardWorked(key)
      else if (silence && status < 500) reach.forwardFailed(port, silence)
      if (tries.length === 0) return
      const outcome: Outcome = { kind: 'answered', status, body: '', path: asked.path, asked: kind }
      reach.profiles.learn(key, nextTry([...tries, { profile, outcome }]).learned)
    },
    again: async (ended) => {
      const outcome: Outcome =
        ended.kind === 'failed'
          ? ended
          : {
              ...ended,
              path: asked.path,
              asked: kind,
              insists: insists(ended.status, ended.location),
              local: insistsOnLocal(ended.status, ended.location),
            }
      // What another scheme was tried with says nothing about tunnels.
      const turned = tries[0] !== undefined && tries[0].profile.scheme !== profile.scheme
      const usual = !turned && profile.transport === 'port-forward'
      if (outcome.kind === 'failed' && usual && outcome.failure.code !== 'wrong-scheme') {
        if (isApplicationsOwn(outcome.failure)) silence = outcome.failure
        else reach.forwardFailed(port, outcome.failure)
      }
      const unread = kind === 'change' && ended.kind === 'answered' && isUnread(ended.status, ended.body)
      if (kind === 'change' && ended.kind === 'answered' && !unread) return false
      tries.push({ profile, outcome })
      if (outcome.kind === 'failed' && outcome.failure.code === 'encoding-broken') {
        return repeatable && (await passWhole())
      }
      const { change, learned } = nextTry(tries)
      reach.profiles.learn(key, learned)
      // Whatever the application says, it is reached; and what brings no answer is not worth keeping.
      if (!change) reach.profiles.settle(key, profile.set, ended.kind === 'answered')
      // Without a connection nothing of the request's body has been taken.
      const unsent = ended.kind === 'failed' && exchangeIfAny(request)?.sent !== true
      if (!change || !(repeatable || unsent || unread) || tries.length >= maxTries) return false
      if (change.host === 'localhost' && !reach.profiles.mayTryHost(key, kind)) return false
      const { transport = profile.transport, host = profile.host, scheme = profile.scheme, clientScheme } = change
      profile = { ...profile, transport, host, scheme, ...(clientScheme && { clientScheme }) }
      await address()
      return true
    },
  }
  if (kind === 'change' && profile.host === 'own' && !profile.set.host) keepSmallBody(request)
  const address = (): Promise<void> => addressBy(reach, asked, profile, original, reconsideration)
  await address()
  return undefined
}

async function addressBy(
  reach: Reach,
  asked: OriginRequest,
  profile: Profile,
  original: IncomingHttpHeaders,
  reconsideration: Reconsideration,
  renewed = false,
): Promise<void> {
  const { request, port, path, upgrade } = asked
  const { cluster, row } = port
  const { scheme, clientScheme } = profile
  const ownHost = ownHostOf(original)
  const host = toldHost(original, port, profile)
  const told = clientScheme ?? scheme
  const origin = { from: `http://${ownHost}`, to: `${told}://${host}` }
  const key = profileKey(cluster.id, row, port.port)
  // Behind TLS an application writes https, which the browser would not find here.
  const renamed = host !== ownHost || told !== 'http'
  const local = renamed ? { host, own: ownHost } : fixedName(reach, asked, profile, ownHost)
  const names = {
    ...(local && { local }),
    prefixless: refusesPrefixes(original['user-agent'], reach.prefixless),
    service: { name: row.name, namespace: row.namespace, ports: numbersOf(port), scheme: told },
  }
  const blocked = (failure: Failure): void => reach.block(port, failure, profile.set)
  const remedies = (failure: Failure): Remedies =>
    reach.offers.for(request, failure, port, key, wished(reach, key, profile))
  const common = { blocked, remedies, listed: listedOf(row), sent: false, retried: false, reconsideration }
  if (profile.transport === 'port-forward') {
    const { agents, ref } = reach.tunnels(port)
    request.url = path
    request.headers = requestHeaders(original, {
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
  request.headers = requestHeaders(original, {
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
        withoutQuery: (status: number) => {
          if (status < 500 && reach.queries.refused(key)) blocked(queryFailure(status))
        },
      }),
    renew: renewed ? undefined : renew,
    explain: (error) => networkFailure(error, url.origin).failure,
  })
}

/** A profile with what is wished by now: what was tried in vain is no part of it. */
const wished = (reach: Reach, key: string, profile: Profile): Profile => ({
  ...profile,
  set: reach.profiles.record(key).set,
})

/** The API server keeps Authorization to itself, forgets the query of an upgrade, and has no routes for other methods. */
function needsTunnel({ request, path, upgrade }: OriginRequest): boolean {
  return request.headers.authorization !== undefined || (upgrade && path.includes('?')) || !isProxied(request)
}

const isProxied = ({ method = 'GET' }: IncomingMessage): boolean => proxyMethods.has(method)

/** The headers with the names of cookies that the application gave them. */
function namedCookies(headers: IncomingHttpHeaders, prefixless: number | undefined): IncomingHttpHeaders {
  const { cookie, 'user-agent': agent } = headers
  if (cookie === undefined || !refusesPrefixes(agent, prefixless)) return headers
  return { ...headers, cookie: withPrefixes(cookie) }
}

/** Of a page that has not changed (304) the API server looks for the body, where it is said to be in gzip. */
const isConditional = (headers: IncomingHttpHeaders): boolean =>
  headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined

function unconditional(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'if-none-match': _tag, 'if-modified-since': _time, ...others } = headers
  return others
}
