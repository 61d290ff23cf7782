import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Failure, failure as newFailure } from '../../shared/failure.ts'
import { addressBy, type OriginRequest, wished } from './address-by.ts'
import { exchangeIfAny, type Reconsideration } from './exchange.ts'
import { wantsPage } from './failure-answer.ts'
import { localHost, toldHost } from './host-names.ts'
import { proxyMethods } from './methods.ts'
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
import { profileKey, type Reach } from './reach.ts'
import { rememberPath, type Remedies } from './remedies.ts'
import { isRepeatable } from './repeatable.ts'
import { keepSmallBody, keptBody } from './small-body.ts'
import { isApplicationsOwn } from './tunnel-failure.ts'
import { refusesPrefixes, withPrefixes } from './unrewrite/prefixed-cookie.ts'

/** More tries than there are axes to turn, there and back, would be a mistake of ours. */
const maxTries = 6

/** Why a page, or a request, can't work, and what can be done about it. */
export interface Blocked {
  status: number
  failure: Failure
  remedies: () => Remedies
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
  const blocking = wantsPage(request) && profile.transport === 'service-proxy'
  const failure = blocking ? reach.takeBlock(port) : undefined
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
      if (kind === 'change') {
        const first = tries.length === 0 || head.status === 200
        return first && keptBody(request) !== undefined && mayBeDoubtfulChange(head, asked.path)
      }
      return kind === 'page' ? mayBeDoubtful(head, asked.path) : tries.length > 0 || mayBeDoubtfulUpgrade(head)
    },
    answered: (status) => {
      reach.profiles.settle(key, profile.set, true)
      if (profile.transport === 'port-forward') reach.profiles.forwardWorked(key)
      else if (silence && status < 500) reach.forwardFailed(port, silence)
      if (tries.length === 0) return
      const outcome: Outcome = { kind: 'answered', status, body: '', path: asked.path, asked: kind }
      reach.profiles.learn(key, nextTry([...tries, { profile, outcome }]).learned)
    },
    again: async (ended) => {
      const outcome: Outcome =
        ended.kind === 'failed'
          ? { ...ended, asked: kind }
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
      const unread = ended.kind === 'answered' && isUnread(ended.status, ended.body)
      if (kind === 'change' && ended.kind === 'answered' && !unread) return false
      tries.push({ profile, outcome })
      if (outcome.kind === 'failed' && outcome.failure.code === 'encoding-broken') {
        return repeatable && (await passWhole())
      }
      let { change, learned } = nextTry(tries)
      const mayTryHost = change?.host !== 'localhost' || reach.profiles.mayTryHost(key, unread ? 'unread' : kind)
      // Something else may help where there was no answer.
      if (!mayTryHost && ended.kind === 'failed') {
        tries.push({ profile: { ...profile, host: 'localhost' }, outcome })
        ;({ change, learned } = nextTry(tries))
      }
      reach.profiles.learn(key, learned)
      // Whatever the application says, it is reached; and what brings no answer is not worth keeping.
      if (!change) reach.profiles.settle(key, profile.set, ended.kind === 'answered')
      // Without a connection nothing of the request's body has been taken.
      const unsent = ended.kind === 'failed' && exchangeIfAny(request)?.sent !== true
      if (!change || !(repeatable || unsent || unread) || tries.length >= maxTries) return false
      if (!mayTryHost && ended.kind === 'answered') return false
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
