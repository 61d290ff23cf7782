import type { Failure, FailureCode } from '../../../shared/failure.ts'
import type { Profile, ProfileChoice } from '../../../shared/profile.ts'
import type { AnswerHead } from '../exchange.ts'

/** How a try ended before its first byte went to the client: no answer, or one that may be about the way it was asked. */
export type Outcome =
  | { kind: 'failed'; failure: Failure; asked?: Asked }
  | {
      kind: 'answered'
      status: number
      /** As far as it is plain text. */
      body: string
      path: string
      asked?: Asked
      /** It leads to the same place with https: see {@link insistsOnTls}. */
      insists?: boolean
      /** It leads to the same place as localhost: see {@link insistsOnLocalhost}. */
      local?: boolean
      /** It says how to sign in. */
      challenges?: boolean
    }

/** What was asked for: of a WebSocket all but 101 is a no, and a change is asked for again only where it was not looked at. */
export type Asked = 'page' | 'upgrade' | 'change'

export interface Try {
  profile: Profile
  outcome: Outcome
}

/** What to do next, and what the tries have shown. */
export interface Decision {
  /** What to change for the next try; undefined hands on what there is. */
  change: ProfileChoice | undefined
  /** What holds for the requests that come. */
  learned: ProfileChoice
}

/** Failures in which another transport would not help: they come from before the two part. */
const common: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'connection-refused',
  'dns-failed',
  'credentials-rejected',
  'credentials-unavailable',
  'proxy-failed',
])

/** Answers by which applications refuse a Host that they do not know (RFC 9110, 15.5.1, 15.5.4 and 15.5.20). */
const refusals: ReadonlySet<number> = new Set([400, 403, 421])

/** In these words applications say so with another status: webpack-dev-server with 200, Chrome's developer tools with 500. */
const refusal = /\b(invalid|unknown|bad) host\b|\bhost header\b/i
/** Such an answer is a sentence: no larger than this, in bytes. */
const sentenceLimit = { 200: 40, 500: 256 } as const

/** Jolokia (ActiveMQ, Artemis, Hawtio) says no with 200, and why in its JSON. */
const agentPath = /\/jolokia\b/
const agentRefusal = /"error":"[^"]*\bOrigin [^" ]+ is not allowed to call this agent"/

function mayRefuseAsAgent({ status }: AnswerHead, path: string): boolean {
  return status === 200 && agentPath.test(path)
}

function refusesAsAgent(status: number, body: string): boolean {
  return status === 200 && agentRefusal.test(body)
}

/** Whether an answer may be about the way it was asked, as far as its head tells: then its body has to be read first. */
export function mayBeDoubtful(head: AnswerHead, path: string): boolean {
  const { status, type, length = Infinity } = head
  if (refusals.has(status) || refusesRoot({ ...head, path }) || mayRefuseAsAgent(head, path)) return true
  return (status === 200 || status === 500) && type.startsWith('text/') && length <= sentenceLimit[status]
}

/** Nobody gets the first page, nor is told how to sign in, as all of 401 must say (RFC 9110, 15.5.2): qBittorrent refuses a Host so. */
function refusesRoot({ status, path, challenges }: { status: number; path: string; challenges?: boolean }): boolean {
  return path === '/' && (status === 404 || (status === 401 && challenges === false))
}

/**
 * The same for an upgrade. Where the Origin is not one that it knows Rails answers 404, and Node's `ws` 401; the API server 500,
 * where it was hung up on.
 */
export function mayBeDoubtfulUpgrade({ status, challenges }: AnswerHead): boolean {
  return refusals.has(status) || status === 404 || status === 500 || (status === 401 && challenges === false)
}

/** The same for a request that changes something. */
export function mayBeDoubtfulChange(head: AnswerHead, path: string): boolean {
  const { status, length = Infinity } = head
  return refusals.has(status) || mayRefuseAsAgent(head, path) || (status === 500 && length <= traceLimit)
}

/** In these words applications say that they have not looked at a request because of its Host or Origin. */
const unread = [
  /\b(invalid|unknown|bad|disallowed|untrusted|incorrect) (host(name)?|origin|referer)\b/i,
  /\b(host|origin|referer) header\b/i,
  /\bcross[- ](origin|site)\b/i,
  /\borigin (is )?(not allowed|not trusted|invalid)\b/i,
  /\bhost\b\W+(with value )?"[^"]+"\)? is not allowed\b/i,
  // Hono's guard against forgery says no more.
  /^\s*forbidden\s*$/i,
]
/** Express's `cors` throws it, and Fastify's: 500, with a trace or in the JSON of an error handler, no larger than this in bytes. */
const unreadError = /\bnot allowed by cors\b|"message":"not allowed"/i
const traceLimit = 8 * 1024

/** Whether a request that changes something was refused unread, so that it can be sent again (RFC 9110, 15.5.20: 421 says so). */
export function isUnread(status: number, body: string): boolean {
  if (status === 500) return unreadError.test(body)
  const says = (words: RegExp): boolean => words.test(body)
  return status === 421 || (refusals.has(status) && unread.some(says)) || refusesAsAgent(status, body)
}

/**
 * Whether an answer to a request in plain HTTP sends it to the very place that it asked for, with https: it would come
 * back here, and so on. The port is not compared: applications leave out what they do not know.
 *
 * @param host that the application was told
 */
export function insistsOnTls(status: number, location: string | undefined, host: string, path: string): boolean {
  if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location)) return false
  const to = new URL(location)
  const own = new URL(path, `http://${host}`)
  return (
    to.protocol === 'https:' && to.hostname === own.hostname && to.pathname + to.search === own.pathname + own.search
  )
}

/**
 * Whether an answer sends who asked under another name to the very place that it asked for at `localhost`, as an
 * application does that has an address of its own in its settings (WordPress, Jira): followed, it would come back for ever.
 *
 * @param local `localhost:PORT`, as the application would be told
 */
export function insistsOnLocalhost(status: number, location: string | undefined, local: string, path: string): boolean {
  if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location)) return false
  const to = new URL(location)
  const own = new URL(path, `http://${local}`)
  return /^https?:$/.test(to.protocol) && to.host === own.host && to.pathname + to.search === own.pathname + own.search
}

/** Whether an answer may be about the way it was asked, rather than about what was asked for. */
function isDoubtful(outcome: Outcome & { kind: 'answered' }): boolean {
  const { status, body, asked, local } = outcome
  if (local === true) return true
  if (asked === 'upgrade') return status !== 101
  if (asked === 'change' && status === 500) return true
  if (refusals.has(status) || refusesRoot(outcome) || refusesAsAgent(status, body)) return true
  return (status === 200 || status === 500) && body.length <= sentenceLimit[status] && refusal.test(body)
}

/**
 * What to do after the tries of one repeatable request so far, the last one last. Each axis is turned once at most: the
 * scheme on proof, the transport when a tunnel gave no answer, the Host when the answer is a refusal.
 */
export function nextTry(tries: readonly Try[]): Decision {
  const last = tries.at(-1)
  const [first] = tries
  if (!last || !first) return { change: undefined, learned: {} }
  const { profile, outcome } = last
  const learned: ProfileChoice = {}
  const schemeTurned = tries.some((each) => each.profile.scheme !== first.profile.scheme)
  const hostTurned = tries.some((each) => each.profile.host !== first.profile.host)
  const moved = tries.some((each) => each.profile.transport !== first.profile.transport)
  const insists = isInsisting(outcome)
  const better = outcome.kind === 'answered' && !isDoubtful(outcome) && !insists
  if (outcome.kind === 'answered' && profile.scheme !== first.profile.scheme) learned.scheme = profile.scheme
  if (better && profile.host !== first.profile.host) learned.host = profile.host
  if (better && profile.clientScheme) learned.clientScheme = profile.clientScheme
  if (better) return { change: undefined, learned }

  if (!schemeTurned && !profile.set.scheme && speaksOther(outcome, profile)) {
    return { change: { scheme: profile.scheme === 'http' ? 'https' : 'http' }, learned }
  }
  // Some speak TLS on the same port; others stand behind what does, which tells them so.
  if (insists && !schemeTurned && !profile.set.scheme) return { change: { scheme: 'https' }, learned }
  if (isInsisting(first.outcome) && !tries.some((each) => each.profile.clientScheme)) {
    return { change: { ...backTo(first.profile), clientScheme: 'https' }, learned }
  }
  if (insists) return { change: undefined, learned }
  if (outcome.kind === 'failed') {
    // A turn that led nowhere is taken back, so that the client hears what the first way says.
    const turned = profile.scheme !== first.profile.scheme
    const ledNowhere = turned && (outcome.failure.code === 'wrong-scheme' || isSilence(first.outcome))
    const asLocal = mayRefuseSocket(first.outcome) && !hostTurned && !profile.set.host && profile.host === 'own'
    if (asLocal && (ledNowhere || !turned)) return { change: { ...backTo(first.profile), host: 'localhost' }, learned }
    if (ledNowhere || profile.host !== first.profile.host) return { change: backTo(first.profile), learned }
    const may = !profile.set.transport && !moved && !common.has(outcome.failure.code)
    if (profile.transport === 'port-forward' && may) return { change: { transport: 'service-proxy' }, learned }
    if (tries.length > 1 && !moved) return { change: backTo(first.profile), learned }
    return { change: undefined, learned }
  }
  if (!hostTurned && !profile.set.host && profile.host === 'own') return { change: { host: 'localhost' }, learned }
  const before = tries.at(-2)?.outcome
  const same = before?.kind === 'answered' && before.status === outcome.status
  if (profile.host !== first.profile.host && !same) return { change: { host: first.profile.host }, learned }
  return { change: undefined, learned }
}

function isInsisting(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && outcome.insists === true
}

/** Many TLS servers (all of OpenSSL's) hang up without a word on whoever speaks HTTP to them. */
function isSilence(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && /\bwithout an answer\b|: EOF$/.test(outcome.failure.message)
}

/** Whether it may be a no to a WebSocket's Origin: some hang up, and Next.js says so in no HTTP. */
function mayRefuseSocket(outcome: Outcome): boolean {
  if (outcome.kind !== 'failed' || outcome.asked !== 'upgrade') return false
  return isSilence(outcome) || outcome.failure.code === 'not-http'
}

function backTo({ transport, host, scheme }: Profile): ProfileChoice {
  return { transport, host, scheme }
}

function speaksOther(outcome: Outcome, { scheme }: Profile): boolean {
  if (outcome.kind === 'failed') {
    return outcome.failure.code === 'wrong-scheme' || (scheme === 'http' && isSilence(outcome))
  }
  // nginx and Go's net/http answer plain HTTP on a TLS port with 400 and a sentence about HTTPS.
  return (
    scheme === 'http' && outcome.status === 400 && /\bHTTPS\b/i.test(outcome.body) && /\bHTTP\b/i.test(outcome.body)
  )
}
